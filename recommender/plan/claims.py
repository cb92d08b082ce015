"""Which worker a running plan belongs to: several may have had it, one after another."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, tuple_

from recommender.store import plans


class Claim(NamedTuple):
    """A worker's right to a plan, `left_by` as it found it: whoever takes the plan up ends it."""

    plan_id: str
    left_by: int


def claim_of(plan: dict[str, Any]) -> Claim:
    """Return the claim of the worker that the store gave this running plan."""
    return Claim(plan["id"], plan["left_by"])


def held_by(claims: Collection[Claim]) -> ColumnElement[bool]:
    """Choose the rows of these claims that nobody has taken up since."""
    return tuple_(plans.c.id, plans.c.left_by).in_(claims)
