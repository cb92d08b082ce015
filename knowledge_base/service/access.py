"""Who may write over the API: the holder of the settings' token, or of a person's own."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from flask import g, request

from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.accounts.tokens import PREFIX, TokenStore
from knowledge_base.console.audit import AuditLog
from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.service.problems import Problem

# How the audit log and the revisions name whoever holds the settings' token.
API = "api"


class Doors:
    """Lets requests through by `Authorization: Bearer TOKEN`, and notes who changed what.

    The settings' token may do everything; without one only persons' tokens open anything: an open
    door must be a choice. A person's token may do what the person's role may.
    """

    def __init__(self, base: KnowledgeBase, token: str) -> None:
        self._base = base
        self._token = token

    def needs(self, role: Role) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Return a decorator that opens a route to this role and those above it."""

        def decorate(route: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(route)
            def guarded(*args: Any, **kwargs: Any) -> Any:
                g.who = self._who(role)
                return route(*args, **kwargs)

            return guarded

        return decorate

    @property
    def who(self) -> str:
        """Who is served; only within a route that needs a role."""
        return str(g.who)

    def record(self, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
        """Note in the audit log what a request changed."""
        AuditLog(self._base.engine).record(self.who, action, subject, detail)

    def _who(self, role: Role) -> str:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        given = given.strip() if scheme.lower() == "bearer" else ""
        if self._token and hmac.compare_digest(given.encode(), self._token.encode()):
            return API
        if given.startswith(PREFIX):
            return self._person(given, role)
        if not self._token:
            detail = "La edición está cerrada: el servicio no tiene clave de editores."
            raise Problem(403, "editing_closed", detail)
        raise _unauthorized()

    def _person(self, given: str, role: Role) -> str:
        person = TokenStore(self._base.engine).person_of(given)
        if person is None:
            raise _unauthorized()
        if person.role < role:
            detail = f"El rol {person.role.word} no permite hacer esto: hace falta {role.word}."
            raise Problem(403, "role_too_low", detail)
        return person.name


def _unauthorized() -> Problem:
    detail = "Falta la clave de editores o no es la correcta."
    return Problem(401, "unauthorized", detail, headers={"WWW-Authenticate": "Bearer"})
