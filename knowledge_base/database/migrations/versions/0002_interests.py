"""Searches by province, topic and month."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of counts."""
    op.create_table(
        "interests",
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("province", sa.String(4), primary_key=True),
        sa.Column("topic", sa.String(80), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("interests")
