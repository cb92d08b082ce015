"""Publish a draft: the search follows at once, and the log knows who did it."""

from __future__ import annotations

from flask import flash
from flask_babel import gettext as _

from knowledge_base.console.access import person
from knowledge_base.console.pages.resources.stores import Stores


def publish_draft(stores: Stores, resource_id: str, version: int, *, straight: bool) -> None:
    """Publish; raises what DraftStore.publish raises."""
    who = person().name
    done = stores.drafts.publish(resource_id, version, who, straight=straight)
    stores.note(
        "resource.publish",
        resource_id,
        revision=done.revision,
        created=done.created,
        without_review=straight,
        gap=done.gap_number,
    )
    stores.parts.base.changed()
    flash(_("Publicado. En unos segundos la gente lo encuentra."), "done")
