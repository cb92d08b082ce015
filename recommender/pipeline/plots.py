"""The plots of a build: reliability, precision and recall, the map of scores, importance."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.features.definitions import FEATURE_NAMES
from recommender.features.tables import Tables
from recommender.model.calibration import cross_fitted
from recommender.model.evaluate import KINDS
from recommender.model.intervals import reliability
from recommender.model.labels import rural_examples
from recommender.model.report import (
    draw_importance,
    draw_map,
    draw_precision_recall,
    draw_reliability,
)

Floats = NDArray[np.float64]
SHOWN = 15


def draw_report(
    tables: Tables, champion: str, logits: dict[str, Floats], suitability: Floats, folder: Path
) -> None:
    """Write the four PNG files into a folder; `suitability` is of all places, NaN where urban."""
    folder.mkdir(parents=True, exist_ok=True)
    examples = rural_examples(tables)
    probability = cross_fitted(logits[champion], examples.label, examples.fold)
    found = reliability(examples.label, probability, examples.department)
    draw_reliability(found, folder / "reliability.png")
    names = [champion, *(name for name in KINDS if name != champion)]
    draw_precision_recall(
        examples.label, {name: logits[name] for name in names}, folder / "precision_recall.png"
    )
    latitude, longitude = (
        tables.places[name].to_numpy(float) for name in ("latitude", "longitude")
    )
    draw_map(latitude, longitude, suitability, folder / "map.png")
    strength = rank_correlations(tables.features[examples.rows], suitability[examples.rows])
    order = np.argsort(-np.abs(strength))[:SHOWN]
    draw_importance(
        [FEATURE_NAMES[i] for i in order],
        strength[order],
        "rank correlation with the score",
        folder / "importance.png",
    )


def rank_correlations(features: NDArray[np.float32], score: Floats) -> Floats:
    """Return Spearman's correlation of each column with the score, 0 where it does not vary."""
    missing = np.isnan(features)
    count = np.maximum((~missing).sum(axis=0), 1)
    known = np.where(missing, np.nansum(features, axis=0) / count, features)
    ranks = np.argsort(np.argsort(known, axis=0, kind="stable"), axis=0).astype(float)
    own = np.argsort(np.argsort(score, kind="stable")).astype(float)
    constant = np.ptp(known, axis=0) == 0
    ranks -= ranks.mean(axis=0)
    own -= own.mean()
    scale = np.sqrt((ranks**2).sum(axis=0) * (own**2).sum())
    return np.where(constant, 0.0, ranks.T @ own / scale)
