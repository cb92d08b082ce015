"""Try a question as a student types it, see why it finds what it does, and pin it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.parts import Parts
from knowledge_base.evaluation.pinned import InvalidPin, as_yaml
from knowledge_base.index.built import UnusableIndex
from knowledge_base.index.versions import UnknownVersion
from knowledge_base.live.bench import Bench, Comparison
from knowledge_base.resources.records import InvalidResource, Resource, resource_from

_LONGEST = 500
# Each is indexed for the trial; more would keep somebody waiting.
MOST_DRAFTS = 200


def blueprint(parts: Parts) -> Blueprint:
    """Return the routes."""
    routes = Blueprint("bench", __name__, url_prefix="/bench")
    _add_trying(routes, parts, Bench(parts.base))
    _add_pinning(routes, parts)
    return routes


def _add_trying(routes: Blueprint, parts: Parts, bench: Bench) -> None:
    @routes.get("/")
    @needs(Role.VIEWER)
    def index() -> ResponseReturnValue:
        question = " ".join(request.args.get("q", "").split())[:_LONGEST]
        sms = request.args.get("channel") == "sms"
        version = request.args.get("version") or None
        drafts, unfinished = _ready_drafts(parts)
        return render_template(
            "console/bench/index.html",
            question=question,
            sms=sms,
            version=version,
            versions=parts.base.versions.all(),
            active=parts.base.versions.active(),
            unfinished=unfinished,
            compared=_compare(bench, question, drafts, version, sms) if question else None,
            pinned=parts.golden.all(),
        )


def _add_pinning(routes: Blueprint, parts: Parts) -> None:
    @routes.post("/pin")
    @needs(Role.EDITOR)
    def pin() -> ResponseReturnValue:
        question, expect = request.form.get("q", ""), request.form.getlist("expect")
        try:
            pinned = parts.golden.pin(question, expect, person().name, request.form.get("note", ""))
        except InvalidPin as error:
            flash(str(error), "failure")
            return redirect(url_for("console.bench.index", q=question[:_LONGEST]))
        detail = {"question": pinned.question, "expect": list(pinned.expect)}
        parts.audit.record(person().name, "golden.pin", f"golden:{pinned.number}", detail)
        flash(_("Pregunta fijada: cada versión nueva del índice tendrá que responderla."), "done")
        return redirect(url_for("console.bench.index", q=pinned.question))

    @routes.post("/<int:number>/unpin")
    @needs(Role.EDITOR)
    def unpin(number: int) -> ResponseReturnValue:
        pinned = parts.golden.get(number) or abort(404)
        if parts.golden.unpin(number):
            detail = {"question": pinned.question, "expect": list(pinned.expect)}
            parts.audit.record(person().name, "golden.unpin", f"golden:{number}", detail)
            flash(_("La pregunta ya no está fijada."), "done")
        return redirect(url_for("console.bench.index"))

    @routes.get("/pinned.yaml")
    @needs(Role.VIEWER)
    def pinned_file() -> Response:
        text = as_yaml(parts.golden.all_for_check())
        headers = {"Content-Disposition": "attachment; filename=pinned.yaml"}
        return Response(text, content_type="application/yaml; charset=utf-8", headers=headers)


def _compare(
    bench: Bench, question: str, drafts: list[Resource], version: str | None, sms: bool
) -> Comparison | None:
    try:
        return bench.compare(question, drafts, version, chat_first=sms)
    except UnknownVersion:
        flash(_("Esa versión ya no está: se muestra la próxima."), "failure")
    except UnusableIndex:
        flash(_("Esa versión no se puede leer: se muestra la próxima."), "failure")
    return bench.compare(question, drafts, chat_first=sms)


def _ready_drafts(parts: Parts) -> tuple[list[Resource], int]:
    """Return the newest drafts as they would be published, and how many are not complete yet."""
    drafts, _total = parts.drafts.page(limit=MOST_DRAFTS)
    ready = []
    for draft in drafts:
        try:
            ready.append(resource_from(draft.body))
        except InvalidResource:
            continue
    return ready, len(drafts) - len(ready)
