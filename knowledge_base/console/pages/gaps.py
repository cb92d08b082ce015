"""What people asked and did not find: in groups, by week and region, on the way to an answer."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from knowledge_base.console.access import needs, person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.formatting import asked_offset
from knowledge_base.console.parts import Parts
from knowledge_base.console.regions import DEPARTMENTS
from knowledge_base.live.gap_groups import GapGroup
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.gaps import CLOSED, DISMISSED, OPEN, Gap

PER_PAGE = 30
# More phrases than these a resource cannot hold.
_MOST_ASKED = 20
_LONGEST_ASKED = 100
_LONGEST_TITLE = 200
_STATES = (OPEN, CLOSED, DISMISSED)


def blueprint(parts: Parts) -> Blueprint:
    """Return the routes."""
    routes = Blueprint("gaps", __name__, url_prefix="/gaps")
    _add_reading(routes, parts)
    _add_writing(routes, parts)
    return routes


def _add_reading(routes: Blueprint, parts: Parts) -> None:
    @routes.get("/")
    @needs(Role.VIEWER)
    def index() -> ResponseReturnValue:
        state = request.args.get("state", OPEN)
        if state not in _STATES:
            abort(404)
        offset = asked_offset()
        if state != OPEN:
            ended = parts.base.gaps.all(state)
            ended.sort(key=lambda gap: gap.closed_on or gap.last_asked_on, reverse=True)
            return _page("ended", state, ended, offset)
        region, language = request.args.get("region", ""), request.args.get("language", "")
        groups = _fitting(parts.base.gap_groups.all(), region, language)
        drafts = parts.drafts.by_gap()
        return _page(
            "groups",
            state,
            groups,
            offset,
            region=region,
            chosen_language=language,
            departments=DEPARTMENTS,
            drafts=drafts,
            ready=parts.base.gap_groups.ready,
        )


def _add_writing(routes: Blueprint, parts: Parts) -> None:
    @routes.post("/<int:number>/resource")
    @needs(Role.EDITOR)
    def make_resource(number: int) -> ResponseReturnValue:
        group = _group_of(parts, number)
        if begun := parts.drafts.by_gap().get(number):
            return redirect(url_for("console.resources.edit", resource_id=begun))
        draft = parts.drafts.begin(None, _first_fields(group), person().name, number)
        subject = f"resource:{draft.resource_id}"
        detail = {"gap": number, "question": group[0].question}
        parts.audit.record(person().name, "draft.begin", subject, detail)
        flash(_("Borrador nuevo, con las preguntas de la gente. Complétalo."), "done")
        return redirect(url_for("console.resources.edit", resource_id=draft.resource_id))

    @routes.post("/<int:number>/dismiss")
    @needs(Role.EDITOR)
    def dismiss(number: int) -> ResponseReturnValue:
        group = _group_of(parts, number)
        today = today_in_peru()
        put_aside = [g for g in group if parts.base.gaps.dismiss(g.number, person().name, today)]
        _record(parts, "gap.dismiss", put_aside)
        said = ngettext(
            "%(num)d pregunta apartada.", "%(num)d preguntas apartadas.", len(put_aside)
        )
        flash(said, "done")
        return redirect(url_for("console.gaps.index"))

    @routes.post("/<int:number>/reopen")
    @needs(Role.EDITOR)
    def reopen(number: int) -> ResponseReturnValue:
        gap = parts.base.gaps.get(number) or abort(404)
        if parts.base.gaps.reopen(number):
            _record(parts, "gap.reopen", [gap])
            flash(_("La pregunta está abierta otra vez."), "done")
        return redirect(url_for("console.gaps.index", state=gap.state))


def _page(
    kind: str, state: str, found: list[Gap] | list[GapGroup], offset: int, **more: object
) -> str:
    return render_template(
        f"console/gaps/{kind}.html",
        state=state,
        found=found[offset : offset + PER_PAGE],
        total=len(found),
        offset=offset,
        limit=PER_PAGE,
        **more,
    )


def _fitting(groups: tuple[GapGroup, ...], region: str, language: str) -> list[GapGroup]:
    found = [group for group in groups if not language or language in group.languages]
    if not region:
        return found
    here = [group for group in found if region in dict(group.departments)]
    return sorted(here, key=lambda group: -dict(group.departments)[region])


def _group_of(parts: Parts, number: int) -> list[Gap]:
    """Return the open gaps that ask for the same as this one, itself first."""
    gap = parts.base.gaps.get(number) or abort(404)
    for group in parts.base.gap_groups.all():
        if any(one.number == number for one in group.questions):
            return [gap, *(one for one in group.questions if one.number != number)]
    return [gap]


def _first_fields(group: list[Gap]) -> dict[str, object]:
    """Return what is known of the resource that a group of questions asks for."""
    asked = [gap.question[:_LONGEST_ASKED] for gap in group][:_MOST_ASKED]
    words = group[0].question[:_LONGEST_TITLE]
    return {"title": words[:1].upper() + words[1:], "asked": asked, "language": "es"}


def _record(parts: Parts, action: str, gaps: list[Gap]) -> None:
    for gap in gaps:
        detail = {"question": gap.question}
        parts.audit.record(person().name, action, f"gap:{gap.number}", detail)
