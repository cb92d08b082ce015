"""What the editors' list is made of, and what fits its filters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    String,
    and_,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)

from knowledge_base.editing.draft import DRAFT, REVIEW
from knowledge_base.editing.tables import drafts
from knowledge_base.resources.plain_text import plain
from knowledge_base.resources.tables import links, resources, revisions

# `published` and `archived` say what people get, the others what editors work on.
STATES = ("published", "archived", DRAFT, REVIEW, "expiring")
SORTS = ("title", "updated_at", "topic", "expires_on", "state")
# A month to find something in its place.
EXPIRES_SOON = timedelta(days=30)
_MOST_WORDS = 12
_LONGEST_WORD = 60
# What a query sorts by is copied for every row.
_SORTED_LETTERS = 60
_EQUAL = ("kind", "topic", "language", "level", "source", "offline", "free")
_PLAIN = ("title", "url", "kind", "topic", "language", "level", "source", "free", "offline")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None and an empty text do not narrow.

    `expires_before` is an ISO day, `link` a status of resources.links (`dead`), and `edited_by`
    whoever wrote a revision or the draft.
    """

    text: str = ""
    state: str | None = None
    kind: str | None = None
    topic: str | None = None
    language: str | None = None
    level: str | None = None
    source: str | None = None
    offline: bool | None = None
    free: bool | None = None
    expires_before: str | None = None
    link: str | None = None
    edited_by: str | None = None


def _listed() -> Any:
    """Return the resources, each with its open draft, and the drafts of what is new.

    A resource is shown as published; its draft is searched too.
    """
    kept = [resources.c[name] for name in (*_PLAIN, "expires_on")]
    both = select(
        resources.c.id,
        *kept,
        func.coalesce(drafts.c.updated_at, resources.c.updated_at).label("updated_at"),
        resources.c.search_text,
        (~resources.c.deleted).label("published"),
        drafts.c.state.label("draft_state"),
        drafts.c.author,
        drafts.c.updated_by,
        drafts.c.search_text.label("draft_text"),
    ).select_from(resources.outerjoin(drafts, drafts.c.resource_id == resources.c.id))
    typed = [drafts.c[name] for name in (*_PLAIN, "expires_on", "updated_at", "search_text")]
    known = select(resources.c.id).where(resources.c.id == drafts.c.resource_id)
    new = select(
        drafts.c.resource_id.label("id"),
        *typed,
        type_coerce(false(), Boolean).label("published"),
        drafts.c.state.label("draft_state"),
        drafts.c.author,
        drafts.c.updated_by,
        type_coerce(null(), String).label("draft_text"),
    ).where(~known.exists())
    return union_all(both, new).subquery("listed")


LISTED = _listed()


def conditions(filters: Filters, today: date, but: str = "") -> list[ColumnElement[bool]]:
    """Return what a line must fulfil, the filter named `but` left aside."""
    fitting: list[ColumnElement[bool]] = []
    for word in plain(filters.text).split()[:_MOST_WORDS]:
        fitting.append(_holds(word[:_LONGEST_WORD]))
    for name in _EQUAL:
        value = getattr(filters, name)
        if name != but and value is not None and value != "":
            fitting.append(LISTED.c[name] == _kept(value))
    if filters.expires_before:
        fitting.append(LISTED.c.expires_on < _kept(filters.expires_before))
    if filters.link:
        found = select(links.c.url).where(links.c.status == _kept(filters.link))
        fitting.append(LISTED.c.url.in_(found))
    if filters.edited_by:
        fitting.append(_touched_by(str(_kept(filters.edited_by))))
    if filters.state and but != "state":
        fitting.append(_in_state(filters.state, today))
    return fitting


def _kept(value: str | bool) -> str | bool:
    """Return a value that every database can compare: PostgreSQL refuses some characters."""
    if isinstance(value, bool):
        return value
    return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _holds(word: str) -> ColumnElement[bool]:
    return or_(
        LISTED.c.search_text.contains(word, autoescape=True),
        LISTED.c.draft_text.contains(word, autoescape=True),
    )


def _touched_by(who: str) -> ColumnElement[bool]:
    wrote = select(revisions.c.resource_id).where(revisions.c.who == who)
    drafted = or_(LISTED.c.author == who, LISTED.c.updated_by == who)
    return or_(LISTED.c.id.in_(wrote), drafted)


def _in_state(state: str, today: date) -> ColumnElement[bool]:
    if state in (DRAFT, REVIEW):
        return and_(LISTED.c.draft_state == state)
    if state == "published":
        return and_(LISTED.c.published == true())
    if state == "archived":
        return and_(LISTED.c.published == false(), LISTED.c.draft_state.is_(None))
    if state == "expiring":
        soon = (today + EXPIRES_SOON).isoformat()
        expiring = and_(LISTED.c.published == true(), LISTED.c.expires_on <= soon)
        return func.coalesce(expiring, false())
    return literal(False) == true()


def order_of(sort: str, descending: bool) -> list[Any]:
    """Return what a list is ordered by; raises ValueError for what is none of SORTS."""
    if sort not in SORTS:
        raise ValueError(f"no se puede ordenar por {sort}")
    title = func.substr(LISTED.c.search_text, 1, _SORTED_LETTERS)
    if sort == "title":
        return [title.desc() if descending else title, LISTED.c.id]
    if sort == "state":
        state = func.coalesce(LISTED.c.draft_state, "zz")
        keys = [state, LISTED.c.published]
        return [*(k.desc() if descending else k for k in keys), title, LISTED.c.id]
    chosen = LISTED.c[sort]
    ordered = chosen.desc() if descending else chosen
    if sort == "expires_on":
        # What never expires comes last either way.
        return [chosen.is_(None), ordered, LISTED.c.id]
    return [ordered, title, LISTED.c.id]
