"""Measure the network and the baselines on departments that they have not seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

from recommender.model.baselines import BASELINES, baseline_logits
from recommender.model.labels import FOLDS, Examples
from recommender.model.train import fit, logits, platt

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
# Raw features and labels to train on, raw features held out -> logits of the latter.
FitAndScore = Callable[[Floats32, Floats32, Floats32], Floats]


def network_logits(train: Floats32, label: Floats32, held_out: Floats32) -> Floats:
    """Return the network's logits for held-out raw features."""
    return logits(*fit(train, label), held_out)


def out_of_fold(examples: Examples, score: FitAndScore, say: Callable[[str], None]) -> Floats:
    """Return for each example the logit of the model that was fitted without its department."""
    result = np.empty(len(examples.label))
    for fold in range(FOLDS):
        held = examples.fold == fold
        result[held] = score(
            examples.features[~held], examples.label[~held], examples.features[held]
        )
        say(f"fold {fold + 1} of {FOLDS}")
    return result


def compare(examples: Examples, network: Floats, say: Callable[[str], None]) -> dict[str, Any]:
    """Return the figures of the network (its out-of-fold logits given) and of each baseline."""
    models = {"keras": figures(examples, network)}
    for name in BASELINES:
        say(name)

        def score(x: Floats32, y: Floats32, held: Floats32, name: str = name) -> Floats:
            return baseline_logits(name, x, y, held)

        models[name] = figures(examples, out_of_fold(examples, score, lambda _: None))
    return {
        "rural_places": len(examples.label),
        "positives": int(examples.label.sum()),
        "base_rate": float(examples.label.mean()),
        "folds": _fold_table(examples),
        "models": models,
        "calibration": calibration(examples, network),
        "departments": by_department(examples, network),
    }


def figures(examples: Examples, logit: Floats) -> dict[str, Any]:
    """Return ROC-AUC and average precision, over all held-out places and fold by fold.

    The mean over folds is the fairer one: logits of two folds come from two models.
    """
    label = examples.label
    each = [examples.fold == fold for fold in range(FOLDS)]
    auc = [float(roc_auc_score(label[held], logit[held])) for held in each]
    precision = [float(average_precision_score(label[held], logit[held])) for held in each]
    return {
        "roc_auc": float(roc_auc_score(label, logit)),
        "average_precision": float(average_precision_score(label, logit)),
        "roc_auc_by_fold": auc,
        "average_precision_by_fold": precision,
        "roc_auc_fold_mean": float(np.mean(auc)),
        "average_precision_fold_mean": float(np.mean(precision)),
    }


def calibration(examples: Examples, logit: Floats) -> dict[str, Any]:
    """Return how well calibrated the held-out probabilities are, each fold by the other four.

    `deciles` compares the mean probability with the share of tambos, least likely tenth first.
    """
    probability = np.empty(len(logit))
    for fold in range(FOLDS):
        held = examples.fold == fold
        slope, offset = platt(logit[~held], examples.label[~held])
        probability[held] = 1.0 / (1.0 + np.exp(-(slope * logit[held] + offset)))
    label = examples.label
    tenths = np.array_split(np.argsort(probability, kind="stable"), 10)
    return {
        "mean_probability": float(probability.mean()),
        "share_of_positives": float(label.mean()),
        "brier": float(brier_score_loss(label, probability)),
        "brier_of_base_rate": float(label.mean() * (1.0 - label.mean())),
        "deciles": [
            {"mean_probability": float(probability[t].mean()), "share": float(label[t].mean())}
            for t in tenths
        ],
    }


def by_department(examples: Examples, logit: Floats) -> dict[str, dict[str, Any]]:
    """Return places, positives and ROC-AUC by department (None below 5 positives: too few)."""
    result: dict[str, dict[str, Any]] = {}
    for code in np.unique(examples.department.astype(str)):
        held = examples.department == code
        label = examples.label[held]
        enough = label.sum() >= 5
        auc = float(roc_auc_score(label, logit[held])) if enough else None
        result[code] = {"places": len(label), "positives": int(label.sum()), "roc_auc": auc}
    return result


def _fold_table(examples: Examples) -> list[dict[str, Any]]:
    return [
        {
            "departments": sorted(set(examples.department[examples.fold == fold])),
            "places": int((examples.fold == fold).sum()),
            "positives": int(examples.label[examples.fold == fold].sum()),
        }
        for fold in range(FOLDS)
    ]
