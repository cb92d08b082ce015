"""One error JSON for the whole service: problem+json (RFC 9457) with a stable `code`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Response
from flask_smorest import Api
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

CODES = {
    400: ("bad_request", "La petición no se puede leer."),
    401: ("unauthorized", "Falta el token de servicio o no es válido."),
    404: ("not_found", "No existe esa dirección."),
    405: ("method_not_allowed", "La dirección no admite ese método."),
    413: ("too_large", "El contenido es demasiado grande."),
    415: ("unsupported_media_type", "El tipo de contenido no es el esperado."),
    422: ("invalid_request", "La petición no es válida."),
    500: ("internal_error", "Algo falló en el servicio. Inténtalo de nuevo."),
    503: ("not_ready", "El servicio todavía está cargando sus datos."),
}


class Problem(Exception):
    """An answer that is an error; raised anywhere under a route."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.errors, self.headers = dict(errors or {}), dict(headers or {})


class ProblemSchema(Schema):
    """The shape of every error."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(required=True)
    errors = fields.Dict(keys=fields.String(), required=True)


class ProblemApi(Api):  # type: ignore[misc]
    """flask-smorest with problem+json in the place of its own errors."""

    ERROR_SCHEMA = ProblemSchema

    def handle_http_exception(self, error: HTTPException) -> Response:
        status = error.code or 500
        code, detail = CODES.get(status, ("error", HTTP_STATUS_CODES.get(status, "Error")))
        data: dict[str, Any] = getattr(error, "data", None) or {}
        response = respond(Problem(status, code, detail, _flat(data.get("messages", {}))))
        allow = getattr(error, "valid_methods", None)
        if allow:
            response.headers["Allow"] = ", ".join(sorted(allow))
        return response


def respond(problem: Problem) -> Response:
    """Return a problem as the response that the client sees."""
    body = {
        "type": "about:blank",
        "title": HTTP_STATUS_CODES.get(problem.status, "Error"),
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "errors": problem.errors,
    }
    # What the caller sent and cannot be UTF-8 (half of a surrogate pair) is shown escaped.
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(
        text,
        problem.status,
        problem.headers,
        content_type="application/problem+json",
    )


def _flat(messages: Any) -> dict[str, Any]:
    """Drop webargs' outer level (query, json), so that errors stand under their field."""
    if not isinstance(messages, Mapping):
        return {}
    flat: dict[str, Any] = {}
    for place, inner in messages.items():
        flat |= dict(inner) if isinstance(inner, Mapping) else {str(place): inner}
    return flat
