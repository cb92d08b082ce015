"""Plans are kept as they were answered, each under an id that nobody can guess."""

from __future__ import annotations

import json
import time
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from recommender.plan.claims import Claim, claim_of, held_by
from recommender.plan.codes import new_code, new_id, shown
from recommender.store import plans

Document = dict[str, Any]

# A worker gives a sign of life for its plans every few seconds (see queue.py). Without one a plan
# is taken up by another worker, and has failed where nobody did for long.
LEFT_AFTER_S, LOST_AFTER_S = 12, 120
# A plan that ends every worker must not end them all.
MOST_LEFT = 2
MOST_AT_ONCE = 2
WAITING = ("en espera de su turno", "waiting for its turn")
# Deleted while a worker still solves it: seen by nobody, but it counts as a solve of its client.
DROPPED = "dropped"
# What the row knows, and the kept document does not.
_OF_THE_ROW = ("id", "code", "progress", "left_by")


class UnknownPlan(LookupError):
    """No plan has this id or code."""


class PlanFailed(RuntimeError):
    """The plan could not be solved, or the worker that solved it ended before it was done."""


class TooManyPlans(RuntimeError):
    """As many plans of one client are being solved as it may have at once."""


class NotTheOwner(PermissionError):
    """The plan belongs to somebody else, or to nobody."""


class PlanStore:
    """A plan's `status` is "running", "done", "infeasible" or "failed"; all workers read it here.

    `owner` and `client` are digests. A link shows tomorrow what it shows today. What a worker says
    of a plan counts while its claim holds.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin(
        self, asked: Document, client: str | None = None, owner: str | None = None
    ) -> Document:
        """Keep what was asked for as a running plan, with a new id, a code and the time.

        Raise TooManyPlans where `client` has as many running as it may.
        """
        self._give_up_lost_ones()
        now = datetime.now(UTC)
        kept = {**asked, "created_at": now.strftime("%Y-%m-%dT%H:%M:%SZ")}
        row = {
            "created_at": now.isoformat(timespec="microseconds"),
            "document": json.dumps(kept),
            "status": "running",
            "owner": owner,
            "client": client,
            "fraction": 0.0,
            "step": WAITING[0],
            "step_en": WAITING[1],
            "left_by": 0,
        }
        for _ in range(3):
            plan_id, code = new_id(), new_code()
            try:
                self._insert({**row, "id": plan_id, "code": code, "updated_at": time.time()})
            except IntegrityError:
                continue
            return self.get(plan_id)
        raise RuntimeError("no code is free")

    def progress(self, claim: Claim, fraction: float, step: str, step_en: str) -> None:
        """Note how far a running plan is, from 0 to 1."""
        values = {"fraction": fraction, "step": step[:200], "step_en": step_en[:200]}
        self._touch([claim], **values)

    def beat(self, claims: Collection[Claim]) -> None:
        """Say that the worker of these plans is alive."""
        self._touch(claims)

    def leave(self, claims: Collection[Claim]) -> None:
        """Leave running plans to whichever worker looks first."""
        values = {"updated_at": time.time() - LEFT_AFTER_S}
        query = update(plans).where(held_by(claims), plans.c.status == "running")
        with self.engine.begin() as connection:
            connection.execute(query.values(**values))

    def take_up(self, but: Collection[str] = ()) -> Document | None:
        """Make one running plan that its worker has left ours, the oldest first; None without one.

        Those whose ids are in `but` are no choice, nor is one that was left too often: it will
        count as lost.
        """
        left = (plans.c.status == "running") & (plans.c.left_by < MOST_LEFT)
        left &= plans.c.id.not_in(but)
        silent = plans.c.updated_at <= time.time() - LEFT_AFTER_S
        query = select(plans).where(left, silent).order_by(plans.c.created_at).limit(1)
        with self.engine.begin() as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            mine = (plans.c.id == row.id) & (plans.c.updated_at == row.updated_at)
            values = {"updated_at": time.time(), "left_by": row.left_by + 1}
            taken = connection.execute(update(plans).where(left, mine).values(**values))
        return {**_document(row), "left_by": row.left_by + 1} if taken.rowcount else None

    def finish(self, plan: Document, status: str) -> Document:
        """Keep what became of a running plan and return it; one deleted meanwhile goes for good.

        Where another worker has the plan, or it is done, return it as it is kept.
        """
        kept = {key: value for key, value in plan.items() if key not in _OF_THE_ROW}
        kept["status"] = status
        values = {"document": json.dumps(kept), "status": status, "client": None}
        mine = held_by([claim_of(plan)])
        # One that was given up for lost may still be solved.
        open_ = plans.c.status.in_(("running", "failed"))
        ended = update(plans).where(mine, open_)
        with self.engine.begin() as connection:
            connection.execute(delete(plans).where(mine, plans.c.status == DROPPED))
            connection.execute(ended.values(**values, fraction=1.0, updated_at=time.time()))
            row = connection.execute(select(plans).where(plans.c.id == plan["id"])).one_or_none()
        return _document(row) if row else {"id": plan["id"], "code": plan["code"], **kept}

    def get(self, plan_id: str) -> Document:
        """Return a plan, done, infeasible or running; raise UnknownPlan or PlanFailed."""
        return self._one(plans.c.id == plan_id)

    def by_code(self, code: str) -> Document:
        """Return the plan of a code as `codes.read_code` gives it; raise as `get` does."""
        return self._one(plans.c.code == code)

    def owned_by(self, owner: str, limit: int, offset: int) -> list[Document]:
        """Return the plans of an owner, newest first, also those that failed."""
        query = (
            select(plans)
            .where(plans.c.owner == owner, plans.c.status != DROPPED)
            .order_by(plans.c.created_at.desc(), plans.c.id)
            .limit(limit)
            .offset(offset)
        )
        with self.engine.connect() as connection:
            return [_document(row) for row in connection.execute(query)]

    def delete(self, plan_id: str, owner: str) -> None:
        """Delete a plan of its owner; raise UnknownPlan or NotTheOwner."""
        with self.engine.begin() as connection:
            query = select(plans.c.owner).where(plans.c.id == plan_id, plans.c.status != DROPPED)
            row = connection.execute(query).one_or_none()
            if row is None:
                raise UnknownPlan(plan_id)
            if row.owner != owner:
                raise NotTheOwner(plan_id)
            _remove(connection, plans.c.id == plan_id)

    def delete_all(self, owner: str) -> None:
        """Delete every plan of an owner."""
        with self.engine.begin() as connection:
            _remove(connection, plans.c.owner == owner)

    def forget(self, plan_id: str) -> None:
        """Delete a plan of which nobody was told."""
        with self.engine.begin() as connection:
            connection.execute(delete(plans).where(plans.c.id == plan_id))

    def _insert(self, row: Document) -> None:
        with self.engine.begin() as connection:
            if row["client"] and connection.dialect.name == "postgresql":
                # SQLite lets one transaction write at a time; here two would not see each other.
                lock = text("SELECT pg_advisory_xact_lock(hashtext(:client))")
                connection.execute(lock, {"client": row["client"]})
            connection.execute(insert(plans).values(**row))
            running = select(func.count()).where(
                plans.c.client == row["client"],
                plans.c.status.in_(("running", DROPPED)),
            )
            if row["client"] and connection.execute(running).scalar_one() > MOST_AT_ONCE:
                raise TooManyPlans

    def _touch(self, claims: Collection[Claim], **values: Any) -> None:
        query = update(plans).where(held_by(claims), plans.c.status.in_(("running", DROPPED)))
        with self.engine.begin() as connection:
            connection.execute(query.values(**values, updated_at=time.time()))

    def _give_up_lost_ones(self) -> None:
        lost = plans.c.updated_at < time.time() - LOST_AFTER_S
        with self.engine.begin() as connection:
            connection.execute(delete(plans).where(lost, plans.c.status == DROPPED))
            connection.execute(
                update(plans)
                .where(lost, plans.c.status == "running")
                .values(status="failed", client=None)
            )

    def _one(self, which: Any) -> Document:
        query = select(plans).where(which, plans.c.status != DROPPED)
        with self.engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise UnknownPlan
        plan = _document(row)
        if plan["status"] == "failed":
            raise PlanFailed(row.id)
        return plan


def _remove(connection: Connection, which: Any) -> None:
    """Delete plans; those that a worker solves go when it is done."""
    connection.execute(delete(plans).where(which, plans.c.status != "running"))
    connection.execute(
        update(plans).where(which, plans.c.status == "running").values(status=DROPPED, owner=None)
    )


def _document(row: Row[Any]) -> Document:
    """Return a plan as it is answered: what the row knows, and what was kept."""
    kept: Document = json.loads(row.document)
    plan = {**kept, "id": row.id, "code": shown(row.code), "status": _status(row)}
    if plan["status"] == "running":
        plan["left_by"] = row.left_by
        plan["progress"] = {
            "fraction": row.fraction, "step": row.step, "step_en": row.step_en}  # fmt: skip
    return plan


def _status(row: Row[Any]) -> str:
    """Return a row's status; a running plan whose worker is silent has failed."""
    lost = row.status == "running" and time.time() - row.updated_at > LOST_AFTER_S
    return "failed" if lost else str(row.status)
