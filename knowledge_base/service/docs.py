"""`/docs`: the OpenAPI document as a page, from files that ship with the service."""

from __future__ import annotations

from flask import Flask, Response, render_template
from flask_talisman import Talisman

from knowledge_base.service.headers import CONTENT_SECURITY_OF_DOCS


def add_docs(app: Flask, headers: Talisman) -> None:
    """Add the page."""

    @app.get("/docs")
    @headers(content_security_policy=CONTENT_SECURITY_OF_DOCS)  # type: ignore[untyped-decorator]
    def docs() -> Response:
        return Response(render_template("docs.html"), content_type="text/html; charset=utf-8")
