"""Whether the process lives and whether it is ready."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify

from recommender.service.access import runtime
from recommender.service.problems import CODES, Problem

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Any:
    """Answer as soon as the process runs."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Any:
    """Answer 200 only when places, store and model are loaded."""
    checks = runtime().checks()
    if all(checks.values()):
        return jsonify(status="ready", checks=checks)
    code, detail = CODES[503]
    if runtime().failure:
        # The reason stays in the log: it may name files and addresses.
        code, detail = "load_failed", "El servicio no pudo cargar sus datos."
    raise Problem(503, code, detail, errors=checks, headers={"Retry-After": "2"})
