"""One resource: what people get, what is being written, and how it would look on their phones."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.clients.actions import ActionsAway, Preview, PreviewRefused
from knowledge_base.console.pages.resources.lengths import MEASURED, TextLength, lengths_of
from knowledge_base.console.pages.resources.stores import Known, Stores
from knowledge_base.editing.comparing import differences
from knowledge_base.resources.links import LinkStore
from knowledge_base.resources.urls import host_of


@dataclass(frozen=True)
class Shown:
    """The replies of a resource, or why there are none; `lengths` are counted here."""

    preview: Preview | None = None
    refused: dict[str, list[str]] = field(default_factory=dict)
    lengths: dict[str, list[TextLength]] = field(default_factory=dict)


def add_routes(routes: Blueprint, stores: Stores) -> None:
    """Add the page of a resource, and its preview."""

    @routes.get("/item/<resource_id>")
    @needs(Role.VIEWER)
    def show(resource_id: str) -> ResponseReturnValue:
        known = stores.known(resource_id)
        draft = known.draft
        before = known.published_body
        return render_template(
            "console/resources/show.html",
            known=known,
            body=known.body,
            host=host_of(str(known.body.get("url") or "")),
            changes=differences(before, draft.body) if before and draft else [],
            faults=stores.drafts.faults(draft) if draft else {},
            stale=bool(draft and known.revisions and draft.base_revision != known.revision),
            question=stores.gap_question(draft.gap_number) if draft else None,
            link=LinkStore(stores.engine).of(str(known.body.get("url") or "")),
        )

    @routes.get("/item/<resource_id>/preview")
    @needs(Role.VIEWER)
    def preview(resource_id: str) -> ResponseReturnValue:
        known = stores.known(resource_id)
        part = "_preview" if request.headers.get("HX-Request") else "preview"
        shown = _shown(stores, known)
        return render_template(f"console/resources/{part}.html", known=known, replies=shown)


def _shown(stores: Stores, known: Known) -> Shown:
    body = known.body
    lengths = {name: lengths_of(name, _text(body.get(name))) for name in MEASURED}
    lengths = {name: found for name, found in lengths.items() if found}
    if stores.actions is None:
        return Shown(lengths=lengths)
    try:
        return Shown(stores.actions.preview(body), lengths=lengths)
    except PreviewRefused as error:
        return Shown(refused=dict(error.errors), lengths=lengths)
    except ActionsAway:
        return Shown(lengths=lengths)


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value)
    return str(value or "")
