"""What a plan is asked to do, in the planner's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Problem = Literal["mclp", "lscp", "p-median"]
Level = Literal["department", "province"]
Group = Literal["youth", "people"]

PROBLEMS: tuple[Problem, ...] = ("mclp", "lscp", "p-median")
# Code digits of the units of a level.
LEVEL_DIGITS: dict[Level, int] = {"department": 2, "province": 4}
# Exact p-median and capacities: every pair of place and site is a variable of its own there.
MOST_PLACES_EXACT = 3_000


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """A location problem with its what-if rows. Hubs of the register count as already serving, and
    so does a hub at each place of `existing`, which may lie outside the region.

    `mclp` (Church and ReVelle 1974): at most `k` sites, most demand within the radius. `lscp`
    (Toregas et al. 1971, here for a share of the people): fewest or cheapest sites that with the
    existing hubs reach `share` (0 to 1) of the region's people. `p-median` (Hakimi 1964): at most
    `k` sites, least mean distance of the demand to its nearest hub.

    Demand is the people of `group` (the lscp counts all people), times the district's need where
    `need_weights`. `region` is a prefix of the district code, "" for all of Peru. No site stands at
    a place of `forbidden`, or in a unit named there by its code. The radius is
    `radius_km` along the great circle, or `radius_min` minutes of the service's travel times.
    A site costs what `costs` says of it, else `site_cost`; all together at most `budget`. At least
    `at_least` new sites stand in each unit of `at_least_per`, at most one in a district where
    `one_per_district`. A hub serves at most `capacity` people. `nested` asks for plans of 1 to k
    sites, each part of the next. `towns_first` lets a site give way to a town that is at home in
    what the site adds, for a tenth of that at most: people of a town count as at one point, so that
    a hamlet at its rim may seem to reach a few more.
    """

    problem: Problem
    k: int | None = None
    share: float | None = None
    radius_km: float = 5.0
    radius_min: float | None = None
    region: str = ""
    group: Group = "youth"
    need_weights: bool = True
    must_have: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    site_cost: float = 1.0
    costs: tuple[tuple[str, float], ...] = ()
    budget: float | None = None
    at_least: int = 0
    at_least_per: Level = "province"
    one_per_district: bool = False
    capacity: int | None = None
    nested: bool = False
    towns_first: bool = False
    time_limit_s: float = 20.0
