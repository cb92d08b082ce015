"""The network: raw features in, likeness to the places that have a tambo out."""

from __future__ import annotations

import keras
import numpy as np
from keras import layers, ops
from numpy.typing import NDArray

from recommender.features.definitions import FEATURES

LOGARITHMIC = sum(feature.logarithmic for feature in FEATURES)
# What is farther from the mean than this is as far as the model needs to know.
CLIP = 4.0
HIDDEN = (16,)
DROPOUT = 0.2


def prepared(features: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return log(1 + x) of the logarithmic columns and the others as they are, in numpy."""
    logs = np.log1p(np.maximum(features[:, :LOGARITHMIC].astype(np.float64), 0.0))
    return np.hstack([logs, features[:, LOGARITHMIC:].astype(np.float64)])


def preprocessing(features: NDArray[np.float32]) -> keras.Model:
    """Return the model raw features -> scaled ones, with the mean and spread of `features`.

    It travels inside the exported model, so that training and serving cannot drift apart. A
    missing figure counts as the mean.
    """
    scale = prepared(features)
    mean, variance = np.nanmean(scale, axis=0), np.nanvar(scale, axis=0)
    raw = keras.Input((len(FEATURES),), dtype="float32", name="features")
    logs = ops.log1p(ops.maximum(raw[:, :LOGARITHMIC], 0.0))
    joined = layers.Concatenate()([logs, raw[:, LOGARITHMIC:]])
    scaled = layers.Normalization(mean=mean, variance=variance, name="scale")(joined)
    known = ops.clip(ops.nan_to_num(scaled), -CLIP, CLIP)
    return keras.Model(raw, known, name="preprocessing")


def scorer(name: str) -> keras.Model:
    """Return the untrained model scaled features -> one logit."""
    scaled = keras.Input((len(FEATURES),), dtype="float32", name="scaled")
    hidden = scaled
    for units in HIDDEN:
        hidden = layers.Dense(units, activation="gelu")(hidden)
        hidden = layers.Dropout(DROPOUT)(hidden)
    return keras.Model(scaled, layers.Dense(1)(hidden), name=name)


def suitability(
    preprocess: keras.Model, score: list[keras.Model], slope: float, offset: float
) -> keras.Model:
    """Return raw features -> calibrated probability: the mean logit, Platt-scaled."""
    raw = keras.Input((len(FEATURES),), dtype="float32", name="features")
    scaled = preprocess(raw)
    logits = [one(scaled) for one in score]
    logit = layers.Average()(logits) if len(logits) > 1 else logits[0]
    platt = layers.Dense(1, activation="sigmoid", name="platt")
    model = keras.Model(raw, platt(logit), name="suitability")
    platt.set_weights([np.array([[slope]]), np.array([offset])])
    return model
