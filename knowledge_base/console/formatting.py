"""Dates and numbers as editors read them; Peru has one time all year, five hours behind UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request
from flask_babel import format_date, format_datetime, format_decimal
from markupsafe import Markup

_FURTHEST = 10_000_000


def add_filters(app: Flask) -> None:
    """Give the templates `moment`, `day`, `week`, `number` and `here`."""
    app.jinja_env.filters.update(moment=moment, day=day, number=number, week=week)
    app.jinja_env.globals.update(here=here)


def moment(at: datetime | str | None) -> Markup | str:
    """Return a `time` element with a moment in Peru, such as 25 nov 2026, 09:05."""
    if not at:
        return "—"
    when = datetime.fromisoformat(at) if isinstance(at, str) else at
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    shown = format_datetime(when, "d MMM y, HH:mm")
    return Markup('<time datetime="{}">{}</time>').format(when.isoformat(), shown)


def day(on: date | str | None) -> Markup | str:
    """Return a `time` element with a day, such as 25 nov 2026."""
    if not on:
        return "—"
    when = date.fromisoformat(on) if isinstance(on, str) else on
    return Markup('<time datetime="{}">{}</time>').format(
        when.isoformat(), format_date(when, "d MMM y")
    )


def week(name: str) -> str:
    """Return the Monday of an ISO week such as 2026-W48, as 23 nov."""
    monday = date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
    return str(format_date(monday, "d MMM"))


def number(value: float) -> str:
    """Return a number with the separators of the page's language."""
    return str(format_decimal(value))


def asked_offset() -> int:
    """Return where the list begins that this address asks for, at most what databases count to."""
    text = request.args.get("offset", "")
    return min(int(text), _FURTHEST) if text.isascii() and text.isdigit() else 0


def here(**changes: Any) -> str:
    """Return this page's address with some of its query changed; None or '' takes one out."""
    query = request.args.to_dict(flat=False)
    for name, value in changes.items():
        query[name] = [] if value in (None, "") else [str(value)]
    pairs = [(name, value) for name, values in query.items() for value in values]
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path
