"""`/healthz`: the process answers. `/readyz`: questions can be answered."""

from __future__ import annotations

import logging

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.live.runtime import KnowledgeBase, NotReady
from knowledge_base.service.problems import Problem

log = logging.getLogger(__name__)


def add_health(app: Flask, base: KnowledgeBase) -> None:
    """Add both routes."""

    @app.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return jsonify(status="ok")

    @app.get("/readyz")
    def readyz() -> ResponseReturnValue:
        if not base.ready:
            raise NotReady
        try:
            base.store.revision()
        except SQLAlchemyError as error:
            log.warning("the database does not answer: %s", type(error).__name__)
            detail = "La base de datos no responde."
            raise Problem(503, "database_away", detail) from None
        return jsonify(status="ready", index_version=base.searcher.index.about.version)
