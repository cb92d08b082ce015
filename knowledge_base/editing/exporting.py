"""A filtered list as a file that the importer reads back."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, select

from knowledge_base.editing.listed import LISTED, Filters, conditions
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.export import WRITERS
from knowledge_base.resources.records import Resource
from knowledge_base.resources.tables import resources
from knowledge_base.resources.writing import from_row


def exported(engine: Engine, filters: Filters, today: date | None = None) -> list[Resource]:
    """Return the resources that fit, as published, by id.

    The archived are among them only where the filter asks for their state; drafts of what was
    never published are no resources yet.
    """
    fitting = conditions(filters, today or today_in_peru())
    chosen = select(LISTED.c.id).where(*fitting)
    query = select(resources).where(resources.c.id.in_(chosen)).order_by(resources.c.id)
    if filters.state != "archived":
        query = query.where(resources.c.deleted.is_(False))
    with engine.connect() as connection:
        return [from_row(row).resource for row in connection.execute(query).mappings()]


def export_list(engine: Engine, filters: Filters, form: str, today: date | None = None) -> str:
    """Return the resources that fit in one of export.WRITERS; raises KeyError for another."""
    return WRITERS[form](exported(engine, filters, today))
