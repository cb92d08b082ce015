"""The audit log: read it, check that it is whole, take a copy; nothing here changes it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.audit import Entry
from knowledge_base.console.formatting import asked_offset
from knowledge_base.console.parts import Parts
from knowledge_base.resources.formats.cells import defused

PER_PAGE = 50
_PERU = ZoneInfo("America/Lima")
_COLUMNS = ("number", "at", "who", "action", "subject", "detail", "seal")


def blueprint(parts: Parts) -> Blueprint:
    """Return the routes."""
    routes = Blueprint("audit", __name__, url_prefix="/audit")

    @routes.get("/")
    @needs(Role.ADMIN)
    def index() -> ResponseReturnValue:
        given = {name: request.args.get(name, "").strip() for name in ("who", "action", "subject")}
        days = {name: _day(request.args.get(name, "")) for name in ("since", "until")}
        offset = asked_offset()
        # The last day is meant to be in it.
        until = days["until"] + timedelta(days=1) if days["until"] else None
        if any(request.args.get(name) and not on for name, on in days.items()):
            flash(_("Esa fecha no se entiende: escríbela como 2026-11-25."), "failure")
        entries, total = parts.audit.page(
            PER_PAGE, offset, **given, since=_midnight(days["since"]), until=_midnight(until)
        )
        return render_template(
            "console/audit/index.html",
            entries=entries,
            total=total,
            offset=offset,
            limit=PER_PAGE,
            given=given | {name: on.isoformat() if on else "" for name, on in days.items()},
        )

    @routes.get("/check")
    @needs(Role.ADMIN)
    def check() -> ResponseReturnValue:
        return render_template("console/audit/check.html", broken=parts.audit.first_broken())

    @routes.get("/audit.<any(csv, jsonl):form>")
    @needs(Role.ADMIN)
    def export(form: str) -> Response:
        lines = _csv(parts.audit.all()) if form == "csv" else _json_lines(parts.audit.all())
        kind = "text/csv" if form == "csv" else "application/jsonl"
        headers = {"Content-Disposition": f"attachment; filename=audit.{form}"}
        return Response(lines, content_type=f"{kind}; charset=utf-8", headers=headers)

    return routes


def _day(text: str) -> date | None:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return None
    # The day after the last one is none.
    return on if date(1900, 1, 1) < on < date(9000, 1, 1) else None


def _midnight(on: date | None) -> datetime | None:
    return datetime.combine(on, time(), _PERU) if on else None


def _json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    for one in entries:
        row = vars(one) | {"at": one.at.isoformat()}
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _csv(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a table that Excel reads as UTF-8; a cell that it would run is a text."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + ",".join(_COLUMNS) + "\r\n"
    for one in entries:
        line = io.StringIO(newline="")
        detail = json.dumps(one.detail, ensure_ascii=False, sort_keys=True)
        texts = (one.at.isoformat(), one.who, one.action, one.subject, detail, one.seal)
        csv.writer(line).writerow([one.number, *map(defused, texts)])
        yield line.getvalue()
