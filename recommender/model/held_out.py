"""Score every rural place with models that saw none of its department."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from recommender.model.permutation import permuted_topics
from recommender.model.train import MEMBERS, SEED, fit, logits

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
# Yields the folds that it is given, and shows under a title how many are done.
Track = Callable[[Sequence[int], str], Iterable[int]]
# By fold: the target and the weight of each example outside it.
Taught = dict[int, tuple[Floats32, Floats32]]
FitAndScore = Callable[[int, Examples, Examples], dict[str, Floats]]
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
    examples: Examples, fit_and_score: FitAndScore, folds: Iterable[int] = range(FOLDS)
) -> dict[str, Floats]:
    """Return for each example the logits of the models that were fitted without its fold, by name.

    `fit_and_score` takes the number of a fold, the examples to learn from, which are all others,
    and those to score.
    """
    found: dict[str, Floats] = {}
    for fold in folds:
        held = examples.fold == fold
        for name, logit in fit_and_score(
            fold, _subset(examples, ~held), _subset(examples, held)
        ).items():
            found.setdefault(name, np.empty(len(examples.label)))[held] = logit
    return found


def taught(examples: Examples, folds: Iterable[int]) -> Taught:
    """Return by fold what its model is to learn, from teachers that saw none of the fold."""
    found = {}
    for fold in folds:
        learn = _subset(examples, examples.fold != fold)
        found[fold] = targets(learn.features, learn.label, learn.weight)
    return found


def network(kind: str, name: str, members: int, lessons: Taught, by_topic: bool) -> FitAndScore:
    """Return the function that `out_of_fold` wants for a model of SCORERS.

    It gives the logits under `name` and, `by_topic`, those that the model gives where the figures
    of one topic are permuted, under `permuted(name, topic)`.
    """

    def score(fold: int, learn: Examples, held: Examples) -> dict[str, Floats]:
        model = fit(kind, learn.features, *lessons[fold], range(members))
        found = {name: logits(*model, held.features)}
        if by_topic:
            for topic, rows in permuted_topics(held.features, held.department):
                found[permuted(name, topic)] = logits(*model, rows)
        return found

    return score


def permuted(name: str, topic: str) -> str:
    """Return the name of a model's logits with the figures of a topic permuted."""
    return f"{name}/{topic}"


def all_logits(tables: Tables, track: Track) -> dict[str, Floats]:
    """Return held-out logits of both networks, the baselines and the controls, by name.

    Those of the networks also with the figures of each topic permuted: see `network`.
    """
    examples = rural_examples(tables)
    blind = replace(examples, features=without_health(examples.features))
    found = {HEALTH_ALONE: health_post_nearness(examples.features)}

    def folds(title: str) -> Iterable[int]:
        return track(range(FOLDS), f"held_out: {title}")

    for name in BASELINES:
        found |= out_of_fold(examples, _baseline(name), folds(name))
    lessons = taught(examples, folds("teachers"))
    for kind in SCORERS:
        rows = replace(examples, features=inputs(kind, tables)[examples.rows])
        found |= out_of_fold(rows, network(kind, kind, MEMBERS, lessons, True), folds(kind))
    for name, control in ((WITHOUT_HEALTH, blind), (SHUFFLED, shuffled(examples))):
        lessons = taught(control, folds(f"teachers of {name}"))
        one = network("keras_model", name, 1, lessons, False)
        found |= out_of_fold(control, one, folds(name))
    return found


def _baseline(name: str) -> FitAndScore:
    def score(_fold: int, learn: Examples, held: Examples) -> dict[str, Floats]:
        return {name: baseline_logits(name, learn.features, learn.label, held.features)}

    return score


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
