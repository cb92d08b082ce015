"""The tables of what is not published yet, as the migrations leave them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from knowledge_base.database.metadata import metadata

drafts = Table(
    "drafts",
    metadata,
    Column("resource_id", String(80), primary_key=True),
    Column("state", String(10), nullable=False),
    # The fields as they were typed: they may lack what a resource needs.
    Column("body", JSON, nullable=False),
    # Grows with each change, so that whoever read an older one is told.
    Column("version", Integer, nullable=False),
    # The resource's newest revision when the draft was begun; 0 where there was none.
    Column("base_revision", Integer, nullable=False),
    Column("author", String(80), nullable=False),
    Column("updated_by", String(80), nullable=False),
    Column("note", String(1000), nullable=False),
    Column("gap_number", Integer),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    # From here on, what the list filters by: copies from the body, as far as they can be told.
    Column("title", String(200), nullable=False),
    Column("url", String(600), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("topic", String(80), nullable=False),
    Column("language", String(2), nullable=False),
    Column("level", String(20)),
    Column("source", String(200), nullable=False),
    Column("free", Boolean, nullable=False),
    Column("offline", Boolean, nullable=False),
    Column("expires_on", String(10)),
    Column("search_text", Text, nullable=False),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("overwrite_edited", Boolean, nullable=False),
    Column("keep_similar", Boolean, nullable=False),
    Column("who", String(80), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("state", String(10), nullable=False),
    # Per cent of the check.
    Column("progress", Integer, nullable=False),
    Column("reason", String(400), nullable=False),
    Column("report", JSON),
    Index("uploads_by_time", "at"),
)
