"""Rows of the drafts inside one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from knowledge_base.editing import tables
from knowledge_base.editing.draft import DRAFT, Draft, body_of, copies_of, draft_of
from knowledge_base.editing.faults import DraftChanged, NoSuchDraft
from knowledge_base.resources.records import SLUG


def open_draft(connection: Connection, resource_id: str) -> Draft | None:
    """Return the open draft of an id, or None."""
    if not SLUG.fullmatch(resource_id):
        return None
    query = select(tables.drafts).where(tables.drafts.c.resource_id == resource_id)
    row = connection.execute(query).mappings().first()
    return draft_of(row) if row else None


def ids_with_draft(connection: Connection) -> set[str]:
    """Return the ids of all open drafts."""
    return set(connection.execute(select(tables.drafts.c.resource_id)).scalars())


def draft_as_read(connection: Connection, resource_id: str, version: int) -> Draft:
    """Return the draft if it is still the `version` that somebody read.

    Raises NoSuchDraft and DraftChanged.
    """
    draft = open_draft(connection, resource_id)
    if draft is None:
        raise NoSuchDraft(resource_id)
    if draft.version != version:
        raise DraftChanged(draft)
    return draft


def add_draft(
    connection: Connection,
    resource_id: str,
    fields: Mapping[str, Any],
    who: str,
    *,
    base_revision: int = 0,
    gap_number: int | None = None,
    state: str = DRAFT,
) -> Draft:
    """Write a new draft; raises InvalidResource for what no draft can keep."""
    body = body_of(fields, resource_id)
    row = {"resource_id": resource_id, "state": state, "body": body, "version": 1}
    row |= {"base_revision": base_revision, "author": who, "updated_by": who, "note": ""}
    row |= {"gap_number": gap_number, "updated_at": datetime.now(UTC)}
    connection.execute(insert(tables.drafts).values(row | copies_of(body)))
    return draft_of(row)


def change_draft(
    connection: Connection,
    draft: Draft,
    who: str,
    *,
    fields: Mapping[str, Any] | None = None,
    **columns: Any,
) -> Draft:
    """Write a draft's next version: other `fields`, or other columns such as its state."""
    changed = columns | {"version": draft.version + 1, "updated_by": who}
    changed |= {"updated_at": datetime.now(UTC)}
    copies = {}
    if fields is not None:
        changed["body"] = body_of(fields, draft.resource_id)
        copies = copies_of(changed["body"])
    table = tables.drafts
    same = table.c.resource_id == draft.resource_id
    connection.execute(update(table).where(same).values(changed | copies))
    return Draft(**vars(draft) | changed)


def end_draft(connection: Connection, resource_id: str) -> None:
    """Delete the draft of an id."""
    table = tables.drafts
    connection.execute(delete(table).where(table.c.resource_id == resource_id))
