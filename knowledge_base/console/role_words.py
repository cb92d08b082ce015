"""What people call the roles, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from knowledge_base.console.accounts.roles import Role


@dataclass(frozen=True)
class RoleWords:
    """A role as a page shows it."""

    role: Role
    name: Any
    may: Any


ROLE_WORDS = (
    RoleWords(
        Role.VIEWER,
        lazy_gettext("Lectura"),
        lazy_gettext("Ve todo, menos las personas y la bitácora. No cambia nada."),
    ),
    RoleWords(
        Role.EDITOR,
        lazy_gettext("Edición"),
        lazy_gettext("Además escribe borradores, los envía a revisión y edita hubs."),
    ),
    RoleWords(
        Role.PUBLISHER,
        lazy_gettext("Publicación"),
        lazy_gettext("Además publica, archiva, importa y pone en uso el índice de búsqueda."),
    ),
    RoleWords(
        Role.ADMIN,
        lazy_gettext("Administración"),
        lazy_gettext("Además agrega personas, cambia sus roles y ve la bitácora."),
    ),
)


def role_name(role: Role) -> str:
    """Return what people call a role."""
    return str(next(words.name for words in ROLE_WORDS if words.role is role))
