"""Errors to the outside as problem+json (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

from sanic.response import HTTPResponse, json


class Refused(Exception):
    """A post that is not answered with a message: a status, a stable code and a sentence."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail


def problem(refused: Refused) -> HTTPResponse:
    """The answer for a refused post."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "detail": refused.detail,
        "code": refused.code,
        "errors": {},
    }
    return json(body, status=refused.status, content_type="application/problem+json")
