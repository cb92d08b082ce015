"""What the pages of the resources read and write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import abort
from sqlalchemy import Engine, select

from knowledge_base.console.access import person
from knowledge_base.console.clients.actions import Actions
from knowledge_base.console.pages.resources.saving import Saving
from knowledge_base.console.parts import Parts
from knowledge_base.editing.bulk import Bulk
from knowledge_base.editing.comparing import differences
from knowledge_base.editing.draft import Draft
from knowledge_base.editing.drafts import DraftStore
from knowledge_base.editing.imports import Importer
from knowledge_base.resources import tables
from knowledge_base.resources.store import ResourceStore, Stored
from knowledge_base.resources.topics import PROJECT_TOPICS


@dataclass(frozen=True)
class Known:
    """A resource as the pages show it; at least one of the two is there, or it is archived."""

    id: str
    published: Stored | None
    draft: Draft | None
    revisions: list[dict[str, Any]]

    @property
    def archived(self) -> bool:
        """Whether people got it once and get it no more."""
        return self.published is None and bool(self.revisions)

    @property
    def revision(self) -> int:
        """The number of the newest revision, 0 where there is none."""
        return int(self.revisions[-1]["number"]) if self.revisions else 0

    @property
    def body(self) -> dict[str, Any]:
        """The draft's fields, or what is published, or what was."""
        if self.draft:
            return self.draft.body
        return self.published_body or dict(self.revisions[-1]["body"])

    @property
    def published_body(self) -> dict[str, Any] | None:
        """The fields that people get."""
        return self.published.resource.as_dict() if self.published else None


class Stores:
    """The stores by their names; each raises NotReady until the database is open."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    @property
    def engine(self) -> Engine:
        """The database."""
        return self.parts.base.engine

    @property
    def drafts(self) -> DraftStore:
        """What is not published yet."""
        return self.parts.drafts

    @property
    def saving(self) -> Saving:
        """How the form is saved."""
        return Saving(self.engine)

    @property
    def resources(self) -> ResourceStore:
        """What is published."""
        return ResourceStore(self.engine)

    @property
    def bulk(self) -> Bulk:
        """Many at once."""
        return Bulk(self.engine)

    @property
    def importer(self) -> Importer:
        """Files."""
        return Importer(self.engine)

    @cached_property
    def actions(self) -> Actions | None:
        """The action server; None where its address is not set."""
        url = self.parts.settings.actions_url
        return Actions(url) if url else None

    def note(self, action: str, resource_id: str, **detail: Any) -> None:
        """Write a change by who is signed in into the audit log."""
        self.parts.audit.record(person().name, action, f"resource:{resource_id}", detail)

    def note_draft(self, action: str, draft: Draft, before: Mapping[str, Any]) -> None:
        """Write into the audit log what a draft changed, each field before and after."""
        changes = {one.field: [one.before, one.after] for one in differences(before, draft.body)}
        self.note(action, draft.resource_id, version=draft.version, changes=changes)

    def known(self, resource_id: str) -> Known:
        """Return what is known of a resource; answers 404 for none."""
        found = Known(
            resource_id,
            self.resources.get(resource_id),
            self.drafts.get(resource_id),
            self.resources.revisions(resource_id),
        )
        if not (found.draft or found.revisions):
            abort(404)
        return found

    def topics(self) -> list[str]:
        """Return the project's topics and those in use."""
        query = select(tables.resources.c.topic).distinct()
        with self.engine.connect() as connection:
            return sorted({*PROJECT_TOPICS, *connection.execute(query).scalars()})

    def gap_question(self, number: int | None) -> tuple[str, str] | None:
        """Return what people asked in vain, masked, and its language."""
        if not number:
            return None
        gap = self.parts.base.gaps.get(number)
        return (gap.question, gap.language) if gap else None
