"""Hubs get a status, hours, a contact and events, a version, and what their source last said."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

COLUMNS = (
    sa.Column("status", sa.String(10), nullable=False, server_default="open"),
    sa.Column("hours", sa.String(200), nullable=False, server_default=""),
    sa.Column("contact", sa.String(200), nullable=False, server_default=""),
    sa.Column("events", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("updated_at", sa.String(32), nullable=False, server_default=""),
    sa.Column("seed", sa.JSON(none_as_null=True)),
    sa.Column("newer_seed", sa.JSON(none_as_null=True)),
)
SEEDED = (
    "id", "name", "kind", "latitude", "longitude", "ubigeo", "services", "services_confirmed",
    "verified_on", "source", "licence", "status", "hours", "contact", "events",
)  # fmt: skip
JSONS = ("services", "events", "seed")
HUBS = sa.table(
    "hubs",
    *(sa.column(name, sa.JSON if name in JSONS else None) for name in (*SEEDED, "seed")),
    sa.column("edited", sa.Boolean),
    sa.column("deleted", sa.Boolean),
    sa.column("updated_at", sa.String),
)


def upgrade() -> None:
    with op.batch_alter_table("hubs") as hubs:
        for column in COLUMNS:
            hubs.add_column(column)
    connection = op.get_bind()
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    connection.execute(sa.update(HUBS).values(updated_at=now))
    # What nobody edited is what the source said. Of the rest only the editor's version is known.
    untouched = sa.select(HUBS).where(HUBS.c.edited.is_(False))
    for row in connection.execute(untouched).mappings().all():
        seed = {name: row[name] for name in SEEDED}
        connection.execute(sa.update(HUBS).where(HUBS.c.id == row["id"]).values(seed=seed))


def downgrade() -> None:
    """Take the columns out; a hub that is not open counts as deleted, for nobody to be sent there.

    The row stays, as the row of any deleted hub does.
    """
    not_open = sa.update(HUBS).where(HUBS.c.status != "open")
    op.get_bind().execute(not_open.values(deleted=True, edited=True))
    with op.batch_alter_table("hubs") as hubs:
        for column in COLUMNS:
            hubs.drop_column(column.name)
