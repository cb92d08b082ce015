"""Write a resource: one form for a new one and for a change, saved as a draft as it is."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from knowledge_base.console.access import may, needs, person, takes_up_to
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.pages.resources.conflicts import conflict_page
from knowledge_base.console.pages.resources.form import (
    ResourceForm,
    filled,
    offer_topics,
    sent_by,
    whole,
    write_body,
)
from knowledge_base.console.pages.resources.lengths import MEASURED, lengths_of
from knowledge_base.console.pages.resources.publishing import publish_draft
from knowledge_base.console.pages.resources.saving import InConflict
from knowledge_base.console.pages.resources.stores import Known, Stores
from knowledge_base.editing.draft import Draft
from knowledge_base.editing.faults import EditingError, PublishedChanged
from knowledge_base.resources.records import InvalidResource

# A long form, and the fields as they were opened beside it.
LARGEST_FORM_BYTES = 1_500_000
_NEW: dict[str, Any] = {"language": "es", "free": True, "source": "editor"}


def add_routes(routes: Blueprint, stores: Stores) -> None:
    """Add the form and what it sends."""

    @routes.get("/new")
    @needs(Role.EDITOR)
    def new() -> ResponseReturnValue:
        gap = whole(request.args.get("gap"))
        question = stores.gap_question(gap)
        body = dict(_NEW)
        if question:
            body |= {"asked": [question[0]], "language": question[1]}
        form = filled(body, stores.topics(), gap=str(gap) if question else "")
        return _page(form, None)

    @routes.post("/new")
    @needs(Role.EDITOR)
    @takes_up_to(LARGEST_FORM_BYTES)
    def create() -> ResponseReturnValue:
        return _save(stores, None)

    @routes.get("/item/<resource_id>/edit")
    @needs(Role.EDITOR)
    def edit(resource_id: str) -> ResponseReturnValue:
        known = stores.known(resource_id)
        if known.draft is None and known.archived:
            flash(_("Está archivado. Elige una versión y recupérala como borrador."), "notice")
            return redirect(url_for(".revisions", resource_id=resource_id))
        faults = stores.drafts.faults(known.draft) if known.draft else {}
        return _page(form_of(known, stores), known, faults)

    @routes.post("/item/<resource_id>/edit")
    @needs(Role.EDITOR)
    @takes_up_to(LARGEST_FORM_BYTES)
    def save(resource_id: str) -> ResponseReturnValue:
        return _save(stores, resource_id)

    @routes.post("/measure")
    @needs(Role.EDITOR)
    def measure() -> ResponseReturnValue:
        field = next((name for name in MEASURED if name in request.form), "title")
        found = lengths_of(field, request.form.get(field, ""))
        return render_template("console/resources/_lengths.html", lengths=found)


def form_of(known: Known, stores: Stores) -> ResourceForm:
    """Return the form with what is known of a resource."""
    draft = known.draft
    return filled(
        known.body,
        stores.topics(),
        version=str(draft.version if draft else 0),
        revision=str(draft.base_revision if draft else known.revision),
        opened=write_body(known.body),
    )


def _save(stores: Stores, resource_id: str | None) -> ResponseReturnValue:
    then = request.form.get("then", "save")
    if then == "publish" and not may("publisher"):
        raise Forbidden
    form = ResourceForm()
    sent = sent_by(form)
    if resource_id is None and form.id.data:
        sent.fields["id"] = form.id.data.strip()
    try:
        draft = stores.saving.save(resource_id, sent, person().name)
    except InConflict as error:
        stores.note("resource.conflict", error.conflict.resource_id, by=error.conflict.by)
        return conflict_page(error.conflict)
    except InvalidResource as error:
        offer_topics(form, stores.topics())
        known = stores.known(resource_id) if resource_id else None
        return _page(form, known, error.errors, saved=False)
    stores.note_draft("resource.draft", draft, sent.opened)
    if resource_id not in (None, draft.resource_id):
        flash(_("Lo descartaron mientras escribías: lo tuyo es ahora un borrador nuevo."), "notice")
    return _go_on(stores, draft, then)


def _go_on(stores: Stores, draft: Draft, then: str) -> ResponseReturnValue:
    """Do what the button said beyond saving."""
    key = draft.resource_id
    where = url_for(".show", resource_id=key)
    try:
        if then == "submit":
            stores.drafts.submit(key, draft.version, person().name)
            stores.note("resource.submit", key)
            flash(_("Guardado y enviado a revisión. Otra persona lo publicará."), "done")
        elif then == "publish":
            publish_draft(stores, key, draft.version, straight=True)
        else:
            flash(_("Borrador guardado. La gente aún no lo ve."), "done")
            where = url_for(".edit", resource_id=key)
    except InvalidResource as error:
        known = stores.known(key)
        return _page(form_of(known, stores), known, error.errors)
    except PublishedChanged as error:
        flash(str(error), "notice")
        return redirect(url_for(".compare", resource_id=key))
    except EditingError as error:
        flash(str(error), "failure")
    return redirect(where)


def _page(
    form: ResourceForm,
    known: Known | None,
    faults: dict[str, list[str]] | None = None,
    saved: bool = True,
) -> ResponseReturnValue:
    faults = faults or {}
    for name, reasons in faults.items():
        if name in form:
            form[name].errors = list(reasons)
    refused = request.method == "POST"
    page = render_template(
        "console/resources/edit.html",
        form=form,
        known=known,
        faults=faults,
        saved=saved,
        refused=refused,
        lengths={name: lengths_of(name, form[name].data) for name in MEASURED},
    )
    return page, 422 if refused else 200
