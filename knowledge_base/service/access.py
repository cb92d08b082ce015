"""Who may write: whoever holds the editors' token."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import request

from knowledge_base.service.problems import Problem


def editors_only(token: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that lets a request through only with `Authorization: Bearer TOKEN`.

    Without a token in the settings nobody may write: an open door must be a choice.
    """

    def decorate(route: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(route)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            _check(token, request.headers.get("Authorization", ""))
            return route(*args, **kwargs)

        return guarded

    return decorate


def _check(token: str, header: str) -> None:
    if not token:
        detail = "La edición está cerrada: el servicio no tiene clave de editores."
        raise Problem(403, "editing_closed", detail)
    scheme, _, given = header.partition(" ")
    fits = hmac.compare_digest(given.strip().encode(), token.encode())
    if scheme.lower() != "bearer" or not fits:
        detail = "Falta la clave de editores o no es la correcta."
        raise Problem(401, "unauthorized", detail, headers={"WWW-Authenticate": "Bearer"})
