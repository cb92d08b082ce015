"""The restricted problem as HiGHS takes it: some sites, and the places that these can reach.

Minimise, over chosen sites x and served items z (shares from 0 to 1),

    cost' x - weight' z    where every item is served by a site that covers it: z <= sum of x,
                           what-if rows: low <= R x <= high, and with a target: weight' z >= target;

without a target sites cost nothing here, with one items weigh nothing in the objective. Places
that the same sites cover are one item: among a few hundred sites that leaves few. Where gains
differ by site, a place is a chain of items, one for each step down from its best site to its
worst (the radius formulation of Cornuejols, Nemhauser and Wolsey 1980).
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, eye_array, hstack, vstack

from recommender.plan.optimise.problem import TARGET_ROUNDING, Floats, Location, Sites

# Seeds the signatures of the items; any number does.
SEED = 20_221
# An unmet row costs more than all that there is to gain.
ARTIFICIAL = 10.0
# A problem in whole sites of so few is solved as it is.
FEW = 1_000


@dataclass(frozen=True)
class Items:
    """What is to be served: `covers` (items, sites), its weight, and the places it stands for.

    `of_place` gives each place's item, -1 where no site reaches it; None where gains differ: then
    `place` gives each item's place, `before` holds 1 where an item is also served when another
    one, a step higher, is, and `last` says that no lower step follows.
    """

    covers: csr_array
    weight: Floats
    of_place: Sites | None
    place: Sites | None = None
    before: csr_array | None = None
    last: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class Relaxed:
    """The optimum of the linear relaxation: x by site, duals by item, by row, of the target.

    `value` is the objective as minimised, without what unmet rows cost.
    """

    value: float
    x: Floats
    item_dual: Floats
    row_dual: Floats
    target_dual: float


def items_of(problem: Location, sites: Sites) -> Items:
    """Return the items of a problem restricted to some sites."""
    gain = csr_array(problem.gain[sites])
    return _by_signature(problem, gain) if problem.cover else _chains(gain)


class Master:
    """One restricted problem, to be solved relaxed or in whole sites."""

    def __init__(self, problem: Location, sites: Sites) -> None:
        self.problem, self.sites = problem, sites
        self.items = items_of(problem, sites)
        matrix, self._low, self._high = problem.rows.matrix()
        self._rows = csr_array(csc_array(matrix)[:, sites])

    def relax(self, seconds: float) -> Relaxed | None:
        """Solve the linear relaxation; None where `seconds` did not do."""
        solver = self._solver(seconds, whole=False)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = solver.getSolution()
        count, items = len(self.sites), len(self.items.weight)
        dual = np.asarray(solution.row_dual)
        with_target = self.problem.target is not None
        columns = np.asarray(solution.col_value)
        return Relaxed(
            value=float(self._objective @ columns[: count + items]),
            x=columns[:count],
            item_dual=np.maximum(-dual[:items], 0.0),
            row_dual=dual[items : items + len(self._low)],
            target_dual=max(float(dual[-1]), 0.0) if with_target else 0.0,
        )

    def whole(self, start: Sites | None, seconds: float, gap: float) -> tuple[Sites | None, float]:
        """Solve in whole sites from a start; return the best found and the proven bound.

        The bound is of the objective as minimised here, -inf where nothing is proven; the sites
        are None where none were found, and the bound +inf where none exist.
        """
        solver = self._solver(seconds, whole=True)
        solver.setOptionValue("mip_rel_gap", gap)
        solver.setOptionValue("mip_abs_gap", 1e-6)
        if start is not None and np.isin(start, self.sites).all():
            # HiGHS finds what is served from the sites alone.
            chosen = np.isin(self.sites, start).astype(float)
            solver.setSolution(len(chosen), np.arange(len(chosen), dtype=np.int32), chosen)
        solver.run()
        status, info = solver.getModelStatus(), solver.getInfo()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None, np.inf
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None, -np.inf
        columns = np.asarray(solver.getSolution().col_value)
        # With a start HiGHS 1.16 may leave out of its figures what presolve settled: as much is
        # missing from the bound as from the objective.
        value = float(self._objective @ columns)
        bound = float(info.mip_dual_bound) + value - float(info.objective_function_value)
        return self.sites[columns[: len(self.sites)] > 0.5], bound

    def _solver(self, seconds: float, whole: bool) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("time_limit", max(seconds, 0.01))
        if not whole or len(self.sites) <= FEW:
            # Items are joined and sites left out already: presolve would find little more.
            solver.setOptionValue("presolve", "off")
        solver.passModel(self._model(whole))
        return solver

    def _model(self, whole: bool) -> highspy.HighsLp:
        problem, items = self.problem, self.items
        sites, count, rows = len(self.sites), len(items.weight), len(self._low)
        # Only the relaxation needs artificial columns: columns still to come may keep a row.
        slack = np.flatnonzero(np.isfinite(self._low)) if not whole else np.empty(0, dtype=np.intp)
        aimed = problem.target is not None
        cost = problem.rows.cost[self.sites] if aimed else np.zeros(sites)
        penalty = ARTIFICIAL * (cost.sum() + 1.0 if aimed else items.weight.sum() + 1.0)
        lack = csr_array((np.ones(len(slack)), (slack, np.arange(len(slack)))), (rows, len(slack)))
        short = int(aimed and not whole)
        served_by = eye_array(count)
        if items.before is not None:
            served_by = served_by - items.before
        blocks = [
            [-items.covers, served_by, csr_array((count, len(slack) + short))],
            [self._rows, csr_array((rows, count)), hstack([lack, csr_array((rows, short))])],
        ]
        low, high = [np.full(count, -np.inf), self._low], [np.zeros(count), self._high]
        if aimed:
            weight = csr_array(items.weight[None, :])
            tail = csr_array(np.concatenate((np.zeros(len(slack)), np.ones(short)))[None, :])
            blocks.append([csr_array((1, sites)), weight, tail])
            # A hair less, so that rounding alone leaves no target out of reach.
            low.append(np.array([(problem.target or 0.0) * (1.0 - TARGET_ROUNDING / 2.0)]))
            high.append(np.array([np.inf]))
        matrix = csc_array(vstack([hstack(block) for block in blocks]))
        extra = len(slack) + short
        free = np.full(extra, np.inf)
        if short:
            penalties = np.concatenate((np.full(len(slack), penalty), [penalty]))
        else:
            penalties = np.full(extra, penalty)
        served = np.zeros(count) if aimed else -items.weight
        self._objective = np.concatenate((cost, served))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = sites + count + extra, matrix.shape[0]
        model.col_cost_ = np.concatenate((self._objective, penalties))
        lower = problem.rows.must[self.sites].astype(float)
        model.col_lower_ = np.concatenate((lower, np.zeros(count + extra)))
        model.col_upper_ = np.concatenate((np.ones(sites + count), free))
        model.row_lower_, model.row_upper_ = np.concatenate(low), np.concatenate(high)
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = matrix.indptr
        model.a_matrix_.index_ = matrix.indices
        model.a_matrix_.value_ = matrix.data
        if whole:
            kinds = [highspy.HighsVarType.kInteger] * sites
            model.integrality_ = kinds + [highspy.HighsVarType.kContinuous] * count
        return model


def _by_signature(problem: Location, gain: csr_array) -> Items:
    """Join the places that the same sites cover, told by the sum of random marks of these."""
    marks = np.random.default_rng(SEED).integers(1, 2**63, gain.shape[0], dtype=np.uint64)
    sums = np.zeros(gain.shape[1], dtype=np.uint64)
    np.add.at(sums, gain.indices, np.repeat(marks, np.diff(gain.indptr)))
    reached = np.flatnonzero(np.bincount(gain.indices, minlength=gain.shape[1]) > 0)
    _, first, item = np.unique(sums[reached], return_index=True, return_inverse=True)
    of_place = np.full(gain.shape[1], -1, dtype=np.intp)
    of_place[reached] = item
    weight = np.zeros(len(first))
    np.add.at(weight, item, problem.weight[reached])
    covers = csr_array(csc_array(gain)[:, reached[first]].T)
    covers.data = np.ones(len(covers.data))
    return Items(covers, weight, of_place)


def _chains(gain: csr_array) -> Items:
    """Return an item for each step down in what a place gets from its sites, best first."""
    by_place = csr_array(gain.T.tocsr())
    place = np.repeat(np.arange(by_place.shape[0]), np.diff(by_place.indptr))
    order = np.lexsort((-by_place.data, place))
    worth, place, site = by_place.data[order], place[order], by_place.indices[order]
    count = len(place)
    last = np.append(place[1:] != place[:-1], True)[:count]
    step = worth - np.where(last, 0.0, np.append(worth[1:], 0.0))
    item = np.arange(count)
    covers = csr_array((np.ones(count), (item, site)), shape=(count, gain.shape[0]))
    later = item[1:][~last[:-1]]
    before = csr_array((np.ones(len(later)), (later, later - 1)), shape=(count, count))
    return Items(covers, step, None, place, before, last)
