"""Alembic's entry: run the migrations on the connection that `engine.migrate` hands over."""

from __future__ import annotations

from alembic import context
from sqlalchemy import text

from knowledge_base.database.metadata import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    if connection.dialect.name == "postgresql":
        # Replicas that start together wait for each other instead of colliding.
        connection.execute(text("SELECT pg_advisory_xact_lock(82001)"))
    context.run_migrations()
