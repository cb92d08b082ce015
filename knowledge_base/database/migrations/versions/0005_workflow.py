"""Until when a resource holds, who wrote a revision, drafts, uploads, and a text to search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge_base.resources.plain_text import search_text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the tables, and fill the text to search."""
    op.add_column("resources", sa.Column("expires_on", sa.String(10)))
    op.add_column("resources", sa.Column("search_text", sa.Text, nullable=False, server_default=""))
    op.add_column("revisions", sa.Column("who", sa.String(80), nullable=False, server_default=""))
    op.create_index("resources_by_expiry", "resources", ["expires_on"])
    op.create_index("revisions_by_who", "revisions", ["who", "resource_id"])
    _fill_search_text()
    _create_drafts()
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("overwrite_edited", sa.Boolean, nullable=False),
        sa.Column("keep_similar", sa.Boolean, nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("progress", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(400), nullable=False),
        sa.Column("report", sa.JSON),
    )
    op.create_index("uploads_by_time", "uploads", ["at"])


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("resource_id", sa.String(80), primary_key=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("base_revision", sa.Integer, nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("updated_by", sa.String(80), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("gap_number", sa.Integer),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("url", sa.String(600), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("topic", sa.String(80), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("level", sa.String(20)),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("free", sa.Boolean, nullable=False),
        sa.Column("offline", sa.Boolean, nullable=False),
        sa.Column("expires_on", sa.String(10)),
        sa.Column("search_text", sa.Text, nullable=False),
    )


def _fill_search_text() -> None:
    names = ("id", "title", "description", "url", "search_text")
    lists = (sa.column("tags", sa.JSON), sa.column("asked", sa.JSON))
    table = sa.table("resources", *map(sa.column, names), *lists)
    connection = op.get_bind()
    rows = connection.execute(sa.select(table)).mappings().all()
    texts = [{"of": row["id"], "made": search_text(dict(row))} for row in rows]
    if texts:
        fill = sa.update(table).where(table.c.id == sa.bindparam("of"))
        connection.execute(fill.values(search_text=sa.bindparam("made")), texts)


def downgrade() -> None:
    """Drop them; resources and revisions stay, drafts and uploads go, as nothing else holds them.

    Columns are dropped in place: a copied table of revisions would forget its highest number.
    """
    op.drop_table("uploads")
    op.drop_table("drafts")
    op.drop_index("revisions_by_who", "revisions")
    op.drop_index("resources_by_expiry", "resources")
    op.execute("ALTER TABLE revisions DROP COLUMN who")
    op.execute("ALTER TABLE resources DROP COLUMN search_text")
    op.execute("ALTER TABLE resources DROP COLUMN expires_on")
