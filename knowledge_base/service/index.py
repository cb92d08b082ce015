"""`/v1/index`: versions of the search index; everyone sees them, editors change them."""

# flask-smorest has no type hints.
# mypy: disable-error-code=untyped-decorator

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask_smorest import Blueprint

from knowledge_base.console.accounts.roles import Role
from knowledge_base.index.built import BrokenIndex, OtherEncoder
from knowledge_base.index.versions import UnknownVersion
from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.service.access import Doors
from knowledge_base.service.overview_schemas import ActivateBody, BuildBody, IndexSchema
from knowledge_base.service.problems import Problem

_SECURITY: list[dict[str, list[str]]] = [{"editor": []}]


def blueprint(base: KnowledgeBase, doors: Doors) -> Blueprint:
    """Return the routes of the index."""
    routes = Blueprint("index", __name__, description="Versions of the search index")

    @routes.get("/v1/index")
    @routes.response(200, IndexSchema)
    def list_versions() -> dict[str, Any]:
        """List the versions, newest first."""
        return _listed(base)

    @routes.post("/v1/index")
    @doors.needs(Role.PUBLISHER)
    @routes.arguments(BuildBody, required=False)
    @routes.response(202, IndexSchema)
    @routes.doc(security=_SECURITY)
    def build_version(body: dict[str, Any]) -> dict[str, Any]:
        """Build a new version in the background; once checked it becomes `active`."""
        force = body.get("force", False)
        base.build_soon(force)
        doors.record("index.build", "index", {"without_checks": force})
        return _listed(base)

    @routes.put("/v1/index/active")
    @doors.needs(Role.PUBLISHER)
    @routes.arguments(ActivateBody)
    @routes.response(200, IndexSchema)
    @routes.doc(security=_SECURITY)
    def activate_version(body: dict[str, Any]) -> dict[str, Any]:
        """Search another version; what changes from now on is added to it."""
        _activate(base, doors, body["version"])
        return _listed(base)

    @routes.post("/v1/index/rollback")
    @doors.needs(Role.PUBLISHER)
    @routes.response(200, IndexSchema)
    @routes.doc(security=_SECURITY)
    def roll_back() -> dict[str, Any]:
        """Search the version before the active one."""
        previous = base.versions.previous()
        if previous is None:
            raise Problem(409, "no_previous_version", "No hay una versión anterior del índice.")
        _activate(base, doors, previous)
        return _listed(base)

    return routes


def _activate(base: KnowledgeBase, doors: Doors, version: str) -> None:
    before = base.versions.active()
    try:
        base.activate(version)
    except UnknownVersion:
        raise Problem(404, "version_not_found", "No hay esa versión del índice.") from None
    except OtherEncoder:
        detail = "Esa versión se construyó con otro codificador: hay que construirla de nuevo."
        raise Problem(409, "index_other_encoder", detail) from None
    except BrokenIndex:
        detail = "Los archivos de esa versión están dañados o incompletos."
        raise Problem(409, "index_broken", detail) from None
    doors.record("index.activate", f"index:{version}", {"before": before})


def _listed(base: KnowledgeBase) -> dict[str, Any]:
    active, last = base.versions.active(), base.last_build()
    versions = [
        {
            "version": about.version,
            "encoder": about.encoder,
            "resources": about.resources,
            "created_at": about.created_at,
            "active": about.version == active,
        }
        for about in base.versions.all()
    ]
    shown = asdict(last) if last else None
    return {"active": active, "last_build": shown, "versions": versions}
