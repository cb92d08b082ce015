"""Take a hub out of the register for good, after a page that says what that means."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.clients.recommender import HubChanged, Recommender
from knowledge_base.console.pages.hubs.noting import noted_if_unanswered
from knowledge_base.console.parts import Parts


def add(routes: Blueprint, parts: Parts, recommender: Recommender) -> None:
    """Add the question and its answer."""

    @routes.get("/<hub_id>/delete")
    @needs(Role.PUBLISHER)
    def delete(hub_id: str) -> ResponseReturnValue:
        return render_template("console/hubs/delete.html", hub=recommender.hub(hub_id))

    @routes.post("/<hub_id>/delete")
    @needs(Role.PUBLISHER)
    def delete_now(hub_id: str) -> ResponseReturnValue:
        hub = recommender.hub(hub_id)
        detail = {"before": hub.body(), "after": None}
        try:
            if str(hub.version) != request.form.get("version"):
                raise HubChanged(hub)
            with noted_if_unanswered(parts, f"hub:{hub_id}", detail):
                recommender.delete(hub_id, hub.version)
        except HubChanged:
            said = _("No se quitó: otra persona lo cambió. Mira cómo está ahora.")
            flash(said, "failure")
            return redirect(url_for("console.hubs.show", hub_id=hub_id), 303)
        parts.audit.record(person().name, "hub.delete", f"hub:{hub_id}", detail)
        flash(_("Se quitó «%(name)s» del registro.", name=hub.name), "done")
        return redirect(url_for("console.hubs.index"), 303)
