"""A plan of k new hubs with its proven bound, kept under an id that nobody can guess."""

from __future__ import annotations

import json
import math
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, insert, select, update

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.plan.demand import demand_in
from recommender.plan.mclp import GreedyCover
from recommender.plan.sites import Site, site_of
from recommender.records import Place
from recommender.store import plans

CREATED = "%Y-%m-%dT%H:%M:%SZ"
# A full queue of the slowest plans is solved well before.
LOST_AFTER_S = 300


class UnknownPlan(LookupError):
    """No plan has this id."""


class PlanFailed(RuntimeError):
    """The plan could not be solved, or the worker that solved it ended before it was done."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The chosen sites, whom they reach, and how far from the optimum they can be at most."""

    sites: list[Site]
    newly_covered_people: int
    newly_covered_youth: int
    covered_people: int
    region_people: int
    objective: float
    bound: float
    duration_s: float

    @property
    def gap_percent(self) -> float:
        """How far below the bound the objective lies, in percent of the bound."""
        return 100.0 * (self.bound - self.objective) / self.bound if self.bound > 0 else 0.0

    @property
    def gap_note(self) -> str:
        """Say in plain Spanish what the gap means."""
        if self.objective <= 0:
            return "con estos datos estimados, no queda nadie por alcanzar con un hub nuevo"
        above = math.ceil(round(100.0 * (self.bound / self.objective - 1.0), 3))
        if above == 0:
            return "con estos datos estimados y en línea recta, ningún plan alcanza más que este"
        return (
            "con estos datos estimados y en línea recta, "
            f"ningún plan alcanza más de {above} % por encima de este"
        )


def solve_mclp(
    gazetteer: Gazetteer, hubs: HubIndex, region: Place | None, k: int, radius_km: float
) -> Solution:
    """Choose k sites in a region (None for all of Peru) that reach most weighted people."""
    started = time.perf_counter()
    demand = demand_in(gazetteer, hubs, region.id if region else "", radius_km)
    cover = GreedyCover(demand)
    picks, bound = cover.solve(k)
    already = float(demand.people[~demand.open].sum())
    new = sum(pick.people for pick in picks)
    return Solution(
        sites=[site_of(gazetteer, hubs, demand, pick, at) for at, pick in enumerate(picks, 1)],
        newly_covered_people=round(new),
        newly_covered_youth=round(sum(pick.youth for pick in picks)),
        covered_people=round(already + new),
        region_people=round(float(demand.people.sum())),
        objective=round(cover.objective, 1),
        bound=round(bound, 1),
        duration_s=round(time.perf_counter() - started, 3),
    )


class PlanStore:
    """Plans as they were answered, so that a link shows tomorrow what it shows today.

    A plan's `status` is "running", "done" or "failed"; all workers read it from here.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Keep what was asked for as a running plan, with a new id and the time."""
        created = datetime.now(UTC).strftime(CREATED)
        # 128 random bits: a plan is open to whoever was given its link, and to nobody else.
        kept = {"id": secrets.token_urlsafe(16), "status": "running", **asked}
        kept["created_at"] = created
        row = {"id": kept["id"], "created_at": created, "document": json.dumps(kept)}
        with self.engine.begin() as connection:
            connection.execute(insert(plans).values(**row))
        return kept

    def finish(self, plan: dict[str, Any]) -> dict[str, Any]:
        """Keep a plan in the place of the running one of its id, and return it."""
        query = update(plans).where(plans.c.id == plan["id"])
        with self.engine.begin() as connection:
            connection.execute(query.values(document=json.dumps(plan)))
        return plan

    def get(self, plan_id: str) -> dict[str, Any]:
        """Return a plan, done or running; raise UnknownPlan or PlanFailed."""
        query = select(plans.c.document).where(plans.c.id == plan_id)
        with self.engine.connect() as connection:
            document = connection.execute(query).scalar_one_or_none()
        if document is None:
            raise UnknownPlan(plan_id)
        kept: dict[str, Any] = json.loads(document)
        if kept["status"] == "failed" or (kept["status"] == "running" and _is_lost(kept)):
            raise PlanFailed(plan_id)
        return kept


def _is_lost(plan: dict[str, Any]) -> bool:
    """Whether a running plan is so old that the worker that solved it must have ended."""
    created = datetime.strptime(plan["created_at"], CREATED).replace(tzinfo=UTC)
    return (datetime.now(UTC) - created).total_seconds() > LOST_AFTER_S
