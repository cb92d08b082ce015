"""Which rows clash: a minimal set that no choice of sites can keep, found by deletion.

Each row is left out in turn; where the others still clash it was not needed and stays out
(the deletion filter of Chinneck and Dravnieks 1991).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from recommender.plan.optimise.rows import SiteRows

# A row by its field and, where the field has several, by its site or unit: ("must", 7).
Row = tuple[str, int]
MOST_SECONDS = 5.0


def all_rows(rows: SiteRows, forbidden: NDArray[np.bool_]) -> list[Row]:
    """Name every row, those that a person would rather give up last."""
    found: list[Row] = []
    if rows.exclusive is not None:
        found.append(("exclusive", 0))
    if forbidden.any():
        found.append(("forbidden", 0))
    if rows.budget is not None:
        found.append(("budget", 0))
    if rows.k is not None:
        found.append(("k", 0))
    found += [("unit", unit) for unit in range(len(rows.units))]
    found += [("must", int(site)) for site in np.flatnonzero(rows.must)]
    return found


def enough(rows: SiteRows, forbidden: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return sites among which a choice keeps the rows if any choice does.

    Those that must be, and of others that are alike to the rows as many as a unit asks for: a
    choice that keeps the rows still does when what its units do not need is left out.
    """
    most = max(rows.at_least, 1)
    none = np.zeros(len(rows.cost), dtype=np.intp)
    unit = none if rows.unit is None else rows.unit
    group = none if rows.exclusive is None else rows.exclusive
    order = np.lexsort((rows.cost, group, unit, forbidden, rows.must))
    keys = [key[order] for key in (rows.cost, group, unit, forbidden, rows.must)]
    first = np.append(True, np.any([key[1:] != key[:-1] for key in keys], axis=0))[: len(order)]
    starts = np.flatnonzero(first)
    place = np.arange(len(order)) - starts[np.cumsum(first) - 1]
    return np.sort(order[(place < most) | rows.must[order]])


def minimal(rows: Sequence[Row], clashes: Callable[[Sequence[Row]], bool]) -> list[Row]:
    """Return a minimal part of clashing rows: any one left out, the rest can be kept.

    Halves are left out before single rows, so that few rows among many cost few trials.
    """
    kept = list(rows)
    size = max(len(kept) // 2, 1)
    while size >= 1:
        at = 0
        while at < len(kept):
            without = kept[:at] + kept[at + size :]
            if clashes(without):
                kept = without
            else:
                at += size
        size = 0 if size == 1 else size // 2
    return kept


def with_only(rows: SiteRows, active: Sequence[Row]) -> SiteRows:
    """Return the rows without those that are not active; of the units' all, if any is."""
    fields = {field for field, _ in active}
    must = np.zeros(len(rows.cost), dtype=bool)
    must[[site for field, site in active if field == "must"]] = True
    units = "unit" in fields
    return replace(
        rows,
        must=must,
        k=rows.k if "k" in fields else None,
        budget=rows.budget if "budget" in fields else None,
        exclusive=rows.exclusive if "exclusive" in fields else None,
        unit=rows.unit if units else None,
        units=rows.units if units else (),
        at_least=rows.at_least if units else 0,
    )


def can_be_kept(rows: SiteRows, forbidden: NDArray[np.bool_], active: Sequence[Row]) -> bool:
    """Say whether some choice keeps the rows that are active; all sites, forbidden ones too."""
    fields = {field for field, _ in active}
    relaxed = with_only(rows, active)
    must = relaxed.must
    free = ~forbidden if "forbidden" in fields else np.ones(len(must), dtype=bool)
    if (must & ~free).any():
        return False
    matrix, low, high = relaxed.matrix()
    if relaxed.unit is not None:
        units = np.array([unit for field, unit in active if field == "unit"], dtype=np.intp)
        first = int(relaxed.k is not None) + int(relaxed.budget is not None)
        low[np.setdiff1d(np.arange(len(rows.units)), units) + first] = 0.0
    return _feasible(csc_array(matrix), low, high, must, free)


def _feasible(
    matrix: csc_array,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    must: NDArray[np.bool_],
    free: NDArray[np.bool_],
) -> bool:
    if not matrix.shape[0]:
        return True
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = matrix.shape[1], matrix.shape[0]
    model.col_cost_ = np.zeros(matrix.shape[1])
    model.col_lower_, model.col_upper_ = must.astype(float), free.astype(float)
    model.row_lower_, model.row_upper_ = low, high
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data
    model.integrality_ = [highspy.HighsVarType.kInteger] * matrix.shape[1]
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", MOST_SECONDS)
    solver.passModel(model)
    solver.run()
    # What is not proven impossible counts as possible: the solver proper will tell.
    return bool(solver.getModelStatus() != highspy.HighsModelStatus.kInfeasible)
