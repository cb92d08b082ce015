"""Search words for many resources at once, as drafts that wait for somebody to publish them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine

from knowledge_base.editing.bulk import BulkOutcome, Chosen, Skipped, chosen_ids, clean_tags
from knowledge_base.editing.draft import REVIEW
from knowledge_base.editing.draft_rows import add_draft, change_draft, open_draft
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.records import InvalidResource, resource_from
from knowledge_base.resources.writing import newest_revision, stored_one, writing

# Each is a draft that somebody has to read, and others wait while they are written.
MOST_PROPOSED = 2000


def propose_tags(
    engine: Engine, chosen: Chosen, tags: Iterable[str], who: str, *, remove: bool = False
) -> BulkOutcome:
    """Write a draft in review for each resource; what is published stays as it is.

    Who has a draft open gets the words in it; another's draft is left alone. Raises
    InvalidResource for words that are none, and for more than MOST_PROPOSED resources.
    """
    words = clean_tags(tags)
    drafts: list[str] = []
    skipped: list[Skipped] = []
    with writing(engine) as connection:
        ids = chosen_ids(connection, chosen, today_in_peru())
        if len(ids) > MOST_PROPOSED:
            why = f"son {len(ids)} recursos y el máximo es {MOST_PROPOSED}: acota los filtros"
            raise InvalidResource({"ids": [why]})
        for resource_id in ids:
            reason = _propose(connection, resource_id, words, who, remove)
            if reason:
                skipped.append(Skipped(resource_id, reason))
            else:
                drafts.append(resource_id)
    return BulkOutcome((), tuple(drafts), tuple(skipped))


def _propose(
    connection: Connection, resource_id: str, words: list[str], who: str, remove: bool
) -> str:
    """Return why a resource is left as it is; empty where it has the words now."""
    draft = open_draft(connection, resource_id)
    if draft is not None:
        if who not in (draft.author, draft.updated_by):
            return f"tiene un borrador abierto de {draft.author}"
        new = _changed(draft.body.get("tags"), words, remove)
        if new is None:
            return "ya estaba así"
        change_draft(connection, draft, who, fields=draft.body | {"tags": new})
        return ""
    before = stored_one(connection, resource_id)
    if before is None or before.deleted:
        return "no existe" if before is None else "está archivado"
    new = _changed(before.resource.tags, words, remove)
    if new is None:
        return "ya estaba así"
    fields = before.resource.as_dict() | {"tags": new}
    try:
        resource_from(fields)
    except InvalidResource as error:
        return "; ".join(" ".join(why) for why in error.errors.values())
    base = newest_revision(connection, resource_id)
    add_draft(connection, resource_id, fields, who, base_revision=base, state=REVIEW)
    return ""


def _changed(tags: Any, words: list[str], remove: bool) -> list[str] | None:
    """Return the search words with the change, None where it makes no difference."""
    old = [str(one) for one in tags] if isinstance(tags, list | tuple) else []
    if remove:
        new = [one for one in old if one not in words]
    else:
        new = [*old, *(one for one in words if one not in old)]
    return None if new == old else new
