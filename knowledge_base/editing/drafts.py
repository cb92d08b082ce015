"""The way of a resource: begun, saved, submitted, sent back or published, archived, restored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from knowledge_base.editing import tables
from knowledge_base.editing.draft import DRAFT, REVIEW, Draft, draft_of
from knowledge_base.editing.draft_rows import (
    add_draft,
    change_draft,
    draft_as_read,
    end_draft,
    open_draft,
)
from knowledge_base.editing.faults import (
    DraftExists,
    NoSuchResource,
    NoSuchRevision,
    PublishedChanged,
    WrongState,
)
from knowledge_base.editing.judging import clashes, new_id
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.records import InvalidResource, Resource, resource_from
from knowledge_base.resources.writing import (
    EDITOR,
    body_of_revision,
    newest_revision,
    resource_of_body,
    stored_one,
    withdraw,
    write,
    writing,
)

_LONGEST_NOTE = 1000


@dataclass(frozen=True)
class Published:
    """What came of publishing a draft; `created` says that it was not published before."""

    resource: Resource
    created: bool
    revision: int
    gap_number: int | None


class DraftStore:
    """The open drafts, at most one a resource. Each public method is one transaction.

    `version` is that of the draft that the caller read: where somebody wrote it since, the methods
    raise DraftChanged and write nothing. `today` gives Peru's day.
    """

    def __init__(self, engine: Engine, today: Callable[[], date] = today_in_peru) -> None:
        self._engine = engine
        self._today = today

    def get(self, resource_id: str) -> Draft | None:
        """Return the open draft of a resource, or None."""
        with self._engine.connect() as connection:
            return open_draft(connection, resource_id)

    def page(
        self, state: str | None = None, author: str | None = None, limit: int = 50, offset: int = 0
    ) -> tuple[list[Draft], int]:
        """Return drafts, the newest first, and how many there are."""
        table = tables.drafts
        fitting = [] if state is None else [table.c.state == state]
        fitting += [] if author is None else [table.c.author == author]
        order = (table.c.updated_at.desc(), table.c.resource_id)
        rows = select(table).where(*fitting).order_by(*order).limit(limit).offset(offset)
        count = select(func.count()).select_from(table).where(*fitting)
        with self._engine.connect() as connection:
            found = [draft_of(row) for row in connection.execute(rows).mappings()]
            return found, connection.execute(count).scalar_one()

    def counts(self) -> dict[str, int]:
        """Return how many drafts are in each state."""
        table = tables.drafts
        query = select(table.c.state, func.count()).group_by(table.c.state)
        with self._engine.connect() as connection:
            return {DRAFT: 0, REVIEW: 0} | {s: n for s, n in connection.execute(query)}

    def by_gap(self) -> dict[int, str]:
        """Return which resources are being written, by the number of the gap that asked for one."""
        table = tables.drafts
        query = select(table.c.gap_number, table.c.resource_id).where(
            table.c.gap_number.is_not(None)
        )
        with self._engine.connect() as connection:
            return {number: of for number, of in connection.execute(query)}

    def begin(
        self,
        resource_id: str | None,
        fields: Mapping[str, Any] | None,
        who: str,
        gap_number: int | None = None,
    ) -> Draft:
        """Begin a draft of a published resource (`fields` None: as it is), or of a new one.

        A new one gets the id in `fields`, or a free one of its title. Raises DraftExists,
        NoSuchResource, and InvalidResource for an id that is none or is taken.
        """
        with writing(self._engine) as connection:
            if resource_id is None:
                fields = fields or {}
                chosen = new_id(connection, fields)
                return add_draft(connection, chosen, fields, who, gap_number=gap_number)
            _refuse_second(connection, resource_id)
            before = stored_one(connection, resource_id)
            if before is None or before.deleted:
                raise NoSuchResource(resource_id)
            body = before.resource.as_dict() if fields is None else fields
            base = newest_revision(connection, resource_id)
            return add_draft(
                connection, resource_id, body, who, base_revision=base, gap_number=gap_number
            )

    def save(self, resource_id: str, fields: Mapping[str, Any], version: int, who: str) -> Draft:
        """Write a draft's fields, complete or not; one in review is a draft again.

        Raises NoSuchDraft, DraftChanged, and InvalidResource for what no draft can keep.
        """
        with writing(self._engine) as connection:
            draft = draft_as_read(connection, resource_id, version)
            return change_draft(connection, draft, who, fields=fields, state=DRAFT)

    def rebase(
        self, resource_id: str, fields: Mapping[str, Any], version: int, who: str, revision: int
    ) -> Draft:
        """Save fields that take into account what PublishedChanged told, of that `revision`."""
        with writing(self._engine) as connection:
            draft = draft_as_read(connection, resource_id, version)
            return change_draft(
                connection, draft, who, fields=fields, state=DRAFT, base_revision=revision
            )

    def submit(self, resource_id: str, version: int, who: str) -> Draft:
        """Ask for review; raises InvalidResource with every fault, WrongState."""
        with writing(self._engine) as connection:
            draft = draft_as_read(connection, resource_id, version)
            if draft.state != DRAFT:
                raise WrongState("Este borrador ya está en revisión.")
            self._judged(connection, draft)
            return change_draft(connection, draft, who, state=REVIEW, note="")

    def send_back(self, resource_id: str, note: str, version: int, who: str) -> Draft:
        """Give a draft in review back to its author with a note; raises WrongState."""
        note = " ".join(note.replace("\x00", "").encode("utf-8", "replace").decode().split())
        if not note:
            raise WrongState("Escribe qué falta corregir antes de devolver el borrador.")
        if len(note) > _LONGEST_NOTE:
            raise WrongState(
                f"La nota tiene {len(note)} caracteres; el máximo es {_LONGEST_NOTE}: acórtala."
            )
        with writing(self._engine) as connection:
            draft = draft_as_read(connection, resource_id, version)
            if draft.state != REVIEW:
                raise WrongState("Este borrador no está en revisión: ya se devolvió o se cambió.")
            return change_draft(connection, draft, who, state=DRAFT, note=note)

    def discard(self, resource_id: str, version: int) -> Draft:
        """Delete a draft and return it as it was; what is published stays."""
        with writing(self._engine) as connection:
            draft = draft_as_read(connection, resource_id, version)
            end_draft(connection, resource_id)
        return draft

    def publish(
        self, resource_id: str, version: int, who: str, *, straight: bool = False
    ) -> Published:
        """Publish a draft that was reviewed, or with `straight` any, and end it.

        Raises WrongState, InvalidResource, PublishedChanged.
        """
        with writing(self._engine) as connection:
            draft = draft_as_read(connection, resource_id, version)
            if draft.state != REVIEW and not straight:
                raise WrongState("Este borrador no está en revisión: envíalo a revisión primero.")
            resource = self._judged(connection, draft)
            _refuse_stale(connection, draft)
            before = stored_one(connection, resource_id)
            write(connection, resource, before, EDITOR, who)
            end_draft(connection, resource_id)
            number = newest_revision(connection, resource_id)
        created = before is None or before.deleted
        return Published(resource, created, number, draft.gap_number)

    def archive(self, resource_id: str, who: str) -> Resource:
        """Withdraw a published resource; raises NoSuchResource, DraftExists."""
        with writing(self._engine) as connection:
            before = stored_one(connection, resource_id)
            if before is None or before.deleted:
                raise NoSuchResource(resource_id)
            _refuse_second(connection, resource_id)
            withdraw(connection, before.resource, EDITOR, who)
        return before.resource

    def restore(self, resource_id: str, revision_number: int, who: str) -> Draft:
        """Begin a draft of what a revision held, of an archived resource too.

        Raises DraftExists, NoSuchRevision.
        """
        with writing(self._engine) as connection:
            body = body_of_revision(connection, resource_id, revision_number)
            if body is None:
                raise NoSuchRevision(resource_id, revision_number)
            _refuse_second(connection, resource_id)
            fields = resource_of_body(body).as_dict()
            base = newest_revision(connection, resource_id)
            return add_draft(connection, resource_id, fields, who, base_revision=base)

    def faults(self, draft: Draft) -> dict[str, list[str]]:
        """Return what keeps a draft from being published, by field; empty where nothing does."""
        with self._engine.connect() as connection:
            try:
                self._judged(connection, draft)
            except InvalidResource as error:
                return error.errors
        return {}

    def _judged(self, connection: Connection, draft: Draft) -> Resource:
        """Return the resource that a draft makes; raises InvalidResource with every fault."""
        errors, resource = {}, None
        try:
            resource = resource_from(draft.body)
        except InvalidResource as error:
            errors = dict(error.errors)
        more = clashes(connection, draft.resource_id, draft.body, self._today())
        errors = {name: [why] for name, why in more.items()} | errors
        if errors or resource is None:
            raise InvalidResource(errors)
        return resource


def _refuse_second(connection: Connection, resource_id: str) -> None:
    if (current := open_draft(connection, resource_id)) is not None:
        raise DraftExists(current)


def _refuse_stale(connection: Connection, draft: Draft) -> None:
    """Raise PublishedChanged where what is published is not what the draft was begun from."""
    newest = newest_revision(connection, draft.resource_id)
    if newest == draft.base_revision:
        return
    before = stored_one(connection, draft.resource_id)
    current = before.resource if before and not before.deleted else None
    body = body_of_revision(connection, draft.resource_id, draft.base_revision)
    base = resource_of_body(body) if body else None
    if current is None or current != base:
        raise PublishedChanged(current, base, newest)
