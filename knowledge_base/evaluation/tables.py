"""The table of pinned questions, as the migrations leave it."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, Integer, String, Table

from knowledge_base.database.metadata import metadata

golden_questions = Table(
    "golden_questions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("question", String(500), nullable=False, unique=True),
    Column("language", String(2), nullable=False),
    # The ids of all right answers; none where nothing must be found.
    Column("expect", JSON, nullable=False),
    Column("pinned_by", String(80), nullable=False),
    Column("pinned_at", DateTime(timezone=True), nullable=False),
    Column("note", String(200), nullable=False),
)
