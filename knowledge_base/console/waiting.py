"""How much waits for somebody, counted by a few cheap queries for the first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Engine, Table, func, select

from knowledge_base.editing.draft import REVIEW
from knowledge_base.editing.listed import EXPIRES_SOON
from knowledge_base.editing.tables import drafts
from knowledge_base.resources.gaps import OPEN
from knowledge_base.resources.links import DEAD
from knowledge_base.resources.tables import gaps, links, resources


@dataclass(frozen=True)
class Waiting:
    """Drafts in review, published resources that end within a month or whose link is dead, gaps."""

    review: int
    expiring: int
    dead_links: int
    gaps: int


def waiting(engine: Engine, today: date) -> Waiting:
    """Count what waits; `today` is Peru's day."""
    published = resources.c.deleted.is_(False)
    soon = (today + EXPIRES_SOON).isoformat()
    dead = select(links.c.url).where(links.c.status == DEAD)

    def count(table: Table, *where: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(table).where(*where)
        return int(connection.execute(query).scalar_one())

    with engine.connect() as connection:
        return Waiting(
            review=count(drafts, drafts.c.state == REVIEW),
            expiring=count(resources, published, resources.c.expires_on <= soon),
            dead_links=count(resources, published, resources.c.url.in_(dead)),
            gaps=count(gaps, gaps.c.state == OPEN),
        )
