"""The what-if rows: what every choice of sites must keep, whatever it is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Sites = NDArray[np.intp]
ROUNDING = 1e-9


@dataclass(frozen=True)
class SiteRows:
    """Rows over the sites, all in columns of shape (sites,).

    At most `k` sites; costs of at most `budget` together; every site of `must` chosen; at least
    `at_least` sites in each of the `units`, where `unit` says in which of them a site lies; at
    most one site of each `exclusive` group. None stands for no such row.
    """

    cost: Floats
    must: NDArray[np.bool_]
    k: int | None = None
    budget: float | None = None
    unit: Sites | None = None
    units: tuple[str, ...] = ()
    at_least: int = 0
    exclusive: Sites | None = None

    @property
    def only_k(self) -> bool:
        """Whether the number of sites is all that a choice must keep."""
        return (
            self.budget is None
            and self.unit is None
            and self.exclusive is None
            and not self.must.any()
        )

    def of(self, sites: Sites) -> SiteRows:
        """Return the rows over some of the sites only."""
        return replace(
            self,
            cost=self.cost[sites],
            must=self.must[sites],
            unit=None if self.unit is None else self.unit[sites],
            exclusive=None if self.exclusive is None else self.exclusive[sites],
        )

    def keeps(self, sites: Sites) -> bool:
        """Whether a choice keeps all rows."""
        chosen = np.zeros(len(self.cost), dtype=bool)
        chosen[sites] = True
        if self.k is not None and chosen.sum() > self.k:
            return False
        if self.budget is not None and self.cost[chosen].sum() > self._most_cost:
            return False
        if self.unit is not None and (self._counts(self.unit, sites) < self.at_least).any():
            return False
        if self.exclusive is not None and (self._counts(self.exclusive, sites) > 1).any():
            return False
        return bool(chosen[self.must].all())

    def may_join(self, sites: Sites) -> NDArray[np.bool_]:
        """Say of each site whether it can join a choice so that the rest can still be kept.

        What may not join a choice may not join a larger one either. The rest is judged by count
        and by least cost, which is necessary and mostly enough.
        """
        joins = np.ones(len(self.cost), dtype=bool)
        joins[sites] = False
        if self.exclusive is not None:
            joins &= self._counts(self.exclusive, sites)[self.exclusive] == 0
        lacking, least = self._lacking(sites)
        helps = np.zeros(len(self.cost), dtype=bool)
        if self.unit is not None:
            helps = (lacking > 0)[self.unit]
        if self.k is not None:
            joins &= self.k - len(sites) - 1 >= lacking.sum() - helps
        if self.budget is not None:
            reserve = float((lacking * least).sum())
            saved = least[self.unit] * helps if self.unit is not None else 0.0
            spent = float(self.cost[sites].sum())
            joins &= spent + self.cost + reserve - saved <= self._most_cost
        return joins

    def may_swap(self, sites: Sites, out: int) -> NDArray[np.bool_]:
        """Say of each site whether it can take the place of `out` in a choice that keeps all."""
        if self.must[out]:
            return np.zeros(len(self.cost), dtype=bool)
        rest = sites[sites != out]
        swaps = np.ones(len(self.cost), dtype=bool)
        swaps[sites] = False
        if self.exclusive is not None:
            swaps &= self._counts(self.exclusive, rest)[self.exclusive] == 0
        if self.budget is not None:
            swaps &= self.cost[rest].sum() + self.cost <= self._most_cost
        if self.unit is not None and self._counts(self.unit, rest)[self.unit[out]] < self.at_least:
            swaps &= self.unit == self.unit[out]
        return swaps

    def matrix(self) -> tuple[csr_array, Floats, Floats]:
        """Return the rows as low <= matrix @ chosen <= high; `must` stands in `lower`, not here.

        The row of `k` comes first where there is one.
        """
        count = len(self.cost)
        blocks: list[csr_array] = []
        low: list[Floats] = []
        high: list[Floats] = []
        if self.k is not None:
            blocks.append(csr_array(np.ones((1, count))))
            low.append(np.array([-np.inf]))
            high.append(np.array([float(self.k)]))
        if self.budget is not None:
            blocks.append(csr_array(self.cost[None, :]))
            low.append(np.array([-np.inf]))
            high.append(np.array([self.budget]))
        if self.unit is not None:
            blocks.append(_members(self.unit, len(self.units)))
            low.append(np.full(len(self.units), float(self.at_least)))
            high.append(np.full(len(self.units), np.inf))
        if self.exclusive is not None:
            groups = int(self.exclusive.max(initial=-1)) + 1
            blocks.append(_members(self.exclusive, groups))
            low.append(np.full(groups, -np.inf))
            high.append(np.ones(groups))
        if not blocks:
            return csr_array((0, count)), np.empty(0), np.empty(0)
        from scipy.sparse import vstack

        return csr_array(vstack(blocks)), np.concatenate(low), np.concatenate(high)

    @property
    def _most_cost(self) -> float:
        assert self.budget is not None
        return self.budget * (1.0 + ROUNDING) + ROUNDING

    def _lacking(self, sites: Sites) -> tuple[Floats, Floats]:
        """Return how many sites each unit still lacks, and the least cost of a site in it."""
        if self.unit is None:
            return np.zeros(1), np.zeros(1)
        counts = self._counts(self.unit, sites)[: len(self.units)]
        least = np.full(len(self.units), np.inf)
        np.minimum.at(least, self.unit, self.cost)
        least[~np.isfinite(least)] = 0.0
        return np.maximum(self.at_least - counts, 0).astype(float), least

    def _counts(self, group: Sites, sites: Sites) -> NDArray[np.intp]:
        groups = max(int(group.max(initial=-1)) + 1, len(self.units))
        return np.bincount(group[sites], minlength=groups)


def _members(group: Sites, groups: int) -> csr_array:
    """Return the matrix (groups, sites) that holds 1 where a site lies in a group."""
    count = len(group)
    return csr_array((np.ones(count), (group, np.arange(count))), shape=(groups, count))
