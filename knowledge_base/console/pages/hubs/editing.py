"""A new hub, and the changing of one, without losing anybody's work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.clients.hub_records import Hub
from knowledge_base.console.clients.recommender import (
    HubChanged,
    HubExists,
    Recommender,
    RecommenderAway,
    Refused,
    UnknownHub,
)
from knowledge_base.console.pages.hubs import history
from knowledge_base.console.pages.hubs.away import why
from knowledge_base.console.pages.hubs.form import (
    HubForm,
    add_error,
    fill,
    is_complete,
    place_errors,
)
from knowledge_base.console.pages.hubs.mapping import look_around
from knowledge_base.console.pages.hubs.panels import Panel, source_panel, their_panel
from knowledge_base.console.pages.hubs.saving import NearUnseen, Saving, save
from knowledge_base.console.pages.hubs.words import KINDS, STATUSES
from knowledge_base.console.parts import Parts

# Peru has one time all year.
_BEHIND_UTC = timedelta(hours=5)


def today() -> str:
    """Return the day that it is in Peru."""
    return (datetime.now(UTC) - _BEHIND_UTC).date().isoformat()


def add(routes: Blueprint, parts: Parts, recommender: Recommender) -> None:
    """Add the form."""

    @routes.route("/new", methods=["GET", "POST"])
    @needs(Role.EDITOR)
    def new() -> ResponseReturnValue:
        form = HubForm()
        if form.is_submitted():
            return _take(parts, recommender, form, "")
        restored = history.state_before(parts.audit, *_restored())
        if restored:
            fill(form, restored)
            form.id.data = request.args.get("id", "")
        return _page(recommender, form, None)

    @routes.route("/<hub_id>/edit", methods=["GET", "POST"])
    @needs(Role.EDITOR)
    def edit(hub_id: str) -> ResponseReturnValue:
        form = HubForm()
        if form.is_submitted():
            return _take(parts, recommender, form, hub_id)
        hub = recommender.hub(hub_id)
        begin(form, hub)
        _propose(parts, form, hub_id)
        panel = source_panel(form, hub, {})
        return _page(recommender, form, hub, panels=[panel] if panel else [])


def begin(form: HubForm, hub: Hub) -> None:
    """Fill the form with a hub as it is."""
    fill(form, hub.body())
    form.version.data = str(hub.version)
    form.begun.data = json.dumps(hub.body(), ensure_ascii=False)


def _restored() -> tuple[str, str]:
    hub_id = (request.view_args or {}).get("hub_id") or request.args.get("id", "")
    return hub_id, request.args.get("restore", "")


def _propose(parts: Parts, form: HubForm, hub_id: str) -> None:
    """Fill in what the page before this one asked for."""
    restored = history.state_before(parts.audit, hub_id, request.args.get("restore", ""))
    if restored:
        fill(form, restored)
        flash(_("Así estaba antes. Revisa y guarda para restaurarlo."), "notice")
    if request.args.get("status") in STATUSES:
        form.status.data = request.args["status"]
    if request.args.get("verified") == "today":
        form.verified_on.data = today()


def _take(
    parts: Parts, recommender: Recommender, form: HubForm, hub_id: str
) -> ResponseReturnValue:
    """Save the form and show the hub, or show the form again with what is in the way."""
    if request.form.get("verified") == "today":
        form.verified_on.data = today()
    complete = is_complete(form)
    now: Hub | None = None
    try:
        now = recommender.hub(hub_id) if hub_id and form.version.data else None
        panels = _panels(form, now)
        if not complete:
            return _page(recommender, form, now, 422, panels=panels)
        saved = save(parts, recommender, Saving(form, hub_id, now, request.form))
    except RecommenderAway as error:
        said = _("No se guardó. Lo que escribiste sigue aquí.") + " " + why(error)
        return _page(recommender, form, now, 503, trouble=said)
    except Refused as error:
        place_errors(form, error.errors, error.detail)
        return _page(recommender, form, now, 422, panels=panels)
    except NearUnseen:
        said = _("Muy cerca ya hay otro hub. Mira si es el mismo antes de guardar.")
        return _page(recommender, form, now, 422, panels=panels, trouble=said)
    except HubExists:
        add_error(form.id, _("Ya hay un hub con este código: escribe otro."))
        return _page(recommender, form, now, 422)
    except (HubChanged, UnknownHub) as error:
        return _meanwhile(recommender, form, getattr(error, "now", None))
    flash(_("Se guardó «%(name)s». La gente ya lo ve así.", name=saved.name), "done")
    return redirect(url_for("console.hubs.show", hub_id=saved.id), 303)


def _meanwhile(recommender: Recommender, form: HubForm, now: Hub | None) -> ResponseReturnValue:
    """Show both versions where somebody else saved, or that somebody else deleted the hub."""
    if now is None:
        form.version.data = ""
        said = _("Otra persona quitó este hub del registro. Si guardas, se agrega de nuevo.")
        return _page(recommender, form, None, 409, trouble=said)
    form.version.data = str(now.version)
    found = (their_panel(form, now, {}), source_panel(form, now, {}))
    panels = [panel for panel in found if panel]
    return _page(recommender, form, now, 409, panels=panels)


def _panels(form: HubForm, now: Hub | None) -> list[Panel]:
    """Return the comparisons that stood on the page, with what was chosen there."""
    if now is None:
        return []
    chosen: Mapping[str, str] = request.form
    theirs = any(name.startswith("theirs-") for name in chosen)
    found = (
        their_panel(form, now, chosen) if theirs else None,
        source_panel(form, now, chosen),
    )
    return [panel for panel in found if panel]


def _page(
    recommender: Recommender,
    form: HubForm,
    hub: Hub | None,
    status: int = 200,
    *,
    panels: list[Panel] | None = None,
    trouble: str = "",
) -> ResponseReturnValue:
    form.more_rows()
    own = (request.view_args or {}).get("hub_id", "")
    around = look_around(recommender, form.latitude.data or "", form.longitude.data or "", own)
    seen = set(" ".join(request.form.getlist("near_seen")).split())
    return render_template(
        "console/hubs/form.html",
        form=form,
        hub=hub,
        hub_id=own,
        panels=panels or [],
        trouble=trouble,
        around=around,
        seen=seen,
        kinds=sorted(KINDS.values()),
    ), status
