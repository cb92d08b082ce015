"""Score every rural place with models that saw none of its department."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from recommender.features.definitions import FEATURE_NAMES
from recommender.features.matrix import without_health
from recommender.features.tables import Tables
from recommender.model.baselines import BASELINES, baseline_logits
from recommender.model.distil import targets
from recommender.model.labels import FOLDS, Examples, rural_examples
from recommender.model.neighbours import neighbour_sets
from recommender.model.network import SCORERS
from recommender.model.train import MEMBERS, SEED, fit, logits

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Say = Callable[[str], None]
# Also measured, to show what the score rests on; never compared for the championship.
WITHOUT_HEALTH = "keras_model_without_health_posts"
HEALTH_ALONE = "health_post_km_alone"
SHUFFLED = "keras_model_labels_shuffled"


def inputs(kind: str, tables: Tables) -> Floats32:
    """Return the raw rows of all places that a model takes, `tensorflow_model` with neighbours."""
    if kind != "tensorflow_model":
        return tables.features
    altitude = tables.features[:, FEATURE_NAMES.index("altitude_here_m")]
    return np.hstack([tables.features, neighbour_sets(tables.places, altitude)])


def out_of_fold(
    examples: Examples, fit_and_score: Callable[[Floats32, Examples, Floats32], Floats]
) -> Floats:
    """Return for each example the logit of the model that was fitted without its fold.

    `fit_and_score` takes raw features and the examples to learn from, and raw features to score.
    """
    result = np.empty(len(examples.label))
    for fold in range(FOLDS):
        held = examples.fold == fold
        learn = _subset(examples, ~held)
        result[held] = fit_and_score(learn.features, learn, examples.features[held])
    return result


def network_logits(kind: str, members: int) -> Callable[[Floats32, Examples, Floats32], Floats]:
    """Return the function that `out_of_fold` wants for a model of SCORERS."""

    def score(features: Floats32, learn: Examples, held: Floats32) -> Floats:
        target, weight = targets(features, learn.label, learn.weight)
        return logits(*fit(kind, features, target, weight, members), held)

    return score


def all_logits(tables: Tables, say: Say) -> dict[str, Floats]:
    """Return held-out logits of both networks, the baselines and the controls, by name."""
    examples = rural_examples(tables)
    found: dict[str, Floats] = {}
    for kind in SCORERS:
        say(kind)
        rows = replace(examples, features=inputs(kind, tables)[examples.rows])
        found[kind] = out_of_fold(rows, network_logits(kind, MEMBERS))
    for name in BASELINES:
        say(name)

        def baseline(x: Floats32, learn: Examples, held: Floats32, name: str = name) -> Floats:
            return baseline_logits(name, x, learn.label, held)

        found[name] = out_of_fold(examples, baseline)
    say(WITHOUT_HEALTH)
    blind = replace(examples, features=without_health(examples.features))
    found[WITHOUT_HEALTH] = out_of_fold(blind, network_logits("keras_model", 1))
    found[HEALTH_ALONE] = health_post_nearness(examples.features)
    say(SHUFFLED)
    found[SHUFFLED] = out_of_fold(shuffled(examples), network_logits("keras_model", 1))
    return found


def health_post_nearness(features: Floats32) -> Floats:
    """Return the km to a health post, negative; the same for all where it is left out."""
    km = features[:, FEATURE_NAMES.index("health_post_km")].astype(float)
    return np.asarray(-np.nan_to_num(km))


def shuffled(examples: Examples, seed: int = SEED) -> Examples:
    """Return the examples with labels shuffled within each department, weights along with them."""
    random = np.random.default_rng(seed)
    order = np.arange(len(examples.label))
    for code in np.unique(examples.department.astype(str)):
        rows = np.flatnonzero(examples.department == code)
        order[rows] = random.permutation(rows)
    return replace(examples, label=examples.label[order], weight=examples.weight[order])


def _subset(examples: Examples, kept: NDArray[np.bool_]) -> Examples:
    return Examples(
        examples.rows[kept],
        examples.features[kept],
        examples.label[kept],
        examples.weight[kept],
        examples.department[kept],
        examples.district[kept],
        examples.fold[kept],
    )
