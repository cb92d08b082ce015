"""The plots of a build: reliability, precision and recall, the map of scores, importance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
# What a labelled place has, by what the label is.
SITES = {"tambos": "a tambo", "outcomes": "a visited hub"}


def draw_report(
    tables: Tables,
    metrics: dict[str, Any],
    logits: dict[str, Floats],
    suitability: Floats,
    folder: Path,
) -> None:
    """Write the four PNG files into a folder; `suitability` is of all places, NaN where urban."""
    champion, importance, site = metrics["champion"], metrics["importance"], SITES[metrics["label"]]
    folder.mkdir(parents=True, exist_ok=True)
    examples = rural_examples(tables)
    probability = cross_fitted(logits[champion], examples.label, examples.fold)
    found = reliability(examples.label, probability, examples.department)
    draw_reliability(found, folder / "reliability.png", site)
    names = [champion, *(name for name in KINDS if name != champion)]
    draw_precision_recall(
        examples.label,
        {name: logits[name] for name in names},
        folder / "precision_recall.png",
        site,
    )
    latitude, longitude = (
        tables.places[name].to_numpy(float) for name in ("latitude", "longitude")
    )
    draw_map(latitude, longitude, suitability, folder / "map.png", site)
    order = list(importance)
    draw_importance(
        order,
        np.array([100 * importance[topic]["roc_auc"] for topic in order]),
        "ROC-AUC lost, in hundredths, where a topic's figures change hands\n"
        "within departments (held out)",
        folder / "importance.png",
    )
