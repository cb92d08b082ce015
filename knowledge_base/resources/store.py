"""Keep the resources: read, write, and one revision row for every change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from knowledge_base.resources import tables
from knowledge_base.resources.claims import Taken, free_id, owner_of_link, taken_by_others
from knowledge_base.resources.records import Resource
from knowledge_base.resources.writing import (
    CATALOGUE,
    EDITOR,
    IMPORT,
    SYSTEM,
    Stored,
    from_row,
    newest_revision,
    stored,
    stored_one,
    withdraw,
    write,
    write_all,
    writing,
)

__all__ = ["Changes", "ResourceStore", "Stored"]


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
            return [s.resource for s in stored(connection).values() if not s.deleted]

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
            found = [from_row(row).resource for row in connection.execute(rows).mappings()]
            return found, connection.execute(count).scalar_one()

    def get(self, resource_id: str) -> Stored | None:
        """Return one published resource, or None."""
        with self._engine.connect() as connection:
            found = stored_one(connection, resource_id)
        return None if found is None or found.deleted else found

    def owner_of_link(self, url: str) -> str | None:
        """Return the id of the published resource with this link, however written, or None."""
        with self._engine.connect() as connection:
            return owner_of_link(connection, url)

    def taken(self, resource: Resource) -> list[Taken]:
        """Return what of a resource another published one has: its link, its lesson's number."""
        with self._engine.connect() as connection:
            return taken_by_others(connection, resource.id, resource.url, resource.number)

    def free_id(self, title: str) -> str:
        """Make an id of a title that no resource has or had."""
        return free_id(title, self.id_taken)

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
            return [from_row(row).resource for row in rows]

    def lesson(self, number: int) -> Resource | None:
        """Return the published lesson of that number, or None."""
        return next((one for one in self.lessons() if one.number == number), None)

    def id_taken(self, resource_id: str) -> bool:
        """Tell whether the id was ever used, by a deleted resource too."""
        with self._engine.connect() as connection:
            return stored_one(connection, resource_id) is not None

    def save(self, resource: Resource, *, who: str = "") -> bool:
        """Write an editor's resource; return True when it is new."""
        with writing(self._engine) as connection:
            before = stored_one(connection, resource.id)
            write(connection, resource, before, EDITOR, who)
        return before is None or before.deleted

    def delete(self, resource_id: str, *, who: str = "") -> bool:
        """Withdraw a resource for good; return False when there is none."""
        with writing(self._engine) as connection:
            before = stored_one(connection, resource_id)
            if before is None or before.deleted:
                return False
            withdraw(connection, before.resource, EDITOR, who)
        return True

    def expire(self, today: date) -> list[str]:
        """Withdraw what held until a day before `today`, for good; return the ids."""
        table = tables.resources
        over = (table.c.expires_on < today.isoformat(), table.c.deleted.is_(False))
        query = select(table).where(*over).order_by(table.c.id)
        with self._engine.connect() as connection:
            if connection.execute(query.limit(1)).first() is None:
                return []  # nearly always: nobody has to wait for a writer
        with writing(self._engine) as connection:
            found = [from_row(row).resource for row in connection.execute(query).mappings()]
            for resource in found:
                withdraw(connection, resource, SYSTEM, SYSTEM, "expire")
        return [resource.id for resource in found]

    def revision(self) -> int:
        """Return the number of the newest change, 0 before the first."""
        with self._engine.connect() as connection:
            return newest_revision(connection)

    def changed_since(self, revision: int) -> tuple[list[Resource], list[str]]:
        """Return the resources that a later revision wrote, as they are, and the ids withdrawn."""
        table, log = tables.resources, tables.revisions
        later = select(log.c.resource_id).where(log.c.number > revision).distinct()
        query = select(table).where(table.c.id.in_(later)).order_by(table.c.id)
        with self._engine.connect() as connection:
            found = [from_row(row) for row in connection.execute(query).mappings()]
        changed = [one.resource for one in found if not one.deleted]
        return changed, [one.resource.id for one in found if one.deleted]

    def revisions(self, resource_id: str) -> list[dict[str, Any]]:
        """Return what happened to one resource, oldest first."""
        table = tables.revisions
        query = select(table).where(table.c.resource_id == resource_id).order_by(table.c.number)
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def sync_catalogue(self, shipped: Iterable[Resource]) -> Changes:
        """Take over the shipped catalogue; edits survive, what it no longer holds is withdrawn."""
        shipped = list(shipped)
        with writing(self._engine) as connection:
            before = stored(connection)
            counts = _upsert(connection, shipped, before, CATALOGUE, CATALOGUE)
            gone = before.keys() - {resource.id for resource in shipped}
            for resource_id in sorted(gone):
                old = before[resource_id]
                if old.origin == CATALOGUE and not old.edited and not old.deleted:
                    withdraw(connection, old.resource, CATALOGUE, CATALOGUE)
                    counts["withdrawn"] += 1
        return Changes(**counts)

    def import_all(self, resources: Iterable[Resource], *, who: str = IMPORT) -> Changes:
        """Insert or update imported resources, all or none; edits survive."""
        with writing(self._engine) as connection:
            counts = _upsert(connection, resources, stored(connection), IMPORT, who)
        return Changes(**counts)


def _upsert(
    connection: Connection,
    resources: Iterable[Resource],
    before: dict[str, Stored],
    actor: str,
    who: str,
) -> dict[str, int]:
    counts = {"created": 0, "updated": 0, "withdrawn": 0, "unchanged": 0, "kept_for_editors": 0}
    written = []
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
            written.append((resource, old))
            counts["created" if old is None or old.deleted else "updated"] += 1
    write_all(connection, written, actor, who)
    return counts
