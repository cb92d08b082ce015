"""`/v1/resources`: everyone reads, editors write."""

# flask-smorest has no type hints.
# mypy: disable-error-code=untyped-decorator

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_smorest import Blueprint

from knowledge_base.console.accounts.roles import Role
from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.resources.expiry import PAST, expired, today_in_peru
from knowledge_base.resources.records import LISTS, InvalidResource, Resource, resource_from
from knowledge_base.resources.store import ResourceStore, Stored
from knowledge_base.service.access import Doors
from knowledge_base.service.problems import Problem
from knowledge_base.service.schemas import (
    OneResourceSchema,
    ResourceBody,
    ResourcePageQuery,
    ResourcePageSchema,
    next_offset,
    public,
)
from knowledge_base.service.search import filters_of

_TAKEN = {"url": "link_exists", "number": "lesson_number_taken"}
_READ_ONLY = {"edited", "updated_at"}
_SECURITY: list[dict[str, list[str]]] = [{"editor": []}]


def blueprint(base: KnowledgeBase, doors: Doors) -> Blueprint:
    """Return the routes of the resources."""
    routes = Blueprint("resources", __name__, description="Learning resources")
    _add_reading(routes, base)
    _add_writing(routes, base, doors)
    return routes


def _add_reading(routes: Blueprint, base: KnowledgeBase) -> None:
    @routes.get("/v1/resources")
    @routes.arguments(ResourcePageQuery, location="query")
    @routes.response(200, ResourcePageSchema)
    def list_resources(query: dict[str, Any]) -> dict[str, Any]:
        """List resources by id."""
        found, total = base.store.page(filters_of(query), query["limit"], query["offset"])
        following = next_offset(query["offset"], len(found), total)
        shown = [public(resource) for resource in found]
        return {"resources": shown, "total": total, "next_offset": following}

    @routes.get("/v1/resources/<resource_id>")
    @routes.response(200, OneResourceSchema)
    def get_resource(resource_id: str) -> dict[str, Any]:
        """Return one resource."""
        return _shown(_existing(base.store, resource_id))


def _add_writing(routes: Blueprint, base: KnowledgeBase, doors: Doors) -> None:
    @routes.post("/v1/resources")
    @doors.needs(Role.PUBLISHER)
    @routes.arguments(ResourceBody)
    @routes.response(201, OneResourceSchema)
    @routes.doc(security=_SECURITY)
    def create_resource(body: dict[str, Any]) -> Any:
        """Publish a resource; it is found by the search within seconds."""
        store = base.store
        chosen = body.get("id") or store.free_id(str(body.get("title") or ""))
        if isinstance(chosen, str) and store.get(chosen):
            raise Problem(409, "already_exists", f"Ya existe un recurso con el id {chosen}.")
        stored = _save(base, doors, body | {"id": chosen})
        where = url_for("resources.get_resource", resource_id=chosen)
        return _shown(stored), 201, {"Location": where}

    @routes.put("/v1/resources/<resource_id>")
    @doors.needs(Role.PUBLISHER)
    @routes.arguments(ResourceBody)
    @routes.response(200, OneResourceSchema)
    @routes.doc(security=_SECURITY)
    def put_resource(body: dict[str, Any], resource_id: str) -> Any:
        """Write a whole resource: a new one (201) or in place of the old one (200)."""
        before = base.store.get(resource_id)
        if body.get("id", resource_id) != resource_id:
            raise _invalid({"id": ["no es el de la dirección"]})
        source = before.resource.source if before else "editor"
        stored = _save(base, doors, {"source": source} | body | {"id": resource_id})
        return _shown(stored), 200 if before else 201

    @routes.delete("/v1/resources/<resource_id>")
    @doors.needs(Role.PUBLISHER)
    @routes.response(204)
    @routes.doc(security=_SECURITY)
    def delete_resource(resource_id: str) -> None:
        """Withdraw a resource; neither the catalogue nor an import brings it back."""
        if not base.store.delete(resource_id, who=doors.who):
            raise _absent(resource_id)
        base.changed()
        doors.record("resource.archive", f"resource:{resource_id}")


def _save(base: KnowledgeBase, doors: Doors, body: dict[str, Any]) -> Stored:
    resource = _judged({name: value for name, value in body.items() if name not in _READ_ONLY})
    if expired(resource.expires_on, today_in_peru()):
        raise _invalid({"expires_on": [PAST]})
    for taken in base.store.taken(resource):
        raise Problem(409, _TAKEN[taken.field], taken.reason)
    before = base.store.get(resource.id)
    base.store.save(resource, who=doors.who)
    base.changed()
    detail = {
        "before": before.resource.as_dict() if before else None,
        "after": resource.as_dict(),
    }
    doors.record("resource.publish", f"resource:{resource.id}", detail)
    return _existing(base.store, resource.id)


def _judged(fields: dict[str, Any]) -> Resource:
    try:
        return resource_from(fields)
    except InvalidResource as error:
        raise _invalid(error.errors) from None


def _invalid(errors: dict[str, list[str]]) -> Problem:
    return Problem(422, "invalid_resource", "Hay datos que no son válidos.", errors)


def _absent(resource_id: str) -> Problem:
    return Problem(404, "resource_not_found", f"No hay un recurso con el id {resource_id[:80]}.")


def _existing(store: ResourceStore, resource_id: str) -> Stored:
    stored = store.get(resource_id)
    if stored is None:
        raise _absent(resource_id)
    return stored


def _shown(stored: Stored) -> dict[str, Any]:
    extra = {name: list(getattr(stored.resource, name)) for name in LISTS} | {
        "text": stored.resource.text,
        "expires_on": stored.resource.expires_on,
        "edited": stored.edited,
        "updated_at": f"{stored.updated_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    return {"resource": public(stored.resource) | extra}
