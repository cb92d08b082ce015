"""Sites that serve only so many people: who goes where is part of the choice.

A mixed-integer program with a share y for each pair of a site and a place within its reach,

    maximise sum of gain y   where the shares of a place add up to 1 at most, a site that is not
    chosen serves nobody, and one that is serves `capacity` people at most

(or least cost with a target of weight), next to the what-if rows. Shares may be parts: some of a
town's people can go to one hub and others to the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, vstack

from recommender.plan.optimise.problem import TARGET_ROUNDING, Floats, Location, Sites

GAP = 5e-6


@dataclass(frozen=True)
class Assigned:
    """Chosen sites, the shares of each place that they serve, and what no choice can exceed.

    `share` has the shape (sites, places); `bound` is of the value, or of the cost with a target;
    `complete` says that the search ended by itself.
    """

    sites: Sites
    share: csr_array
    value: float
    bound: float
    complete: bool


def solve_capacity(
    problem: Location, people: Floats, capacity: float, seconds: float
) -> Assigned | None:
    """Choose sites and whom they serve; None where the rows and the target cannot be kept.

    `people` has the shape (places,). Raise TimeoutError where no choice was found in time.
    """
    if not problem.sites:
        none = np.empty(0, dtype=np.intp)
        if not problem.meets_target(0.0):
            return None
        return Assigned(none, csr_array(problem.gain.shape), 0.0, 0.0, True)
    model = _model(problem, people, capacity)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    for name, value in (("threads", 1), ("time_limit", max(seconds, 0.05)), ("mip_rel_gap", GAP)):
        solver.setOptionValue(name, value)
    solver.passModel(model)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        raise TimeoutError("no choice was found in time")
    columns = np.asarray(solver.getSolution().col_value)
    gain, count = problem.gain, problem.sites
    share = csr_array((columns[count:], gain.indices, gain.indptr), shape=gain.shape)
    chosen = np.flatnonzero(columns[:count] > 0.5)
    found = float(gain.data @ share.data)
    aimed = problem.target is not None
    bound = float(info.mip_dual_bound)
    return Assigned(
        sites=chosen,
        share=share,
        value=found,
        bound=min(bound, problem.cost(chosen)) if aimed else max(-bound, found),
        complete=status == highspy.HighsModelStatus.kOptimal,
    )


def _model(problem: Location, people: Floats, capacity: float) -> highspy.HighsLp:
    gain, rows = problem.gain, problem.rows
    sites, places, pairs = problem.sites, problem.places, len(problem.gain.data)
    site = np.repeat(np.arange(sites), np.diff(gain.indptr))
    pair, ones = sites + np.arange(pairs), np.ones(pairs)
    width = sites + pairs
    once = coo_array((ones, (gain.indices, pair)), shape=(places, width))
    # A site serves no larger share than it is chosen, and in all as many as it can.
    opened = coo_array(
        (
            np.concatenate((ones, -ones)),
            (np.tile(np.arange(pairs), 2), np.concatenate((pair, site))),
        ),
        shape=(pairs, width),
    )
    full = coo_array(
        (
            np.concatenate((people[gain.indices], np.full(sites, -capacity))),
            (np.concatenate((site, np.arange(sites))), np.concatenate((pair, np.arange(sites)))),
        ),
        shape=(sites, width),
    )
    own, low, high = rows.matrix()
    wide = csr_array(own)
    wide.resize((wide.shape[0], width))
    blocks = [once, opened, full, wide]
    lower = [np.full(places + pairs + sites, -np.inf), low]
    upper = [np.ones(places), np.zeros(pairs + sites), high]
    aimed = problem.target is not None
    if aimed:
        reached = coo_array((gain.data, (np.zeros(pairs, dtype=int), pair)), shape=(1, width))
        blocks.append(reached)
        lower.append(np.array([(problem.target or 0.0) * (1.0 - TARGET_ROUNDING / 2.0)]))
        upper.append(np.array([np.inf]))
    matrix = csc_array(vstack(blocks))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = width, matrix.shape[0]
    if aimed:
        model.col_cost_ = np.concatenate((rows.cost, np.zeros(pairs)))
    else:
        model.col_cost_ = np.concatenate((np.zeros(sites), -gain.data))
    model.col_lower_ = np.concatenate((rows.must.astype(float), np.zeros(pairs)))
    model.col_upper_ = np.ones(width)
    model.row_lower_, model.row_upper_ = np.concatenate(lower), np.concatenate(upper)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data
    whole = [highspy.HighsVarType.kInteger] * sites
    model.integrality_ = whole + [highspy.HighsVarType.kContinuous] * pairs
    return model
