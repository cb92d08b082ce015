"""The plans of a conversation: what was asked, who is reached, and which plan came before.

They live in the slot `plan`, so that a question of another kind in between changes nothing.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from dacite import Config, DaciteError, from_dict

from actions.places import Spot
from actions.plan_numbers import only_a_number
from actions.plan_words import read
from actions.turn import PLAN_SITES, Turn

SLOT = "plan"
# So many steps back can be taken.
MOST_KEPT = 5
ROWS = ("forbidden", "existing", "must_have")


@dataclass(frozen=True)
class Named:
    """A place by its id, with the name that it is called by."""

    id: str
    name: str


@dataclass(frozen=True)
class Asked:
    """What a plan was asked to do; no `region_id` means the whole country.

    `forbidden` are places and units, `existing` and `must_have` populated places.
    """

    region: Spot
    region_id: str | None
    k: int
    radius_km: float
    forbidden: tuple[Named, ...] = ()
    existing: tuple[Named, ...] = ()
    must_have: tuple[Named, ...] = ()

    @property
    def bare(self) -> Asked:
        """The same with no place left out, put in or counted on."""
        return replace(self, forbidden=(), existing=(), must_have=())

    def with_place(self, row: str, place: Named) -> Asked:
        """The same with a place in one of ROWS, and in no other that contradicts it.

        A place that was left out by its name and is put in is only no longer left out.
        """
        if row == "forbidden":
            wanted = tuple(one for one in self.must_have if not _within(one, place))
            if any(_within(place, one) for one in self.forbidden):
                return replace(self, must_have=wanted)
            others = tuple(one for one in self.forbidden if not _within(one, place))
            return replace(self, must_have=wanted, forbidden=(*others, place))
        wanted = tuple(one for one in self.must_have if one.id != place.id)
        existing = tuple(one for one in self.existing if one.id != place.id)
        if row == "existing":
            return replace(self, must_have=wanted, existing=(*existing, place))
        allowed = tuple(one for one in self.forbidden if not _within(place, one))
        if not any(one.name == place.name for one in self.forbidden):
            wanted = (*wanted, place)
        k = max(self.k, len(wanted))
        return replace(self, k=k, must_have=wanted, existing=existing, forbidden=allowed)


@dataclass(frozen=True)
class Planned:
    """A plan that was answered: its sites and the people newly reached, once they are computed."""

    asked: Asked
    plan_id: str
    hubs: int | None = None
    people: int | None = None


@dataclass(frozen=True)
class Waiting:
    """A change that waits for the answer which place is meant.

    `row` is the one of ROWS that the place belongs in; `left` are the rows and names still to be
    looked up.
    """

    asked: Asked
    row: str
    left: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Memory:
    """The plans of the conversation, the last one at the end, and a change that waits."""

    plans: tuple[Planned, ...] = ()
    waiting: Waiting | None = None

    @property
    def last(self) -> Planned | None:
        """The plan that is talked about."""
        return self.plans[-1] if self.plans else None

    @property
    def before(self) -> Planned | None:
        """The plan before it."""
        return self.plans[-2] if len(self.plans) > 1 else None

    @property
    def without_last(self) -> Memory:
        """The memory as it was before the last plan."""
        return Memory(self.plans[:-1])

    def with_plan(self, plan: Planned) -> Memory:
        """The memory after a new plan."""
        return Memory((*self.plans, plan)[-MOST_KEPT:])

    def with_figures(self, plan_id: str, hubs: int, people: int) -> Memory:
        """The memory once it is known how many sites a plan has and whom they reach."""
        plans = tuple(
            replace(plan, hubs=hubs, people=people) if plan.plan_id == plan_id else plan
            for plan in self.plans
        )
        return replace(self, plans=plans)

    @property
    def slots(self) -> dict[str, Any]:
        """What is remembered."""
        return {SLOT: asdict(self)}


def memory_of(turn: Turn) -> Memory:
    """The plans that the conversation remembers; none where the slot holds anything else."""
    try:
        memory: Memory = from_dict(Memory, turn.slots.get(SLOT) or {}, Config(cast=[tuple]))
    except (DaciteError, TypeError, ValueError):
        return Memory()
    return memory


def changes_the_plan(turn: Turn) -> bool:
    """Whether a message that was taken for something else changes the plan on the table.

    A number alone picks from its list, and words that may be a region are none of a change.
    """
    wish = read(turn.text)
    if turn.kind != "plan":
        return wish.names_places and turn.word("pending_act") == PLAN_SITES
    return wish.changes and not wish.may_name_a_region and not only_a_number(turn.text)


def _within(place: Named, other: Named) -> bool:
    """Whether a place is the other, or lies in it."""
    return place.id.startswith(other.id)
