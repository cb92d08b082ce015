"""The database as the commands use it: what ships is taken in, as the service does at its start."""

from __future__ import annotations

from sqlalchemy import Engine

from knowledge_base.database.engine import is_ahead, open_database
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings


def opened_database(settings: Settings) -> Engine:
    """Return an engine on the filled database; raises CatalogueError."""
    engine = open_database(settings.database_url)
    if not is_ahead(engine):
        ResourceStore(engine).sync_catalogue(read_catalogue(settings.catalogue))
    return engine
