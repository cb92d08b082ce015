"""What happened to a resource: who, when, what changed, and how to get an older text back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.pages.resources.form import whole
from knowledge_base.console.pages.resources.stores import Stores
from knowledge_base.editing.comparing import Difference, differences
from knowledge_base.editing.faults import DraftExists, EditingError

_A_PAGE = 20


@dataclass(frozen=True)
class Revision:
    """One change; `changes` says what it did to the one before."""

    number: int
    action: str
    actor: str
    who: str
    at: Any
    changes: list[Difference]


def add_routes(routes: Blueprint, stores: Stores) -> None:
    """Add the revisions, and the way back."""

    @routes.get("/item/<resource_id>/revisions")
    @needs(Role.VIEWER)
    def revisions(resource_id: str) -> ResponseReturnValue:
        known = stores.known(resource_id)
        offset = whole(request.args.get("offset"))
        total = len(known.revisions)
        return render_template(
            "console/resources/revisions.html",
            known=known,
            revisions=compared(known.revisions)[offset : offset + _A_PAGE],
            total=total,
            limit=_A_PAGE,
            offset=offset,
        )

    @routes.post("/item/<resource_id>/restore")
    @needs(Role.EDITOR)
    def restore(resource_id: str) -> ResponseReturnValue:
        number = whole(request.form.get("revision"))
        try:
            draft = stores.drafts.restore(resource_id, number, person().name)
        except DraftExists as error:
            flash(str(error), "failure")
            return redirect(url_for(".show", resource_id=resource_id))
        except EditingError as error:
            flash(str(error), "failure")
            return redirect(url_for(".revisions", resource_id=resource_id))
        stores.note("resource.restore", resource_id, revision=number, version=draft.version)
        flash(_("Recuperado como borrador. Revísalo y publícalo para que la gente lo vea."), "done")
        return redirect(url_for(".edit", resource_id=resource_id))


def compared(rows: list[dict[str, Any]]) -> list[Revision]:
    """Return revisions, the newest first, each with what it changed."""
    found: list[Revision] = []
    before: dict[str, Any] = {}
    for row in rows:
        changes = differences(before, row["body"]) if before else []
        names = ("number", "action", "actor", "who", "at")
        found.append(Revision(**{name: row[name] for name in names}, changes=changes))
        before = row["body"]
    return found[::-1]
