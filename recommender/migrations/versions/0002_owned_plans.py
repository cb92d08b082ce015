"""Plans get a code, an owner, progress and a sign of life; wrong codes are counted."""

from __future__ import annotations

import json
import math
import secrets
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
COLUMNS = (
    sa.Column("code", sa.String(8)),
    sa.Column("status", sa.String(16), nullable=False, server_default="done"),
    sa.Column("owner", sa.String(64)),
    sa.Column("client", sa.String(64)),
    sa.Column("fraction", sa.Float, nullable=False, server_default="0"),
    sa.Column("step", sa.String(200), nullable=False, server_default=""),
    sa.Column("step_en", sa.String(200), nullable=False, server_default=""),
    sa.Column("updated_at", sa.Float, nullable=False, server_default="0"),
)


def upgrade() -> None:
    with op.batch_alter_table("plans") as plans:
        for column in COLUMNS:
            plans.add_column(column)
    _fill(op.get_bind())
    with op.batch_alter_table("plans") as plans:
        plans.alter_column("code", existing_type=sa.String(8), nullable=False)
        plans.create_index("ix_plans_code", ["code"], unique=True)
        for name in ("created_at", "owner", "client"):
            plans.create_index(f"ix_plans_{name}", [name])
    op.create_table(
        "plan_guesses",
        sa.Column("client", sa.String(64), primary_key=True),
        sa.Column("since", sa.Float, nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
    )
    op.create_index("ix_plan_guesses_since", "plan_guesses", ["since"])


def downgrade() -> None:
    op.drop_table("plan_guesses")
    with op.batch_alter_table("plans") as plans:
        for name in ("code", "created_at", "owner", "client"):
            plans.drop_index(f"ix_plans_{name}")
        for column in COLUMNS:
            plans.drop_column(column.name)


def _fill(connection: sa.Connection) -> None:
    """Give each plan that there is a code, and its document the fields that answers have now."""
    plans = sa.table("plans", *(sa.column(name) for name in ("id", "created_at", "document")))
    filled = sa.text(
        "UPDATE plans SET code = :code, status = :status, updated_at = :updated_at,"
        " document = :document WHERE id = :id"
    )
    codes: set[str] = set()
    for row in connection.execute(sa.select(plans)).all():
        code = "".join(secrets.choice(ALPHABET) for _ in range(8))
        while code in codes:
            code = "".join(secrets.choice(ALPHABET) for _ in range(8))
        codes.add(code)
        plan = json.loads(row.document)
        values = {
            "id": row.id,
            "code": code,
            "status": plan["status"],
            "updated_at": datetime.fromisoformat(row.created_at).astimezone(UTC).timestamp(),
            "document": json.dumps(_as_now(plan)),
        }
        connection.execute(filled, values)


def _as_now(plan: dict[str, Any]) -> dict[str, Any]:
    """Return an mclp plan of the time before, which had no row, cost or share to speak of."""
    region = plan.get("region")
    asked = {name: plan[name] for name in ("problem", "k", "radius_km") if name in plan}
    plan = {**plan, "request": {**asked, "region": region["id"] if region else None}}
    if plan["status"] != "done":
        return plan
    sites = [
        {**site, "ubigeo": site["id"][:6], "cost": 1.0, "must_have": False}
        for site in plan["sites"]
    ]
    people, objective = plan["region_people"], plan["objective"]
    return {
        **plan,
        "sites": sites,
        "covered_percent": round(100.0 * plan["covered_people"] / people, 2) if people else 0.0,
        "total_cost": float(len(sites)),
        "mean_km": None,
        "mean_km_before": None,
        "mean_min": None,
        "mean_min_before": None,
        "gap_note_en": _note(objective, plan["bound"]),
        "proven": plan["gap_percent"] <= 0.01,
        "method": "greedy",
        "exact": False,
        "time_limit_reached": False,
        "comparison": None,
        "curve": [],
        "nesting": None,
    }


def _note(objective: float, bound: float) -> str:
    if objective <= 0:
        return "by these estimates, nobody is left whom a new hub could reach"
    above = math.ceil(round(100.0 * (bound / objective - 1.0), 3))
    if above == 0:
        return "by these estimates and straight lines, no plan reaches more than this one"
    return (
        f"by these estimates and straight lines, no plan reaches more than {above} % above this one"
    )
