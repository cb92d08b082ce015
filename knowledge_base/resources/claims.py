"""What only one resource may have: its id, its link, the number of its lesson."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from knowledge_base.resources import tables
from knowledge_base.resources.records import slug
from knowledge_base.resources.urls import url_key


@dataclass(frozen=True)
class Taken:
    """A field of a resource that a published one has already; `reason` is for editors."""

    field: str
    owner: str
    reason: str


def taken_by_others(
    connection: Connection, resource_id: str, url: str, number: int | None
) -> list[Taken]:
    """Return which of a resource's link and lesson number another published one has."""
    found = []
    if url and (owner := owner_of_link(connection, url, resource_id)):
        found.append(Taken("url", owner, f"El enlace ya está publicado en {owner}."))
    if number and (owner := _owner_of_number(connection, number, resource_id)):
        reason = f"La lección {number} es {owner}: elige otro número."
        found.append(Taken("number", owner, reason))
    return found


def owner_of_link(connection: Connection, url: str, but: str = "") -> str | None:
    """Return the id of the published resource, other than `but`, with this link or None.

    However the link is written.
    """
    table = tables.resources
    same = (table.c.url_key == url_key(url), table.c.deleted.is_(False), table.c.id != but)
    return connection.execute(select(table.c.id).where(*same).order_by(table.c.id)).scalar()


def _owner_of_number(connection: Connection, number: int, but: str) -> str | None:
    table = tables.resources
    same = (
        table.c.kind == "lesson",
        table.c.number == number,
        table.c.deleted.is_(False),
        table.c.id != but,
    )
    return connection.execute(select(table.c.id).where(*same).order_by(table.c.id)).scalar()


def free_id(title: str, taken: Callable[[str], bool]) -> str:
    """Make an id of a title that no resource has or had, as `taken` tells."""
    base = slug(title)[:70].strip("-") or "recurso"
    number, chosen = 1, base
    while taken(chosen):
        number += 1
        chosen = f"{base}-{number}"
    return chosen
