"""People, what they sign in with, and how often somebody failed to."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
)

from knowledge_base.database.metadata import metadata

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    # What a person signs in with, in small letters.
    Column("name", String(60), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", String(200), nullable=False),
    # A password that somebody else has chosen opens only the page where it is changed.
    Column("must_change", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    # Every session holds it: a new one ends all of them.
    Column("session_key", String(64), nullable=False),
    Column("language", String(2), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("last_sign_in_at", DateTime(timezone=True)),
)

# By name, whether somebody has it or not: a lock must not tell who exists.
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_failed_at", DateTime(timezone=True), nullable=False),
    Column("locked_until", DateTime(timezone=True)),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("label", String(80), nullable=False),
    # SHA-256 of the token: it has 256 random bits, so nothing slower is needed.
    Column("digest", String(64), nullable=False, unique=True),
    Column("start", String(12), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True)),
    Column("last_used_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
    Index("api_tokens_by_person", "person_id"),
)
