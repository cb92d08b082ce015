"""Plans that one worker leaves behind and another takes up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("plans", sa.Column("left_by", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("plans", "left_by")
