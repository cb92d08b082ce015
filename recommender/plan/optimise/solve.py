"""A location problem solved: a choice at once, a bound, then the proof in whole sites."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from recommender.plan.optimise.columns import generate, objective
from recommender.plan.optimise.greedy import greedy
from recommender.plan.optimise.master import Master
from recommender.plan.optimise.pricing import Dual
from recommender.plan.optimise.problem import Location, OutOfReach, Proof, Sites
from recommender.plan.optimise.swap import swap, without_idle

# Gaps below this count as none.
PROVEN = 1e-6
# More sites, or more pairs of site and place, are not put into one integer problem.
MOST_WHOLE, MOST_PAIRS = 4_000, 1_500_000

Report = Callable[[float, str], None]


def quick(problem: Location) -> Sites | None:
    """Return a choice at once by greed and exchange; None where it misses a row or the target."""
    chosen = greedy(problem)
    if problem.target is not None:
        if not problem.meets_target(problem.value(chosen)):
            return None
        chosen = without_idle(problem, chosen)
    if not problem.rows.keeps(chosen):
        return None
    return swap(problem, chosen)


def solve(problem: Location, seconds: float, report: Report | None = None) -> Proof:
    """Choose sites and prove how good they are, within about some seconds.

    Raise OutOfReach where no choice keeps the rows and the target.
    """
    end = time.monotonic() + seconds
    tell = report or (lambda share, step: None)

    def left() -> float:
        return end - time.monotonic()

    tell(0.05, "greedy")
    best = quick(problem)
    if best is None:
        best = _first(problem, left)
    tell(0.2, "bound")
    found = generate(problem, best, left)
    dual, best, method = found.dual, swap(problem, found.best), "column generation"
    bound = dual.bound
    complete = left() > 0.0
    if _open(problem, best, bound) and left() > 0.0:
        tell(0.6, "proof")
        best, bound, proven = _whole(problem, best, dual, found.sites, left)
        if proven:
            method = "integer program"
        complete = left() > 0.0
    if not _open(problem, best, bound):
        complete = True
    return Proof(best, _as_asked(problem, best, bound), method, complete)


def _first(problem: Location, left: Callable[[], float]) -> Sites:
    """Return a choice that greed did not find; raise OutOfReach or TimeoutError without one.

    The most that the rows allow says at once whether a target is within reach, and mostly how.
    """
    if problem.target is not None and problem.sites:
        most = solve(replace(problem, target=None), max(left() / 2.0, 0.5))
        if not problem.meets_target(most.bound):
            raise OutOfReach("the most that the rows allow is less than the target")
        if problem.meets_target(problem.value(most.sites)):
            return without_idle(problem, most.sites)
    return first_whole(problem, max(left(), 1.0))


def first_whole(problem: Location, seconds: float) -> Sites:
    """Return any choice that keeps the rows and the target; raise OutOfReach without any."""
    if not problem.sites:
        raise OutOfReach("there are no sites")
    master = Master(problem, np.arange(problem.sites))
    found, bound = master.whole(None, seconds, gap=0.05)
    if found is None:
        if np.isposinf(bound):
            raise OutOfReach("no choice keeps the rows")
        raise TimeoutError("no choice was found in time")
    return found


def _whole(
    problem: Location, best: Sites, dual: Dual, looked_at: Sites, left: Callable[[], float]
) -> tuple[Sites, float, bool]:
    """Improve on a choice in whole sites; return it, its bound, and whether that is proven."""
    bound = dual.bound
    for attempt in range(2):
        kept = dual.may_improve(_to_beat(problem, best))
        everything = _fits(problem, kept)
        if not everything:
            # Too many: those that the relaxation looked at may still hold a better choice.
            cheap = looked_at[np.argsort(dual.reduced_cost[looked_at], kind="stable")]
            kept = cheap[:MOST_WHOLE]
        sites = np.union1d(kept, best).astype(np.intp)
        found, proof = Master(problem, sites).whole(best, left(), PROVEN / 2)
        if found is not None and _better(problem, found, best):
            best = swap(problem, found)
        if everything:
            # What was left out can not be part of a better choice.
            bound = max(bound, min(proof, objective(problem, best)))
            return best, bound, not _open(problem, best, bound)
        if left() <= 0.0 or attempt:
            break
    return best, bound, False


def _better(problem: Location, found: Sites, best: Sites) -> bool:
    """Whether a choice is better and keeps all, which the solver's tolerances do not promise."""
    if objective(problem, found) >= objective(problem, best) or not problem.rows.keeps(found):
        return False
    return problem.target is None or problem.meets_target(problem.value(found))


def _fits(problem: Location, sites: Sites) -> bool:
    pairs = int(np.diff(problem.gain.indptr)[sites].sum())
    return len(sites) <= MOST_WHOLE and pairs <= MOST_PAIRS


def _to_beat(problem: Location, best: Sites) -> float:
    value = objective(problem, best)
    if problem.target is not None and _whole_costs(problem):
        # A better plan costs at least one less.
        return value - 1.0 + 1e-6
    return value


def _whole_costs(problem: Location) -> bool:
    return bool(np.all(problem.rows.cost == np.round(problem.rows.cost)))


def _rounded(problem: Location, bound: float) -> float:
    if problem.target is not None and _whole_costs(problem):
        return float(np.ceil(bound - 1e-6))
    return bound


def _open(problem: Location, best: Sites, bound: float) -> bool:
    value = objective(problem, best)
    return value - _rounded(problem, bound) > PROVEN * max(1e-9, abs(value))


def _as_asked(problem: Location, best: Sites, bound: float) -> float:
    """Return the bound in the problem's own sense, never on the wrong side of the choice."""
    value = objective(problem, best)
    kept = min(_rounded(problem, bound), value)
    return kept if problem.target is not None else -kept
