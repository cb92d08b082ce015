"""What a plan answers, and why one cannot be made."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.plan.sites import Site


@dataclass(frozen=True, slots=True)
class Comparison:
    """The plan against opening hubs in the largest places that no hub reaches yet.

    `better_percent` says how much more the plan does, in percent of what that rule does: newly
    covered demand for mclp, saved distance for p-median, sites for lscp. None where the rule does
    nothing, or misses the share. The rule keeps to the places allowed and to no other row.
    """

    place_ids: list[str]
    newly_covered_people: int
    objective: float
    better_percent: float | None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What the first `k` sites of the plan do together."""

    k: int
    newly_covered_people: int
    covered_people: int
    objective: float


@dataclass(frozen=True, slots=True)
class NestingStep:
    """The first `k` sites of a nested plan, against the best plan of `k` sites alone.

    `cost_percent` is what nesting may cost at most: how far the objective lies below the
    bound of the problem with k sites, in percent of that bound.
    """

    k: int
    objective: float
    bound: float
    cost_percent: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row of an infeasible request without which, the others standing, it could be met."""

    field: str
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Solution:
    """The chosen sites in the order of what each adds, whom they reach, and what is proven.

    `objective` and `bound` are in the problem's unit: weighted people newly covered (mclp), cost
    of the sites (lscp), weighted person-km (or minutes) saved against the existing hubs (p-median).
    The means are of the p-median, in km or, under travel times, minutes; before without hubs None.
    `exact` says that every pair of site and place was considered; `time_limit_reached` that more
    time could have found more, so that another run may differ.
    """

    sites: list[Site]
    costs: list[float]
    must_have: list[bool]
    newly_covered_people: int
    newly_covered_youth: int
    covered_people: int
    region_people: int
    mean_km: float | None
    mean_km_before: float | None
    mean_min: float | None
    mean_min_before: float | None
    objective: float
    bound: float
    gap_percent: float
    gap_note: str
    gap_note_en: str
    method: str
    exact: bool
    time_limit_reached: bool
    comparison: Comparison | None
    curve: list[CurvePoint]
    nesting: list[NestingStep] | None
    duration_s: float


class Infeasible(ValueError):
    """No plan keeps all the rows asked for; `conflicts` is a minimal set of those that clash."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__("; ".join(conflict.text for conflict in conflicts))
        self.conflicts = conflicts


class TooLarge(ValueError):
    """The region has more places than the problem can be solved for.

    `limit` says how many it can have; None where it depends on how many lie within the radius.
    """

    def __init__(self, places: int, limit: int | None) -> None:
        super().__init__(f"{places} places, at most {limit or 'fewer within the radius'}")
        self.places, self.limit = places, limit


class UnfitRequest(ValueError):
    """A field of the request does not fit the region or the problem; `field` says which."""

    def __init__(self, field: str, text: str, text_en: str) -> None:
        super().__init__(text_en)
        self.field, self.text, self.text_en = field, text, text_en
