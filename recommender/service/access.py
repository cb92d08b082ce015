"""Who may write, and see what only editors see; and who may bring the assistant's reports."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import current_app, request

from recommender.service.problems import CODES, Problem
from recommender.service.runtime import Parts, Runtime
from recommender.settings import Settings


def runtime() -> Runtime:
    """Return the running app's runtime."""
    found: Runtime = current_app.extensions["recommender"]
    return found


def parts() -> Parts:
    """Return the loaded parts; raise a 503 problem while they are loading."""
    loaded = runtime().parts
    if loaded is None:
        code, detail = CODES[503]
        raise Problem(503, code, detail, headers={"Retry-After": "2"})
    return loaded


def needs_token(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view run only for requests that bear the service token."""
    return _guarded(view, lambda settings: settings.service_token)


def needs_reports_token(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view run only for requests that bear the token of the assistant's reports."""
    return _guarded(view, lambda settings: settings.reports_token)


def _guarded(view: Callable[..., Any], token_of: Callable[[Settings], str]) -> Callable[..., Any]:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        token = token_of(runtime().settings)
        if not token:
            raise Problem(
                403, "writes_disabled", "Este servicio no tiene token: solo permite leer."
            )
        if not _bears(token):
            code, detail = CODES[401]
            raise Problem(401, code, detail, headers={"WWW-Authenticate": "Bearer"})
        return view(*args, **kwargs)

    return guarded


def bears_token() -> bool:
    """Say whether the request comes from a holder of the service token."""
    return _bears(runtime().settings.service_token)


def _bears(token: str) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    # Bytes, because compare_digest refuses text outside ASCII.
    same = hmac.compare_digest(given.strip().encode("utf-8"), token.encode("utf-8"))
    return bool(token) and scheme.lower() == "bearer" and same
