"""`/docs`: the OpenAPI document as a page, from files that ship with the service."""

from __future__ import annotations

from flask import Flask, Response, render_template


def add_docs(app: Flask) -> None:
    """Add the page."""

    @app.get("/docs")
    def docs() -> Response:
        page = Response(render_template("docs.html"), content_type="text/html; charset=utf-8")
        page.headers["Content-Security-Policy"] = (
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"
        )
        return page
