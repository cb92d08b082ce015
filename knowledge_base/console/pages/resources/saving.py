"""Saving what an editor typed, so that nothing of anybody is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from knowledge_base.console.pages.resources.form import Sent
from knowledge_base.editing.comparing import Verdict, three_way
from knowledge_base.editing.draft import Draft
from knowledge_base.editing.drafts import DraftStore
from knowledge_base.editing.faults import (
    DraftChanged,
    DraftExists,
    NoSuchDraft,
    NoSuchResource,
    PublishedChanged,
)
from knowledge_base.resources.store import ResourceStore


@dataclass(frozen=True)
class Conflict:
    """Two people changed the same; the draft's `version` is the one to be written next.

    `base` is what both began from, as far as it is known. With a `revision`, `theirs` is what is
    published (None: it was archived) and the draft shall be based on that revision.
    """

    resource_id: str
    base: dict[str, Any]
    mine: dict[str, Any]
    theirs: dict[str, Any] | None
    by: str
    version: int
    revision: int = 0


class InConflict(Exception):
    """Something was saved meanwhile: an editor has to choose."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(conflict.resource_id)
        self.conflict = conflict


class Saving:
    """Drafts as the form writes them."""

    def __init__(self, engine: Engine) -> None:
        self._drafts = DraftStore(engine)
        self._store = ResourceStore(engine)

    def save(self, resource_id: str | None, sent: Sent, who: str) -> Draft:
        """Write a draft; raises InConflict, InvalidResource.

        What was discarded, published or archived while it was open in a form is a draft again.
        """
        if resource_id is None:
            return self._drafts.begin(None, sent.fields, who, sent.gap_number)
        try:
            if sent.version:
                return self._drafts.save(resource_id, sent.fields, sent.version, who)
            return self._begin(resource_id, sent, who)
        except NoSuchDraft:
            return self._save_again(resource_id, sent, who)
        except (DraftChanged, DraftExists) as error:
            raise _beside(error.current, sent) from error

    def resolve(self, conflict: Conflict, fields: Mapping[str, Any], who: str) -> Draft:
        """Write what was picked of both sides; raises InConflict where somebody saved once more."""
        key = conflict.resource_id
        try:
            if conflict.revision:
                return self._drafts.rebase(key, fields, conflict.version, who, conflict.revision)
            return self._drafts.save(key, fields, conflict.version, who)
        except (DraftChanged, NoSuchDraft) as error:
            theirs = conflict.theirs or {}
            sent = Sent(dict(fields), 0, conflict.revision, theirs, None)
            if isinstance(error, DraftChanged):
                raise _beside(error.current, sent) from error
            return self.save(key, sent, who)

    def _begin(self, resource_id: str, sent: Sent, who: str) -> Draft:
        try:
            draft = self._drafts.begin(resource_id, sent.fields, who, sent.gap_number)
        except NoSuchResource:
            return self._bring_back(resource_id, sent, who)
        found = self._store.get(resource_id)
        published = found.resource.as_dict() if found else {}
        if draft.base_revision == sent.revision or same(published, sent.opened):
            return draft
        # Kept on what its author saw, so that it cannot be published over the other change.
        draft = self._drafts.rebase(resource_id, sent.fields, draft.version, who, sent.revision)
        by = last_writer(self._store, resource_id)
        newest = newest_number(self._store, resource_id)
        raise InConflict(
            Conflict(resource_id, sent.opened, draft.body, published, by, draft.version, newest)
        )

    def _save_again(self, resource_id: str, sent: Sent, who: str) -> Draft:
        try:
            return self._begin(resource_id, sent, who)
        except DraftExists as error:
            raise _beside(error.current, sent) from error

    def _bring_back(self, resource_id: str, sent: Sent, who: str) -> Draft:
        newest = newest_number(self._store, resource_id)
        if not newest:
            return self._drafts.begin(None, sent.fields, who, sent.gap_number)
        draft = self._drafts.restore(resource_id, newest, who)
        return self._drafts.save(resource_id, sent.fields, draft.version, who)


def _beside(current: Draft, sent: Sent) -> InConflict:
    key = current.resource_id
    mine = sent.fields | {"id": key}
    return InConflict(
        Conflict(key, sent.opened, mine, current.body, current.updated_by, current.version)
    )


def over_published(draft: Draft, error: PublishedChanged, by: str) -> Conflict:
    """Return the conflict of a draft with what was published since it was begun."""
    return Conflict(
        draft.resource_id,
        error.base.as_dict() if error.base else {},
        draft.body,
        error.current.as_dict() if error.current else None,
        by,
        draft.version,
        error.revision,
    )


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two bodies hold the same."""
    return all(field.verdict == Verdict.SAME for field in three_way({}, one, other))


def newest_number(store: ResourceStore, resource_id: str) -> int:
    """Return the number of a resource's newest revision, 0 where it has none."""
    revisions = store.revisions(resource_id)
    return int(revisions[-1]["number"]) if revisions else 0


def last_writer(store: ResourceStore, resource_id: str) -> str:
    """Return who wrote a resource's newest revision, empty where nobody did."""
    revisions = store.revisions(resource_id)
    return str(revisions[-1]["who"] or revisions[-1]["actor"]) if revisions else ""
