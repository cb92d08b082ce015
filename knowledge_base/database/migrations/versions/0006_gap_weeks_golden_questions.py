"""When and where gaps were asked, what became of them, and the golden questions of editors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the tables; what is known of older gaps is the last day only."""
    with op.batch_alter_table("gaps") as gaps:
        gaps.add_column(sa.Column("first_asked_on", sa.Date))
        gaps.add_column(sa.Column("state", sa.String(10), nullable=False, server_default="open"))
        gaps.add_column(sa.Column("closed_on", sa.Date))
        gaps.add_column(sa.Column("closed_by", sa.String(80), nullable=False, server_default=""))
        gaps.add_column(sa.Column("answered_by", sa.JSON, nullable=False, server_default="[]"))
    op.execute("UPDATE gaps SET first_asked_on = last_asked_on")
    with op.batch_alter_table("gaps") as gaps:
        gaps.alter_column("first_asked_on", existing_type=sa.Date, nullable=False)
    op.create_index("gaps_by_state", "gaps", ["state"])
    op.create_table(
        "gap_weeks",
        sa.Column("gap", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("week", sa.String(8), primary_key=True),
        sa.Column("province", sa.String(4), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )
    op.create_index("gap_weeks_by_week", "gap_weeks", ["week"])
    op.create_table(
        "golden_questions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("question", sa.String(500), nullable=False, unique=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("expect", sa.JSON, nullable=False),
        sa.Column("pinned_by", sa.String(80), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
    )


def downgrade() -> None:
    """Drop them; a gap that was closed or dismissed is one among the others again."""
    op.drop_table("golden_questions")
    op.drop_table("gap_weeks")
    op.drop_index("gaps_by_state", "gaps")
    with op.batch_alter_table("gaps") as gaps:
        for name in ("answered_by", "closed_by", "closed_on", "state", "first_asked_on"):
            gaps.drop_column(name)
