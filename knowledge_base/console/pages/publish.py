"""The index that people search: build a version, watch it, go back to an older one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.parts import Parts
from knowledge_base.index.built import BrokenIndex, OtherEncoder
from knowledge_base.index.versions import UnknownVersion
from knowledge_base.publishing.build import BUILDING, STEPS, BuildNote


def blueprint(parts: Parts) -> Blueprint:
    """Return the routes."""
    routes = Blueprint("publish", __name__, url_prefix="/publish")

    @routes.get("/")
    @needs(Role.VIEWER)
    def index() -> ResponseReturnValue:
        return render_template("console/publish/index.html", **_shown(parts))

    @routes.get("/progress")
    @needs(Role.VIEWER)
    def progress() -> ResponseReturnValue:
        shown = _shown(parts)
        # A build that has ended changes the list of versions too: the page is fetched anew.
        headers = {} if shown["at_work"] else {"HX-Refresh": "true"}
        return render_template("console/publish/_progress.html", **shown), headers

    @routes.post("/build")
    @needs(Role.PUBLISHER)
    def build() -> ResponseReturnValue:
        force = request.form.get("force") == "yes"
        before = _mark(parts.base.last_build())
        parts.base.build_soon(force)
        detail = {"without_checks": force}
        parts.audit.record(person().name, "index.build", "index", detail)
        return redirect(url_for("console.publish.index", asked=before))

    @routes.post("/activate/<version>")
    @needs(Role.PUBLISHER)
    def activate(version: str) -> ResponseReturnValue:
        _activate(parts, version)
        return redirect(url_for("console.publish.index"))

    @routes.post("/roll-back")
    @needs(Role.PUBLISHER)
    def roll_back() -> ResponseReturnValue:
        previous = parts.base.versions.previous()
        if previous is None:
            flash(_("No hay una versión anterior."), "failure")
        else:
            _activate(parts, previous)
        return redirect(url_for("console.publish.index"))

    return routes


def _activate(parts: Parts, version: str) -> None:
    before = parts.base.versions.active()
    try:
        parts.base.activate(version)
    except UnknownVersion:
        flash(_("Esa versión ya no está."), "failure")
    except OtherEncoder:
        text = _("Esa versión se hizo con otras reglas de búsqueda: construye una nueva.")
        flash(text, "failure")
    except BrokenIndex:
        flash(_("Los archivos de esa versión están dañados: construye una nueva."), "failure")
    else:
        detail = {"before": before}
        parts.audit.record(person().name, "index.activate", f"index:{version}", detail)
        flash(_("Ahora se busca en la versión %(version)s.", version=version), "done")


def _shown(parts: Parts) -> dict[str, object]:
    note, versions = parts.base.last_build(), parts.base.versions
    # Until the build has begun, the last note is that of the build before.
    waiting = "asked" in request.args and request.args["asked"] == _mark(note)
    active = versions.active()
    searcher = parts.base.searcher
    return {
        "note": note,
        "waiting": waiting,
        "at_work": waiting or (note is not None and note.state == BUILDING),
        "steps": STEPS,
        "versions": versions.all(),
        "active": active,
        "previous": versions.previous(),
        "added": len(searcher.changed),
        "gone": len(searcher.gone),
        "findable": searcher.resources,
    }


def _mark(note: BuildNote | None) -> str:
    """Return what tells a build from the next."""
    return f"{note.state} {note.at} {note.version or ''}" if note else "none"
