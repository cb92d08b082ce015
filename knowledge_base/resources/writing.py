"""Rows of the resources inside one transaction: read, write, withdraw, and note a revision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, text, update

from knowledge_base.resources import tables
from knowledge_base.resources.plain_text import search_text
from knowledge_base.resources.records import LISTS, SLUG, Resource
from knowledge_base.resources.urls import url_key

EDITOR, CATALOGUE, IMPORT, SYSTEM = "editor", "catalogue", "import", "system"
# What these wrote or withdrew is never touched again by the catalogue or an import.
_LASTING = (EDITOR, SYSTEM)
# Any number that no other program uses for a lock in the same database.
_WRITER = 7_362_501
# Fewer than the parameters that a statement of SQLite may have.
_AT_ONCE = 500
_FIELDS = tuple(Resource.__dataclass_fields__)


@dataclass(frozen=True)
class Stored:
    """A resource with what the store knows about it."""

    resource: Resource
    origin: str
    edited: bool
    deleted: bool
    updated_at: datetime


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Begin the one transaction that writes, so that revisions are committed in their order.

    Whoever follows them by the newest number would lose one that is committed after a later
    one. It waits before it reads a row: what it reads stays true until it ends, and two writers
    cannot wait for each other.
    """
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:number)")
            connection.execute(lock, {"number": _WRITER})
        else:
            # Else SQLite begins at the first write, and what was read before may have changed.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def stored(connection: Connection) -> dict[str, Stored]:
    """Return every resource by id, the withdrawn too."""
    rows = connection.execute(select(tables.resources).order_by(tables.resources.c.id))
    return {row["id"]: from_row(row) for row in rows.mappings()}


def stored_some(connection: Connection, ids: Sequence[str]) -> dict[str, Stored]:
    """Return those of the resources that are there, the withdrawn too."""
    table, found = tables.resources, dict[str, Stored]()
    known = [one for one in ids if SLUG.fullmatch(one)]
    for start in range(0, len(known), _AT_ONCE):
        query = select(table).where(table.c.id.in_(known[start : start + _AT_ONCE]))
        found |= {row["id"]: from_row(row) for row in connection.execute(query).mappings()}
    return found


def stored_one(connection: Connection, resource_id: str) -> Stored | None:
    """Return one resource, a withdrawn one too."""
    if not SLUG.fullmatch(resource_id):
        return None  # no id has this form, and PostgreSQL refuses some bytes
    query = select(tables.resources).where(tables.resources.c.id == resource_id)
    row = connection.execute(query).mappings().first()
    return from_row(row) if row else None


def write(
    connection: Connection, resource: Resource, before: Stored | None, actor: str, who: str = ""
) -> None:
    """Publish a resource in place of `before`; what an editor wrote stays an editor's."""
    write_all(connection, [(resource, before)], actor, who)


def write_all(
    connection: Connection,
    written: Iterable[tuple[Resource, Stored | None]],
    actor: str,
    who: str = "",
) -> None:
    """Publish resources, each in place of what was before; far faster than one by one."""
    now, table = datetime.now(UTC), tables.resources
    new, old, notes = [], [], []
    for resource, before in written:
        values = _row(resource, before, actor, now)
        created = before is None or before.deleted
        notes.append(_note(resource, "create" if created else "update", actor, who, now))
        if before is None:
            new.append(values)
        else:
            old.append(values | {"of": resource.id})
    if new:
        connection.execute(insert(table), new)
    if old:
        same = update(table).where(table.c.id == bindparam("of"))
        columns: dict[str, Any] = {name: bindparam(name) for name in old[0] if name != "of"}
        connection.execute(same.values(columns), old)
    if notes:
        connection.execute(insert(tables.revisions), notes)


def _row(resource: Resource, before: Stored | None, actor: str, now: datetime) -> dict[str, Any]:
    fields = resource.as_dict()
    kept = before is not None and before.edited and actor == IMPORT
    return fields | {
        "url_key": url_key(resource.url),
        "search_text": search_text(fields),
        "origin": actor,
        "edited": actor in _LASTING or kept,
        "deleted": False,
        "updated_at": now,
    }


def withdraw(
    connection: Connection, resource: Resource, actor: str, who: str = "", action: str = "delete"
) -> None:
    """Take a resource out of what is published."""
    now, table = datetime.now(UTC), tables.resources
    state = {"deleted": True, "edited": actor in _LASTING, "updated_at": now}
    connection.execute(update(table).where(table.c.id == resource.id).values(state))
    connection.execute(insert(tables.revisions), _note(resource, action, actor, who, now))


def _note(resource: Resource, action: str, actor: str, who: str, now: datetime) -> dict[str, Any]:
    """Return the row of a revision."""
    return {
        "resource_id": resource.id,
        "action": action,
        "actor": actor,
        "who": who,
        "at": now,
        "body": resource.as_dict(),
    }


def newest_revision(connection: Connection, resource_id: str | None = None) -> int:
    """Return the number of the newest change, of one resource or of all; 0 before the first."""
    log = tables.revisions
    query = select(func.max(log.c.number))
    if resource_id is not None:
        query = query.where(log.c.resource_id == resource_id)
    return connection.execute(query).scalar() or 0


def body_of_revision(
    connection: Connection, resource_id: str, number: int
) -> dict[str, Any] | None:
    """Return the fields that a revision of a resource wrote, or None where it has no such one."""
    log = tables.revisions
    query = select(log.c.body).where(log.c.resource_id == resource_id, log.c.number == number)
    body = connection.execute(query).scalar()
    return None if body is None else dict(body)


def resource_of_body(body: Mapping[str, Any]) -> Resource:
    """Return the resource of a revision's body; what older ones lack has its default."""
    fields = {name: body[name] for name in _FIELDS if name in body}
    return Resource(**fields | {name: tuple(fields.get(name) or ()) for name in LISTS})


def from_row(row: Mapping[Any, Any]) -> Stored:
    """Return what a row of the table says."""
    at: datetime = row["updated_at"]
    return Stored(
        resource=resource_of_body(row),
        origin=row["origin"],
        edited=row["edited"],
        deleted=row["deleted"],
        # SQLite keeps no zone; what was written is UTC.
        updated_at=at if at.tzinfo else at.replace(tzinfo=UTC),
    )
