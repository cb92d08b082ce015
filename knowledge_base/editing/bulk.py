"""The same change to many resources at once: search words added or taken away, or archived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine

from knowledge_base.editing.draft import Draft
from knowledge_base.editing.draft_rows import change_draft, ids_with_draft, open_draft
from knowledge_base.editing.listed import Filters
from knowledge_base.editing.listing import fitting_ids
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.records import LONGEST_TAG, InvalidResource, Resource, resource_from
from knowledge_base.resources.writing import (
    EDITOR,
    Stored,
    newest_revision,
    stored_one,
    stored_some,
    withdraw,
    write,
    write_all,
    writing,
)

Chosen = Sequence[str] | Filters
_Tags = Callable[[list[str]], list[str]]


@dataclass(frozen=True)
class Skipped:
    """A resource that stays as it was, and why."""

    id: str
    reason: str


@dataclass(frozen=True)
class BulkOutcome:
    """The ids of what changed: published resources, open drafts; and what did not."""

    changed: tuple[str, ...]
    drafts: tuple[str, ...]
    skipped: tuple[Skipped, ...]


class Bulk:
    """Changes of many resources, each one transaction with a revision for each resource.

    `chosen` is a list of ids or the filters of a list. `today` gives Peru's day.
    """

    def __init__(self, engine: Engine, today: Callable[[], date] = today_in_peru) -> None:
        self._engine = engine
        self._today = today

    def add_tags(self, chosen: Chosen, tags: Iterable[str], who: str) -> BulkOutcome:
        """Give resources and their open drafts more search words; raises InvalidResource."""
        new = clean_tags(tags)
        return self._tag(chosen, lambda old: [*old, *(one for one in new if one not in old)], who)

    def remove_tags(self, chosen: Chosen, tags: Iterable[str], who: str) -> BulkOutcome:
        """Take search words away from resources and their drafts; raises InvalidResource."""
        gone = set(clean_tags(tags))
        return self._tag(chosen, lambda old: [one for one in old if one not in gone], who)

    def archive(self, chosen: Chosen, who: str) -> BulkOutcome:
        """Withdraw resources; those with an open draft stay, as somebody is at work on them."""
        changed, skipped = [], []
        with writing(self._engine) as connection:
            for resource_id in chosen_ids(connection, chosen, self._today()):
                before = stored_one(connection, resource_id)
                draft = open_draft(connection, resource_id)
                if reason := _keeps_from_archiving(before, draft):
                    skipped.append(Skipped(resource_id, reason))
                elif before is not None:
                    withdraw(connection, before.resource, EDITOR, who)
                    changed.append(resource_id)
        return BulkOutcome(tuple(changed), (), tuple(skipped))

    def _tag(self, chosen: Chosen, tagged: _Tags, who: str) -> BulkOutcome:
        written: list[tuple[Resource, Stored | None]] = []
        changed_too, drafts, skipped = list[str](), list[str](), list[Skipped]()
        with writing(self._engine) as connection:
            ids = chosen_ids(connection, chosen, self._today())
            known, drafted = stored_some(connection, ids), ids_with_draft(connection)
            for resource_id in ids:
                before = known.get(resource_id)
                draft = open_draft(connection, resource_id) if resource_id in drafted else None
                try:
                    new, body = _tag_one(before, draft, tagged)
                except (InvalidResource, _Unchanged) as error:
                    skipped.append(Skipped(resource_id, _reason(error)))
                    continue
                if new is not None and draft is None:
                    written.append((new, before))
                if draft is not None:
                    _write_both(connection, (new, before), (body, draft), who)
                    drafts += [resource_id] if body is not None else []
                    changed_too += [resource_id] if new is not None else []
            write_all(connection, written, EDITOR, who)
        changed = sorted([*changed_too, *(new.id for new, _ in written)])
        return BulkOutcome(tuple(changed), tuple(drafts), tuple(skipped))


def chosen_ids(connection: Connection, chosen: Chosen, today: date) -> list[str]:
    """Return the ids that are meant, each once."""
    if isinstance(chosen, Filters):
        return fitting_ids(connection, chosen, today)
    return list(dict.fromkeys(chosen))


class _Unchanged(Exception):
    """There is nothing to do; the message says why."""


def _tag_one(
    before: Stored | None, draft: Draft | None, tagged: _Tags
) -> tuple[Resource | None, dict[str, Any] | None]:
    """Return the resource and its draft's body with other search words, None where they stay.

    Raises InvalidResource, and _Unchanged where both stay.
    """
    new, body = _tagged_resource(before, tagged), _tagged_body(draft, tagged)
    if new is None and body is None:
        raise _Unchanged(_why_unchanged(before, draft))
    return new, body


def _write_both(
    connection: Connection,
    published: tuple[Resource | None, Stored | None],
    drafted: tuple[dict[str, Any] | None, Draft],
    who: str,
) -> None:
    """Write a resource and its draft, whatever of the two changed."""
    (new, before), (body, draft) = published, drafted
    was = newest_revision(connection, draft.resource_id)
    if new is not None:
        write(connection, new, before, EDITOR, who)
    # The same change on both sides is none to be told of; an older one still is.
    fresh = draft.base_revision == was
    base = newest_revision(connection, draft.resource_id) if fresh else draft.base_revision
    if body is not None or base != draft.base_revision:
        fields = draft.body if body is None else body
        change_draft(connection, draft, who, fields=fields, base_revision=base)


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Return search words, each once; raises InvalidResource."""
    clean = list(dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip()))
    if not clean:
        raise InvalidResource({"tags": ["escribe al menos una palabra de búsqueda"]})
    if any(not 1 <= len(tag) <= LONGEST_TAG or not tag.isprintable() for tag in clean):
        why = f"cada palabra debe tener de 1 a {LONGEST_TAG} caracteres"
        raise InvalidResource({"tags": [why]})
    return clean


def _tagged_resource(before: Stored | None, tagged: _Tags) -> Resource | None:
    """Return a published resource with other search words, or None where nothing changes."""
    if before is None or before.deleted:
        return None
    old = list(before.resource.tags)
    new = tagged(old)
    if new == old:
        return None
    return resource_from(before.resource.as_dict() | {"tags": new})


def _tagged_body(draft: Draft | None, tagged: _Tags) -> dict[str, Any] | None:
    if draft is None:
        return None
    old = draft.body.get("tags") or []
    if not isinstance(old, list):
        raise InvalidResource({"tags": ["el borrador no tiene una lista de palabras"]})
    new = tagged(old)
    return None if new == old else draft.body | {"tags": new}


def _keeps_from_archiving(before: Stored | None, draft: Draft | None) -> str | None:
    if draft is not None:
        return f"tiene un borrador abierto de {draft.author}: publícalo o descártalo primero"
    if before is None:
        return "no existe"
    return "ya está archivado" if before.deleted else None


def _why_unchanged(before: Stored | None, draft: Draft | None) -> str:
    if before is None and draft is None:
        return "no existe"
    if before is not None and before.deleted and draft is None:
        return "está archivado"
    return "ya estaba así"


def _reason(error: Exception) -> str:
    if isinstance(error, InvalidResource):
        return "; ".join(" ".join(why) for why in error.errors.values())
    return str(error)
