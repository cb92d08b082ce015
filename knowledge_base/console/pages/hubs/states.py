"""Verify a hub, close it, say that it moved, or open it again: one press, no form."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.clients.recommender import HubChanged, Recommender, Refused
from knowledge_base.console.pages.hubs.editing import today
from knowledge_base.console.pages.hubs.noting import noted_if_unanswered
from knowledge_base.console.parts import Parts

# What each button does beyond noting that somebody looked today.
STEPS: dict[str, dict[str, Any]] = {
    "verify": {},
    "close": {"status": "closed"},
    "move": {"status": "moved"},
    "open": {"status": "open"},
}
_DONE = {
    "verify": lazy_gettext("Anotado: lo verificaste hoy."),
    "close": lazy_gettext("Cerrado: ya no se muestra a la gente."),
    "move": lazy_gettext("Anotado que se mudó: ya no se muestra a la gente."),
    "open": lazy_gettext("Abierto otra vez: la gente ya lo ve."),
}


def add(routes: Blueprint, parts: Parts, recommender: Recommender) -> None:
    """Add the buttons of a hub."""

    @routes.post("/<hub_id>/state")
    @needs(Role.EDITOR)
    def state(hub_id: str) -> ResponseReturnValue:
        step, version = request.form.get("step", ""), request.form.get("version", "")
        if step not in STEPS:
            abort(400)
        hub = recommender.hub(hub_id)
        if hub.newer is not None:
            # Saving closes the notice of the source, which then has to be read first.
            flash(_("Decide primero qué queda de lo que dice la fuente, y guarda."), "notice")
            status = STEPS[step].get("status")
            where = url_for("console.hubs.edit", hub_id=hub_id, status=status, verified="today")
            return redirect(where, 303)
        try:
            if str(hub.version) != version:
                raise HubChanged(hub)
            change = {"verified_on": today(), **STEPS[step]}
            asked = {"before": hub.body(), "after": hub.body() | change}
            with noted_if_unanswered(parts, f"hub:{hub_id}", asked):
                saved = recommender.save(hub_id, asked["after"], hub.version)
        except HubChanged:
            said = _("No se hizo: otra persona cambió este hub. Mira cómo está ahora.")
            flash(said, "failure")
        except Refused:
            flash(_("No se hizo: corrige primero lo señalado en el formulario."), "failure")
            return redirect(url_for("console.hubs.edit", hub_id=hub_id), 303)
        else:
            detail = {"before": hub.body(), "after": saved.body()}
            parts.audit.record(person().name, f"hub.{step}", f"hub:{hub_id}", detail)
            flash(_DONE[step], "done")
        return redirect(url_for("console.hubs.show", hub_id=hub_id), 303)
