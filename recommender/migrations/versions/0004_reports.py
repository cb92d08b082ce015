"""What people report on the hubs that they went to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "hub_reports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("hub_id", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("reported_on", sa.String(10), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("reporter", sa.String(64)),
        sa.UniqueConstraint("hub_id", "reporter", "month", name="uq_hub_reports_person_month"),
    )
    for name in ("hub_id", "reported_on", "reporter"):
        op.create_index(f"ix_hub_reports_{name}", "hub_reports", [name])


def downgrade() -> None:
    op.drop_table("hub_reports")
