"""The tables, as the migrations leave them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from knowledge_base.database.metadata import metadata

resources = Table(
    "resources",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("url", String(600), nullable=False),
    # What is equal for two ways of writing the same address; see urls.url_key.
    Column("url_key", String(600), nullable=False),
    Column("language", String(2), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("topic", String(80), nullable=False),
    Column("description", String(200), nullable=False),
    Column("author", String(200)),
    Column("level", String(20)),
    Column("tags", JSON, nullable=False),
    Column("free", Boolean, nullable=False),
    Column("offline", Boolean, nullable=False),
    Column("megabytes", Float),
    Column("licence", String(80), nullable=False),
    Column("source", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("asked", JSON, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("number", Integer),
    # The last day on which it holds, as ISO writes it, which sorts as days do.
    Column("expires_on", String(10)),
    # What editors search; see plain_text.search_text.
    Column("search_text", Text, nullable=False),
    # Who wrote it last: the catalogue, an import or an editor.
    Column("origin", String(10), nullable=False),
    # What an editor wrote or deleted is never touched again by the catalogue or an import.
    Column("edited", Boolean, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Index("resources_by_url_key", "url_key"),
    Index("resources_by_expiry", "expires_on"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("resource_id", String(80), nullable=False),
    Column("action", String(10), nullable=False),
    Column("actor", String(20), nullable=False),
    # The name by which a person signs in, or `api`, `system`, `catalogue`, `import`.
    Column("who", String(80), nullable=False, default=""),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("body", JSON, nullable=False),
    Index("revisions_by_resource", "resource_id"),
    Index("revisions_by_who", "who", "resource_id"),
    sqlite_autoincrement=True,
)

# What the last check of a link found; `failures` counts those in a row.
links = Table(
    "links",
    metadata,
    Column("url", String(600), primary_key=True),
    Column("status", String(10), nullable=False),
    Column("reason", String(200), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("checked_at", DateTime(timezone=True), nullable=False),
)

gaps = Table(
    "gaps",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("question", String(500), nullable=False),
    Column("language", String(2), nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_asked_on", Date, nullable=False),
    Column("last_asked_on", Date, nullable=False),
    # open, closed (something answers it now) or dismissed (no wish to learn).
    Column("state", String(10), nullable=False),
    Column("closed_on", Date),
    # Who closed or dismissed it: a person's name of sign-in, or `system`.
    Column("closed_by", String(80), nullable=False),
    # The ids of the resources that answered when it was closed.
    Column("answered_by", JSON, nullable=False),
    UniqueConstraint("question", "language", name="gaps_question_language"),
    Index("gaps_by_day", "last_asked_on"),
    Index("gaps_by_state", "state"),
)

# How often a gap was asked in an ISO week such as 2026-W48 in a province ("" where unknown).
gap_weeks = Table(
    "gap_weeks",
    metadata,
    Column("gap", Integer, primary_key=True, autoincrement=False),
    Column("week", String(8), primary_key=True),
    Column("province", String(4), primary_key=True),
    Column("times", Integer, nullable=False),
    Index("gap_weeks_by_week", "week"),
)

# How many searches, and nothing of who searched, in which words, or on which day. The month comes
# first in the key: rows are read and deleted by it.
interests = Table(
    "interests",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("province", String(4), primary_key=True),
    Column("topic", String(80), primary_key=True),
    Column("count", Integer, nullable=False),
)
