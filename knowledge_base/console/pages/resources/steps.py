"""The steps of a resource on its way: to review, back, published, archived."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.pages.resources.form import whole
from knowledge_base.console.pages.resources.publishing import publish_draft
from knowledge_base.console.pages.resources.stores import Stores
from knowledge_base.editing.faults import (
    DraftChanged,
    EditingError,
    NoSuchDraft,
    PublishedChanged,
)
from knowledge_base.resources.records import InvalidResource


def add_routes(routes: Blueprint, stores: Stores) -> None:
    """Add what the buttons of a resource's page do."""
    _add_of_editors(routes, stores)
    _add_of_publishers(routes, stores)
    _add_archive(routes, stores)


def _add_of_editors(routes: Blueprint, stores: Stores) -> None:
    @routes.post("/item/<resource_id>/submit")
    @needs(Role.EDITOR)
    def submit(resource_id: str) -> ResponseReturnValue:
        def step() -> None:
            stores.drafts.submit(resource_id, _version(), person().name)
            stores.note("resource.submit", resource_id)
            flash(_("Enviado a revisión. Otra persona lo publicará."), "done")

        return _take(resource_id, step)

    @routes.post("/item/<resource_id>/take-back")
    @needs(Role.EDITOR)
    def take_back(resource_id: str) -> ResponseReturnValue:
        def step() -> None:
            draft = stores.drafts.get(resource_id)
            if draft is None:
                raise NoSuchDraft(resource_id)
            # Saved as it is, a draft in review is a draft again.
            stores.drafts.save(resource_id, draft.body, _version(), person().name)
            stores.note("resource.take_back", resource_id)
            flash(_("Retirado de la revisión: es otra vez un borrador."), "done")

        return _take(resource_id, step)

    @routes.post("/item/<resource_id>/discard")
    @needs(Role.EDITOR)
    def discard(resource_id: str) -> ResponseReturnValue:
        def step() -> None:
            draft = stores.drafts.discard(resource_id, _version())
            stores.note("resource.discard", resource_id, fields=draft.body, author=draft.author)
            flash(_("Borrador descartado. Lo publicado sigue igual."), "done")

        answer = _take(resource_id, step)
        if stores.drafts.get(resource_id) or stores.resources.revisions(resource_id):
            return answer
        return redirect(url_for(".index"))


def _add_of_publishers(routes: Blueprint, stores: Stores) -> None:
    @routes.post("/item/<resource_id>/send-back")
    @needs(Role.PUBLISHER)
    def send_back(resource_id: str) -> ResponseReturnValue:
        note = request.form.get("note", "")

        def step() -> None:
            draft = stores.drafts.send_back(resource_id, note, _version(), person().name)
            stores.note("resource.send_back", resource_id, note=draft.note, author=draft.author)
            flash(_("Devuelto con tu nota."), "done")

        return _take(resource_id, step, note=note)

    @routes.post("/item/<resource_id>/publish")
    @needs(Role.PUBLISHER)
    def publish(resource_id: str) -> ResponseReturnValue:
        straight = request.form.get("straight") == "yes"

        def step() -> None:
            publish_draft(stores, resource_id, _version(), straight=straight)

        return _take(resource_id, step)


def _add_archive(routes: Blueprint, stores: Stores) -> None:
    @routes.get("/item/<resource_id>/archive")
    @needs(Role.PUBLISHER)
    def ask_archive(resource_id: str) -> ResponseReturnValue:
        known = stores.known(resource_id)
        return render_template("console/resources/archive.html", known=known)

    @routes.post("/item/<resource_id>/archive")
    @needs(Role.PUBLISHER)
    def archive(resource_id: str) -> ResponseReturnValue:
        def step() -> None:
            resource = stores.drafts.archive(resource_id, person().name)
            stores.note("resource.archive", resource_id, title=resource.title)
            stores.parts.base.changed()
            flash(_("Archivado. La gente ya no lo encuentra; puedes recuperarlo."), "done")

        return _take(resource_id, step)


def _take(resource_id: str, step: Callable[[], None], note: str = "") -> ResponseReturnValue:
    """Take a step, or say on the resource's page why it was not taken."""
    where = url_for(".show", resource_id=resource_id)
    try:
        step()
    except PublishedChanged as error:
        flash(str(error), "notice")
        where = url_for(".compare", resource_id=resource_id)
    except InvalidResource:
        flash(_("Todavía no se puede: corrige lo que falta."), "failure")
        where = url_for(".edit", resource_id=resource_id)
    except DraftChanged as error:
        who = error.current.updated_by
        flash(
            _("%(who)s cambió este borrador hace un momento. Míralo otra vez.", who=who), "failure"
        )
        if note:
            flash(_("Tu nota, para copiarla: %(note)s", note=note), "notice")
    except EditingError as error:
        flash(str(error), "failure")
    return redirect(where)


def _version() -> int:
    return whole(request.form.get("version"))
