"""The figures of every model from its held-out logits, and which network is served."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from recommender.features.definitions import FEATURE_NAMES
from recommender.features.tables import Tables
from recommender.model.baselines import BASELINES
from recommender.model.calibration import cross_fitted
from recommender.model.held_out import HEALTH_ALONE, SHUFFLED, WITHOUT_HEALTH, permuted, shuffled
from recommender.model.intervals import difference, intervals
from recommender.model.labels import FOLDS, Examples, rural_examples
from recommender.model.measures import measures
from recommender.model.network import SCORERS
from recommender.model.slices import slices
from recommender.model.topics import TOPIC_NAMES

Floats = NDArray[np.float64]
KINDS = {
    "keras_model": "keras",
    "tensorflow_model": "tensorflow",
    **{name: "baseline" for name in BASELINES},
}
CONTROLS = (WITHOUT_HEALTH, HEALTH_ALONE, SHUFFLED)
# What the model is asked to reach, pooled over departments that it has not seen.
BARS = {"roc_auc": 0.775, "average_precision": 0.032, "roc_auc_within_district": 0.71}
FEWEST_POSITIVES = 5


def evaluation(tables: Tables, learning: Tables, logits: dict[str, Floats]) -> dict[str, Any]:
    """Return what metrics.json holds, from the held-out logits of each model by name.

    `learning` are the tables that the models learnt from, `tables` the whole ones.
    """
    examples = rural_examples(learning)
    models = {
        name: {"kind": kind, **figures(examples, logits[name])} for name, kind in KINDS.items()
    }
    champion = champion_of(models)
    return {
        "rural_places": len(examples.label),
        "positives": int(examples.label.sum()),
        "base_rate": float(examples.label.mean()),
        "folds": _fold_table(examples),
        "champion": champion,
        "models": models,
        "controls": {
            # What was learnt from shuffled labels is held against those same labels.
            name: figures(shuffled(examples) if name == SHUFFLED else examples, logits[name])
            for name in CONTROLS
        },
        "bars": against_bars(examples, models, logits, champion),
        "slices": by_slice(tables, examples, logits[champion]),
        "departments": by_department(examples, logits[champion]),
        "importance": by_topic(examples, logits, champion),
    }


def champion_of(models: dict[str, dict[str, Any]]) -> str:
    """Return the network with the best average precision; baselines are never served."""
    return max(SCORERS, key=lambda name: float(models[name]["average_precision"]))


def figures(examples: Examples, logit: Floats) -> dict[str, Any]:
    """Return the measures of a score, cross-calibrated by fold, with their 95 % intervals."""
    probability = cross_fitted(logit, examples.label, examples.fold)
    return _measured(examples, logit, probability, np.ones(len(logit), dtype=bool))


def against_bars(
    examples: Examples,
    models: dict[str, dict[str, Any]],
    logits: dict[str, Floats],
    champion: str,
) -> dict[str, Any]:
    """Return for each bar what the champion has, and by how much it is over the best baseline.

    `over_best_baseline_95` is the interval of that difference, both measured in the same draws of
    departments, and `draws_over_best_baseline` the share of these in which it is above 0.
    """
    found = {}
    for name, bar in BARS.items():
        best = max(BASELINES, key=lambda baseline: float(models[baseline][name]))
        value = float(models[champion][name])
        apart = difference(
            examples.label,
            (logits[champion], logits[best]),
            examples.district,
            examples.department,
        )[name]
        found[name] = {
            "value": value,
            "bar": bar,
            "holds": value >= bar,
            "best_baseline": float(models[best][name]),
            "over_best_baseline": value - float(models[best][name]),
            "over_best_baseline_95": [_finite(apart.low), _finite(apart.high)],
            "draws_over_best_baseline": apart.above,
        }
    return found


def by_slice(tables: Tables, examples: Examples, logit: Floats) -> dict[str, dict[str, Any]]:
    """Return the figures of each slice, with its places and positives; kinds as in `slices`.

    `tables` are the whole ones: places fall into slices by health posts that a model may not see.
    """
    column = {name: tables.features[:, i].astype(float) for i, name in enumerate(FEATURE_NAMES)}
    masks = slices(
        column["altitude_m"],
        tables.places["latitude"].to_numpy(float),
        tables.places["longitude"].to_numpy(float),
        column["town_5k_km"],
        column["health_post_km"],
    )
    probability = cross_fitted(logit, examples.label, examples.fold)
    result = {}
    for name, mask in masks.items():
        rows = mask[examples.rows]
        counts = {"places": int(rows.sum()), "positives": int(examples.label[rows].sum())}
        result[name] = {**counts, **_measured(examples, logit, probability, rows)}
    return result


def by_department(examples: Examples, logit: Floats) -> dict[str, dict[str, Any]]:
    """Return places, positives and ROC-AUC by department (None below 5 positives: too few)."""
    result: dict[str, dict[str, Any]] = {}
    probability = cross_fitted(logit, examples.label, examples.fold)
    for code in np.unique(examples.department.astype(str)):
        held = examples.department == code
        label = examples.label[held]
        auc = None
        if label.sum() >= FEWEST_POSITIVES:
            values = measures(label, logit[held], probability[held], examples.district[held])
            auc = values["roc_auc"]
        result[code] = {"places": len(label), "positives": int(label.sum()), "roc_auc": auc}
    return result


def by_topic(
    examples: Examples, logits: dict[str, Floats], champion: str
) -> dict[str, dict[str, float]]:
    """Return how much each figure drops, held out, where a topic is permuted (see `permutation`).

    Below 0 where the score is no worse without the topic.
    """
    found = {}
    whole = _ranking(examples, logits[champion])
    for topic in TOPIC_NAMES:
        without = _ranking(examples, logits[permuted(champion, topic)])
        found[topic] = {name: whole[name] - without[name] for name in BARS}
    return found


def _ranking(examples: Examples, logit: Floats) -> dict[str, float]:
    return measures(examples.label, logit, expit(logit), examples.district)


def _measured(
    examples: Examples, logit: Floats, probability: Floats, rows: NDArray[np.bool_]
) -> dict[str, Any]:
    """Return the measures of some examples with their intervals and the draws behind these."""
    arrays = (examples.label[rows], logit[rows], probability[rows], examples.district[rows])
    ranges = intervals(*arrays, department=examples.department[rows])
    return {
        **{name: _finite(value) for name, value in measures(*arrays).items()},
        "intervals_95": {
            name: [_finite(found.low), _finite(found.high)] for name, found in ranges.items()
        },
        "draws": min(found.draws for found in ranges.values()),
    }


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _fold_table(examples: Examples) -> list[dict[str, Any]]:
    return [
        {
            "departments": sorted(set(examples.department[examples.fold == fold])),
            "places": int((examples.fold == fold).sum()),
            "positives": int(examples.label[examples.fold == fold].sum()),
        }
        for fold in range(FOLDS)
    ]
