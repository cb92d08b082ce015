"""All resources in one list for editors, published or not: searched, filtered, sorted, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, func, select

from knowledge_base.editing.draft import DRAFT, REVIEW
from knowledge_base.editing.listed import LISTED, Filters, conditions, order_of
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.tables import links

MOST_LISTED = 200
_COUNTED = {"kinds": "kind", "topics": "topic", "languages": "language"}


@dataclass(frozen=True)
class Item:
    """A line of the list.

    `state` is that of the open draft where there is one (`draft`, `review`), else `published` or
    `archived`; `published` says whether people get it now. `link` is what the last check of its
    link found, None before the first.
    """

    id: str
    title: str
    state: str
    published: bool
    kind: str
    topic: str
    language: str
    level: str | None
    url: str
    source: str
    free: bool
    offline: bool
    expires_on: str | None
    updated_at: datetime
    author: str | None
    link: str | None


@dataclass(frozen=True)
class Listing:
    """One page. Each of the counts leaves its own filter out, so that it tells what else there is.

    `states` holds `published`, `archived`, `draft`, `review` and `expiring`: a published resource
    with a draft counts in both.
    """

    items: tuple[Item, ...]
    total: int
    states: dict[str, int]
    kinds: dict[str, int]
    topics: dict[str, int]
    languages: dict[str, int]


def list_resources(
    engine: Engine,
    filters: Filters,
    *,
    sort: str = "title",
    descending: bool = False,
    limit: int = 50,
    offset: int = 0,
    today: date | None = None,
) -> Listing:
    """Return a page of at most MOST_LISTED lines; `sort` is one of listed.SORTS.

    `today` is Peru's day, by which a resource expires soon. Raises ValueError for another sort.
    """
    today = today or today_in_peru()
    fitting = conditions(filters, today)
    rows = select(*(LISTED.c[name] for name in _shown_columns())).where(*fitting)
    rows = rows.order_by(*order_of(sort, descending))
    with engine.connect() as connection:
        found = connection.execute(rows.limit(min(limit, MOST_LISTED)).offset(offset)).mappings()
        lines = [dict(row) for row in found]
        statuses = _statuses(connection, [line["url"] for line in lines])
        counts = {name: _counted(connection, filters, c, today) for name, c in _COUNTED.items()}
        return Listing(
            items=tuple(_item(line, statuses) for line in lines),
            total=_total(connection, fitting),
            states=_states(connection, filters, today),
            **counts,
        )


def fitting_ids(connection: Connection, filters: Filters, today: date) -> list[str]:
    """Return the ids of everything that fits, ordered."""
    query = select(LISTED.c.id).where(*conditions(filters, today)).order_by(LISTED.c.id)
    return list(connection.execute(query).scalars())


def _shown_columns() -> list[str]:
    return [*(n for n in Item.__dataclass_fields__ if n not in ("state", "link")), "draft_state"]


def _total(connection: Connection, fitting: list[ColumnElement[bool]]) -> int:
    query = select(func.count()).select_from(LISTED).where(*fitting)
    return connection.execute(query).scalar_one()


def _counted(connection: Connection, filters: Filters, column: str, today: date) -> dict[str, int]:
    fitting = conditions(filters, today, but=column)
    chosen = LISTED.c[column]
    query = select(chosen, func.count()).where(*fitting).group_by(chosen).order_by(chosen)
    return {value: number for value, number in connection.execute(query) if value}


def _states(connection: Connection, filters: Filters, today: date) -> dict[str, int]:
    fitting = conditions(filters, today, but="state")
    soon = conditions(Filters(state="expiring"), today)[-1]
    groups = (LISTED.c.published, LISTED.c.draft_state, soon.label("soon"))
    query = select(*groups, func.count()).where(*fitting).group_by(*groups)
    counts = dict.fromkeys(("published", "archived", DRAFT, REVIEW, "expiring"), 0)
    for published, draft_state, expiring, number in connection.execute(query):
        if published:
            counts["published"] += number
        elif draft_state is None:
            counts["archived"] += number
        if draft_state is not None:
            counts[draft_state] += number
        if expiring:
            counts["expiring"] += number
    return counts


def _statuses(connection: Connection, urls: list[str]) -> dict[str, str]:
    query = select(links.c.url, links.c.status).where(links.c.url.in_([u for u in urls if u]))
    return {url: status for url, status in connection.execute(query)}


def _item(line: dict[str, Any], statuses: dict[str, str]) -> Item:
    draft_state = line.pop("draft_state")
    at: datetime = line["updated_at"]
    return Item(
        **line | {"updated_at": at if at.tzinfo else at.replace(tzinfo=UTC)},
        state=draft_state or ("published" if line["published"] else "archived"),
        link=statuses.get(line["url"]),
    )
