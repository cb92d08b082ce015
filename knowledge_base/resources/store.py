"""Keep the resources: read, write, and one revision row for every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, text, update

from knowledge_base.resources import tables
from knowledge_base.resources.records import LISTS, SLUG, Resource
from knowledge_base.resources.urls import url_key

EDITOR, CATALOGUE, IMPORT = "editor", "catalogue", "import"
# Any number that no other program uses for a lock in the same database.
_WRITER = 7_362_501
_FIELDS = tuple(Resource.__dataclass_fields__)


@dataclass(frozen=True)
class Stored:
    """A resource with what the store knows about it."""

    resource: Resource
    origin: str
    edited: bool
    deleted: bool
    updated_at: datetime


@dataclass(frozen=True)
class Changes:
    """How many resources a run created, updated, withdrew, and left as they were."""

    created: int = 0
    updated: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    kept_for_editors: int = 0


class ResourceStore:
    """The resources table and its revisions. Each public method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[Resource]:
        """Return every published resource, ordered by id."""
        with self._engine.connect() as connection:
            return [s.resource for s in _stored(connection).values() if not s.deleted]

    def snapshot(self) -> tuple[int, list[Resource]]:
        """Return the newest revision's number and all resources.

        The number is read first: a change that slips in between is indexed twice, never lost.
        """
        return self.revision(), self.all()

    def page(
        self, filters: Mapping[str, str | bool], limit: int, offset: int
    ) -> tuple[list[Resource], int]:
        """Return one page of the published resources that fit `filters`, and how many fit."""
        table = tables.resources
        fitting = [table.c.deleted.is_(False)] + [table.c[k] == v for k, v in filters.items()]
        rows = select(table).where(*fitting).order_by(table.c.id).limit(limit).offset(offset)
        count = select(func.count()).select_from(table).where(*fitting)
        with self._engine.connect() as connection:
            found = [_from_row(row).resource for row in connection.execute(rows).mappings()]
            return found, connection.execute(count).scalar_one()

    def get(self, resource_id: str) -> Stored | None:
        """Return one published resource, or None."""
        with self._engine.connect() as connection:
            stored = _one(connection, resource_id)
        return None if stored is None or stored.deleted else stored

    def owner_of_link(self, url: str) -> str | None:
        """Return the id of the published resource with this link, however written, or None."""
        table = tables.resources
        same = table.c.url_key == url_key(url)
        query = select(table.c.id).where(same, table.c.deleted.is_(False))
        with self._engine.connect() as connection:
            return connection.execute(query.order_by(table.c.id)).scalars().first()

    def withdrawn_links(self) -> dict[str, str]:
        """Return the ids of the resources that an editor withdrew, by the key of their link."""
        table = tables.resources
        query = select(table.c.url_key, table.c.id).where(table.c.deleted, table.c.edited)
        with self._engine.connect() as connection:
            return {key: of for key, of in connection.execute(query) if key}

    def lessons(self) -> list[Resource]:
        """Return every published lesson, ordered by number."""
        table = tables.resources
        query = select(table).where(table.c.kind == "lesson", table.c.deleted.is_(False))
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(table.c.number, table.c.id)).mappings()
            return [_from_row(row).resource for row in rows]

    def lesson(self, number: int) -> Resource | None:
        """Return the published lesson of that number, or None."""
        return next((one for one in self.lessons() if one.number == number), None)

    def id_taken(self, resource_id: str) -> bool:
        """Tell whether the id was ever used, by a deleted resource too."""
        with self._engine.connect() as connection:
            return _one(connection, resource_id) is not None

    def save(self, resource: Resource) -> bool:
        """Write an editor's resource; return True when it is new."""
        with self._writing() as connection:
            before = _one(connection, resource.id)
            _write(connection, resource, before, EDITOR)
        return before is None or before.deleted

    def delete(self, resource_id: str) -> bool:
        """Withdraw a resource for good; return False when there is none."""
        with self._writing() as connection:
            before = _one(connection, resource_id)
            if before is None or before.deleted:
                return False
            _withdraw(connection, before.resource, EDITOR)
        return True

    def revision(self) -> int:
        """Return the number of the newest change, 0 before the first."""
        with self._engine.connect() as connection:
            number = connection.execute(select(func.max(tables.revisions.c.number))).scalar()
        return number or 0

    def changed_since(self, revision: int) -> tuple[list[Resource], list[str]]:
        """Return the resources that a later revision wrote, as they are, and the ids withdrawn."""
        table, log = tables.resources, tables.revisions
        later = select(log.c.resource_id).where(log.c.number > revision).distinct()
        query = select(table).where(table.c.id.in_(later)).order_by(table.c.id)
        with self._engine.connect() as connection:
            stored = [_from_row(row) for row in connection.execute(query).mappings()]
        changed = [one.resource for one in stored if not one.deleted]
        return changed, [one.resource.id for one in stored if one.deleted]

    def revisions(self, resource_id: str) -> list[dict[str, Any]]:
        """Return what happened to one resource, oldest first."""
        table = tables.revisions
        query = select(table).where(table.c.resource_id == resource_id).order_by(table.c.number)
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def sync_catalogue(self, shipped: Iterable[Resource]) -> Changes:
        """Take over the shipped catalogue; edits survive, what it no longer holds is withdrawn."""
        shipped = list(shipped)
        with self._writing() as connection:
            before = _stored(connection)
            counts = _upsert(connection, shipped, before, CATALOGUE)
            gone = before.keys() - {resource.id for resource in shipped}
            for resource_id in sorted(gone):
                old = before[resource_id]
                if old.origin == CATALOGUE and not old.edited and not old.deleted:
                    _withdraw(connection, old.resource, CATALOGUE)
                    counts["withdrawn"] += 1
        return Changes(**counts)

    def import_all(self, resources: Iterable[Resource]) -> Changes:
        """Insert or update imported resources, all or none; edits survive."""
        with self._writing() as connection:
            counts = _upsert(connection, resources, _stored(connection), IMPORT)
        return Changes(**counts)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Begin the one transaction that writes, so that revisions are committed in their order.

        Whoever follows them by the newest number would lose one that is committed after a later
        one. It waits before it touches a row: two writers cannot wait for each other. SQLite has
        only one writer as it is.
        """
        with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                lock = text("SELECT pg_advisory_xact_lock(:number)")
                connection.execute(lock, {"number": _WRITER})
            yield connection


def _upsert(
    connection: Connection, resources: Iterable[Resource], before: dict[str, Stored], actor: str
) -> dict[str, int]:
    counts = {"created": 0, "updated": 0, "withdrawn": 0, "unchanged": 0, "kept_for_editors": 0}
    for resource in resources:
        old = before.get(resource.id)
        if old and old.edited:
            counts["kept_for_editors"] += 1
        elif old and not old.deleted and old.origin == IMPORT and actor == CATALOGUE:
            # Else each start would undo what an import changed, such as a store brought back.
            counts["unchanged"] += 1
        elif old and not old.deleted and old.resource == resource:
            counts["unchanged"] += 1
        else:
            _write(connection, resource, old, actor)
            counts["created" if old is None or old.deleted else "updated"] += 1
    return counts


def _write(connection: Connection, resource: Resource, before: Stored | None, actor: str) -> None:
    state = {
        "origin": actor,
        "edited": actor == EDITOR,
        "deleted": False,
        "updated_at": datetime.now(UTC),
    }
    values = resource.as_dict() | {"url_key": url_key(resource.url)} | state
    table = tables.resources
    if before is None:
        connection.execute(insert(table).values(values))
    else:
        connection.execute(update(table).where(table.c.id == resource.id).values(values))
    action = "create" if before is None or before.deleted else "update"
    _note(connection, resource, action, actor)


def _withdraw(connection: Connection, resource: Resource, actor: str) -> None:
    table = tables.resources
    state = {"deleted": True, "edited": actor == EDITOR, "updated_at": datetime.now(UTC)}
    connection.execute(update(table).where(table.c.id == resource.id).values(state))
    _note(connection, resource, "delete", actor)


def _note(connection: Connection, resource: Resource, action: str, actor: str) -> None:
    row = {"resource_id": resource.id, "action": action, "actor": actor, "at": datetime.now(UTC)}
    connection.execute(insert(tables.revisions).values(row | {"body": resource.as_dict()}))


def _stored(connection: Connection) -> dict[str, Stored]:
    rows = connection.execute(select(tables.resources).order_by(tables.resources.c.id))
    return {row["id"]: _from_row(row) for row in rows.mappings()}


def _one(connection: Connection, resource_id: str) -> Stored | None:
    if not SLUG.fullmatch(resource_id):
        return None  # no id has this form, and PostgreSQL refuses some bytes
    query = select(tables.resources).where(tables.resources.c.id == resource_id)
    row = connection.execute(query).mappings().first()
    return _from_row(row) if row else None


def _from_row(row: Mapping[Any, Any]) -> Stored:
    lists = {name: tuple(row[name]) for name in LISTS}
    fields = {name: row[name] for name in _FIELDS} | lists
    at: datetime = row["updated_at"]
    return Stored(
        resource=Resource(**fields),
        origin=row["origin"],
        edited=row["edited"],
        deleted=row["deleted"],
        # SQLite keeps no zone; what was written is UTC.
        updated_at=at if at.tzinfo else at.replace(tzinfo=UTC),
    )
