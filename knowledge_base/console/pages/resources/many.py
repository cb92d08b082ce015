"""The same change to the chosen resources: search words added or taken away, or archived."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from knowledge_base.console.access import may, needs, person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.pages.resources.form import lines
from knowledge_base.console.pages.resources.listing import filters_of, same_list
from knowledge_base.console.pages.resources.stores import Stores
from knowledge_base.editing.bulk import BulkOutcome, Chosen
from knowledge_base.editing.listed import Filters
from knowledge_base.editing.listing import list_resources
from knowledge_base.editing.proposing import propose_tags
from knowledge_base.resources.records import InvalidResource

ADD, REMOVE, ARCHIVE = "add", "remove", "archive"
# Messages travel in a cookie, which is small.
_REASONS_TOLD = 5
_SHOWN = 30


def add_routes(routes: Blueprint, stores: Stores) -> None:
    """Add what is done with the chosen lines of the list."""

    @routes.post("/many")
    @needs(Role.EDITOR)
    def many() -> ResponseReturnValue:
        action, chosen = request.form.get("action", ""), _chosen()
        back = redirect(same_list(".index"))
        if not chosen:
            flash(_("Marca primero los recursos que quieres cambiar."), "failure")
            return back
        if action == ARCHIVE:
            if not may("publisher"):
                raise Forbidden
            if request.form.get("sure") != "yes":
                return _ask(stores, chosen)
            outcome = stores.bulk.archive(chosen, person().name)
        elif action in (ADD, REMOVE):
            try:
                outcome = _tag(stores, chosen, action)
            except InvalidResource as error:
                flash("; ".join(" ".join(why) for why in error.errors.values()), "failure")
                return back
        else:
            flash(_("Elige qué hacer con los recursos marcados."), "failure")
            return back
        _tell(stores, action, outcome)
        return back


def _chosen() -> Chosen:
    if request.form.get("all") == "yes":
        return filters_of(request.args)
    return list(dict.fromkeys(request.form.getlist("ids")))


def _ask(stores: Stores, chosen: Chosen) -> ResponseReturnValue:
    """Show what would be archived before anything is."""
    if isinstance(chosen, Filters):
        listing = list_resources(stores.engine, chosen, limit=_SHOWN)
        titles, total = [item.title for item in listing.items], listing.total
    else:
        known = [stores.resources.get(one) for one in chosen[:_SHOWN]]
        titles = [one.resource.title for one in known if one]
        total = len(chosen)
    ids = [] if isinstance(chosen, Filters) else chosen
    page = "console/resources/archive_many.html"
    return render_template(page, titles=titles, total=total, ids=ids)


def _tag(stores: Stores, chosen: Chosen, action: str) -> BulkOutcome:
    tags = lines(request.form.get("tags", "").replace(",", "\n"))
    who = person().name
    if not may("publisher"):
        return propose_tags(stores.engine, chosen, tags, who, remove=action == REMOVE)
    change = stores.bulk.add_tags if action == ADD else stores.bulk.remove_tags
    return change(chosen, tags, who)


def _tell(stores: Stores, action: str, outcome: BulkOutcome) -> None:
    detail: dict[str, Any] = {"changed": outcome.changed, "drafts": outcome.drafts}
    detail |= {"tags": request.form.get("tags", ""), "skipped": len(outcome.skipped)}
    stores.note(
        f"resource.many_{action}", f"{len(outcome.changed)}+{len(outcome.drafts)}", **detail
    )
    if outcome.changed:
        stores.parts.base.changed()
    words = _("Cambiados: %(n)d.", n=len(outcome.changed))
    if outcome.drafts:
        words += " " + _("En borradores: %(n)d.", n=len(outcome.drafts))
    if not may("publisher"):
        words = _("Propuestos para revisión: %(n)d.", n=len(outcome.drafts))
    if outcome.skipped:
        words += " " + _("Sin cambios: %(n)d.", n=len(outcome.skipped))
    flash(words, "done" if outcome.changed or outcome.drafts else "notice")
    for one in outcome.skipped[:_REASONS_TOLD]:
        flash(f"{one.id}: {one.reason[:160]}", "notice")
    if (more := len(outcome.skipped) - _REASONS_TOLD) > 0:
        flash(_("Y %(n)d más sin cambios.", n=more), "notice")
