"""Fit the networks, always with the same seed."""

from __future__ import annotations

import math
from collections.abc import Iterable

import keras
import numpy as np
from numpy.typing import NDArray

from recommender.model.network import SCORERS, preprocessing

SEED = 20_261_001
# Networks that differ only in their seed; their mean is steadier than each.
MEMBERS = 4
EPOCHS = 6
BATCH = 512
LEARNING_RATE = 1e-3
WEIGHT_DECAY = 0.1
# One place in 205 has a tambo: weighted up so that a batch's gradient is not all zeros' own. The
# calibration afterwards brings the scores back to the true rate.
POSITIVE_WEIGHT = 100.0

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]


def fit(
    kind: str,
    features: Floats32,
    target: Floats32,
    weight: Floats32,
    numbers: Iterable[int] = range(MEMBERS),
) -> tuple[keras.Model, list[keras.Model]]:
    """Return the preprocessing and the trained members of a model of SCORERS.

    `features` are raw rows (with the neighbours behind them for `tensorflow_model`); `target` is
    what is to be learnt, 0 to 1, and `weight` what each example counts (see `distil.targets`). Each
    member's number makes its seed.
    """
    preprocess = preprocessing(features)
    encoded = np.asarray(preprocess.predict(features, batch_size=8_192, verbose=0))
    return preprocess, [_fit_member(kind, encoded, target, weight, member) for member in numbers]


def logits(preprocess: keras.Model, members: list[keras.Model], features: Floats32) -> Floats:
    """Return the mean logit of the members for raw features, not yet calibrated."""
    encoded = preprocess.predict(features, batch_size=8_192, verbose=0)
    each = [member.predict(encoded, batch_size=8_192, verbose=0)[:, 0] for member in members]
    return np.asarray(np.mean(each, axis=0), dtype=np.float64)


def _fit_member(
    kind: str, encoded: Floats32, target: Floats32, weight: Floats32, number: int
) -> keras.Model:
    keras.utils.set_random_seed(SEED + number)
    member = SCORERS[kind](f"scorer_{number + 1}")
    steps = EPOCHS * math.ceil(len(target) / BATCH)
    rate = keras.optimizers.schedules.CosineDecay(LEARNING_RATE, steps)
    member.compile(
        optimizer=keras.optimizers.AdamW(rate, weight_decay=WEIGHT_DECAY),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
    )
    member.fit(encoded, target, sample_weight=weight, batch_size=BATCH, epochs=EPOCHS, verbose=0)
    return member
