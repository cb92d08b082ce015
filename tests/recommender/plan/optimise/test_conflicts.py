"""A minimal set of clashing rows: they clash together, and no longer without any one."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.plan.optimise.conflicts import all_rows, can_be_kept, enough, minimal
from recommender.plan.optimise.rows import SiteRows
from tests.recommender.plan.optimise.instances import random_rows

NONE = np.zeros(12, dtype=bool)


def rows_of(**fields: object) -> SiteRows:
    unit = np.repeat([0, 1, 2], 4)
    given = {"cost": np.ones(12), "must": NONE, "unit": unit, "units": ("a", "b", "c")}
    return SiteRows(**{**given, **fields})  # type: ignore[arg-type]


def clashing(rows: SiteRows, forbidden: np.ndarray) -> list[tuple[str, int]]:
    named = all_rows(rows, forbidden)
    assert not can_be_kept(rows, forbidden, named)
    left = minimal(named, lambda active: not can_be_kept(rows, forbidden, active))
    assert not can_be_kept(rows, forbidden, left)
    for row in left:
        assert can_be_kept(rows, forbidden, [one for one in left if one != row])
    return left


def test_too_few_sites_for_every_unit() -> None:
    assert {field for field, _ in clashing(rows_of(k=2, at_least=1), NONE)} == {"k", "unit"}


def test_a_site_that_must_be_and_is_ruled_out() -> None:
    one = np.arange(12) == 5
    assert set(clashing(rows_of(k=3, must=one), one)) == {("must", 5), ("forbidden", 0)}


def test_a_unit_whose_every_site_is_ruled_out() -> None:
    forbidden = np.repeat([False, True, False], 4)
    found = clashing(rows_of(k=5, at_least=1), forbidden)
    assert set(found) == {("unit", 1), ("forbidden", 0)}


def test_two_that_must_be_in_one_district() -> None:
    both = np.isin(np.arange(12), (0, 1))
    rows = rows_of(k=6, must=both, exclusive=np.arange(12) // 2)
    assert set(clashing(rows, NONE)) == {("must", 0), ("must", 1), ("exclusive", 0)}


def test_a_budget_too_small_for_what_must_be() -> None:
    one = np.arange(12) == 3
    rows = rows_of(budget=2.0, must=one, cost=np.where(one, 5.0, 1.0))
    assert set(clashing(rows, NONE)) == {("must", 3), ("budget", 0)}


@pytest.mark.parametrize("seed", range(30))
def test_few_sites_tell_whether_rows_can_be_kept(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = random_rows(rng, "all")
    forbidden = rng.random(12) < 0.4
    named = all_rows(rows, forbidden)
    sites = enough(rows, forbidden)
    for active in (named, named[1:], named[: len(named) // 2]):
        few = [(field, int(np.searchsorted(sites, one))) if field == "must" else (field, one)
               for field, one in active]  # fmt: skip
        assert can_be_kept(rows.of(sites), forbidden[sites], few) == can_be_kept(
            rows, forbidden, active
        )


@pytest.mark.parametrize("seed", range(8))
def test_what_can_be_kept_is_said_to_be(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = random_rows(rng, "all")
    forbidden = rng.random(12) < 0.2
    named = all_rows(rows, forbidden)
    if can_be_kept(rows, forbidden, named):
        assert can_be_kept(rows, forbidden, named[1:])
    else:
        clashing(rows, forbidden)
