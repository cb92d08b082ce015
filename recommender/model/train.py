"""Fit the network and its calibration, always with the same seed."""

from __future__ import annotations

import math

import keras
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from recommender.model.network import preprocessing, scorer

SEED = 20_261_001
# Networks that differ only in their seed; their mean is steadier than each.
MEMBERS = 3
EPOCHS = 15
BATCH = 512
LEARNING_RATE = 3e-3
WEIGHT_DECAY = 1e-2
# One place in 180 has a tambo: weighted up so that a batch's gradient is not all zeros' own. The
# calibration afterwards brings the scores back to the true rate.
POSITIVE_WEIGHT = 100.0

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]


def fit(features: Floats32, label: Floats32) -> tuple[keras.Model, list[keras.Model]]:
    """Return the preprocessing and the trained members for raw features (rows, columns)."""
    preprocess = preprocessing(features)
    scaled = np.asarray(preprocess(features))
    members = [_fit_member(scaled, label, member) for member in range(MEMBERS)]
    return preprocess, members


def logits(preprocess: keras.Model, members: list[keras.Model], features: Floats32) -> Floats:
    """Return the mean logit of the members for raw features, not yet calibrated."""
    scaled = preprocess(features)
    each = [np.asarray(member(scaled, training=False))[:, 0] for member in members]
    return np.asarray(np.mean(each, axis=0), dtype=np.float64)


def platt(logit: Floats, label: Floats32) -> tuple[float, float]:
    """Return the slope and offset that turn logits into probabilities (Platt 1999).

    Fitted without a penalty, so that the mean probability is the share of positives.
    """
    fitted = LogisticRegression(C=np.inf, tol=1e-8).fit(logit[:, None], label)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _fit_member(scaled: Floats32, label: Floats32, number: int) -> keras.Model:
    keras.utils.set_random_seed(SEED + number)
    member = scorer(f"scorer_{number + 1}")
    steps = EPOCHS * math.ceil(len(label) / BATCH)
    rate = keras.optimizers.schedules.CosineDecay(LEARNING_RATE, steps)
    member.compile(
        optimizer=keras.optimizers.AdamW(rate, weight_decay=WEIGHT_DECAY),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
    )
    weight = np.where(label > 0, POSITIVE_WEIGHT, 1.0)
    member.fit(scaled, label, sample_weight=weight, batch_size=BATCH, epochs=EPOCHS, verbose=0)
    return member
