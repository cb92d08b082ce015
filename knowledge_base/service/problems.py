"""Every error to the outside is a problem document (RFC 9457) with a stable `code`."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import marshmallow as ma
from flask import Response
from flask_smorest import Api
from werkzeug.exceptions import HTTPException

_CODES = {
    400: ("bad_request", "La solicitud no se entiende."),
    404: ("not_found", "No existe."),
    405: ("method_not_allowed", "Esta dirección no admite esa operación."),
    413: ("too_large", "La solicitud es demasiado grande."),
    415: ("not_json", "El contenido debe ser JSON."),
    422: ("invalid_request", "Hay datos que no son válidos."),
}
_REFUSED = "La solicitud no se puede atender así."
_UNEXPECTED = ("internal_error", "Algo falló de nuestro lado. Intenta de nuevo en un momento.")


class ProblemSchema(ma.Schema):
    """A problem document, as the OpenAPI page shows it."""

    type = ma.fields.String()
    title = ma.fields.String()
    status = ma.fields.Integer()
    detail = ma.fields.String()
    code = ma.fields.String(metadata={"description": "Stable; for programs"})
    errors = ma.fields.Dict(metadata={"description": "Reasons by field"})


class Problem(Exception):
    """Raised by a route to answer with a problem document."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.errors, self.headers = errors or {}, headers or {}

    def response(self) -> Response:
        """Return the problem as an HTTP response."""
        body = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "errors": self.errors,
        }
        text = json.dumps(body, ensure_ascii=False)
        answer = Response(text, self.status, content_type="application/problem+json")
        answer.headers.update(self.headers)
        return answer


class ProblemApi(Api):  # type: ignore[misc]
    """flask-smorest's Api whose errors are problem documents."""

    ERROR_SCHEMA = ProblemSchema

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Turn what Flask, werkzeug or webargs raised into a problem document."""
        status = error.code or 500
        if status < 400:
            return Response(status=status, headers=error.get_headers())
        code, detail = _code_of(status)
        messages = (getattr(error, "data", None) or {}).get("messages", {})
        headers = {k: v for k, v in error.get_headers() if k not in ("Content-Type",)}
        return Problem(status, code, detail, _flat(messages), headers).response()


def _code_of(status: int) -> tuple[str, str]:
    """Return the code and what it says; a refusal without a code of its own is no fault here."""
    if status in _CODES or status >= 500:
        return _CODES.get(status, _UNEXPECTED)
    return f"http_{status}", _REFUSED


def _flat(messages: dict[str, Any]) -> dict[str, Any]:
    """Drop the level that says where a field came from: callers know their fields."""
    inner = [fields for fields in messages.values() if isinstance(fields, dict)]
    return {name: why for fields in inner for name, why in fields.items()}
