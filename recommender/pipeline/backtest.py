"""The backtest of a build: plans against hidden hubs, by scores that saw none of a department."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recommender.features.tables import Tables
from recommender.model.calibration import cross_fitted
from recommender.model.labels import rural_examples
from recommender.places.sphere import unit_vectors
from recommender.plan.backtest import Places, backtest

Floats = NDArray[np.float64]


def backtest_report(tables: Tables, learning: Tables, logits: Floats) -> dict[str, Any]:
    """Return what metrics.json holds of the backtest.

    `tables` are the whole ones, `learning` those that the models learnt from, and `logits` the
    served kind's, each place's by a model that was fitted without its department.
    """
    examples = rural_examples(learning)
    score = np.full(len(tables.places), np.nan)
    score[examples.rows] = cross_fitted(logits, examples.label, examples.fold)
    places = tables.places
    need = places["ubigeo"].map(tables.districts.set_index("ubigeo")["need"]).to_numpy(float)
    return backtest(
        Places(
            points=_points(places),
            department=_departments(places),
            people=places["people"].to_numpy(float),
            weight=places["youth"].to_numpy(float) * need,
            score=score,
        ),
        _points(tables.hubs),
        _departments(tables.hubs),
    )


def _points(table: pd.DataFrame) -> Floats:
    return unit_vectors(table["latitude"].to_numpy(float), table["longitude"].to_numpy(float))


def _departments(table: pd.DataFrame) -> NDArray[np.str_]:
    return np.asarray(table["ubigeo"].str[:2], dtype="U2")
