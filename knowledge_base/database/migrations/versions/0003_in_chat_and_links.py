"""What is read in the chat, how people ask for a thing, and what is known of links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge_base.resources.urls import url_key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table."""
    with op.batch_alter_table("resources") as resources:
        resources.add_column(sa.Column("text", sa.Text, nullable=False, server_default=""))
        resources.add_column(sa.Column("asked", sa.JSON, nullable=False, server_default="[]"))
        resources.add_column(sa.Column("steps", sa.JSON, nullable=False, server_default="[]"))
        resources.add_column(sa.Column("number", sa.Integer))
        resources.add_column(
            sa.Column("url_key", sa.String(600), nullable=False, server_default="")
        )
    op.create_index("resources_by_url_key", "resources", ["url_key"])
    _fill_url_keys()
    op.create_table(
        "links",
        sa.Column("url", sa.String(600), primary_key=True),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
    )


def _fill_url_keys() -> None:
    table = sa.table("resources", sa.column("id"), sa.column("url"), sa.column("url_key"))
    connection = op.get_bind()
    keys = [
        {"of": row.id, "key": url_key(row.url)}
        for row in connection.execute(sa.select(table.c.id, table.c.url))
    ]
    if keys:
        fill = sa.update(table).where(table.c.id == sa.bindparam("of"))
        connection.execute(fill.values(url_key=sa.bindparam("key")), keys)


def downgrade() -> None:
    """Drop them; what is read in the chat goes, as the columns before cannot hold it."""
    op.drop_table("links")
    op.drop_index("resources_by_url_key", "resources")
    op.execute("DELETE FROM resources WHERE kind IN ('lesson', 'answer', 'section')")
    with op.batch_alter_table("resources") as resources:
        for name in ("url_key", "number", "steps", "asked", "text"):
            resources.drop_column(name)
