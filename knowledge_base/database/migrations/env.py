"""Alembic's entry: run the migrations on the connection that `engine.migrate` hands over."""

from __future__ import annotations

from alembic import context

from knowledge_base.database.engine import wait_for_others
from knowledge_base.database.metadata import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    # A restored copy is migrated from elsewhere than `engine.migrate`.
    wait_for_others(connection)
    context.run_migrations()
