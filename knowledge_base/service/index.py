"""`/v1/index`: versions of the search index; everyone sees them, editors change them."""

# flask-smorest has no type hints.
# mypy: disable-error-code=untyped-decorator

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask_smorest import Blueprint

from knowledge_base.index.built import BrokenIndex, OtherEncoder
from knowledge_base.index.versions import UnknownVersion
from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.service.access import editors_only
from knowledge_base.service.overview_schemas import ActivateBody, BuildBody, IndexSchema
from knowledge_base.service.problems import Problem

_SECURITY: list[dict[str, list[str]]] = [{"editor": []}]


def blueprint(base: KnowledgeBase, token: str) -> Blueprint:
    """Return the routes of the index."""
    routes = Blueprint("index", __name__, description="Versions of the search index")

    @routes.get("/v1/index")
    @routes.response(200, IndexSchema)
    def list_versions() -> dict[str, Any]:
        """List the versions, newest first."""
        return _listed(base)

    @routes.post("/v1/index")
    @editors_only(token)
    @routes.arguments(BuildBody, required=False)
    @routes.response(202, IndexSchema)
    @routes.doc(security=_SECURITY)
    def build_version(body: dict[str, Any]) -> dict[str, Any]:
        """Build a new version in the background; once checked it becomes `active`."""
        base.build_soon(body.get("force", False))
        return _listed(base)

    @routes.put("/v1/index/active")
    @editors_only(token)
    @routes.arguments(ActivateBody)
    @routes.response(200, IndexSchema)
    @routes.doc(security=_SECURITY)
    def activate_version(body: dict[str, Any]) -> dict[str, Any]:
        """Search another version; what changes from now on is added to it."""
        _activate(base, body["version"])
        return _listed(base)

    @routes.post("/v1/index/rollback")
    @editors_only(token)
    @routes.response(200, IndexSchema)
    @routes.doc(security=_SECURITY)
    def roll_back() -> dict[str, Any]:
        """Search the version before the active one."""
        previous = base.versions.previous()
        if previous is None:
            raise Problem(409, "no_previous_version", "No hay una versión anterior del índice.")
        _activate(base, previous)
        return _listed(base)

    return routes


def _activate(base: KnowledgeBase, version: str) -> None:
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
