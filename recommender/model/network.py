"""The networks: raw features in, likeness to the places that have a tambo out."""

from __future__ import annotations

import keras
import numpy as np
from keras import layers, ops
from numpy.typing import NDArray

from recommender.features.definitions import FEATURES
from recommender.model.neighbours import NEIGHBOUR_COLUMNS, NEIGHBOURS

WIDTH = len(FEATURES)
LOGARITHMIC = sum(feature.logarithmic for feature in FEATURES)
SET_WIDTH = NEIGHBOURS * NEIGHBOUR_COLUMNS
# What is farther from the mean than this is as far as the model needs to know.
CLIP = 4.0
# So large a variance scales any figure to nothing.
UNLEARNT = 1e30
HIDDEN = 48
DROPOUT = 0.3
# Many features say nearly the same: leaving some out in each step keeps any one from ruling.
INPUT_DROPOUT = 0.1
SET_UNITS = 16


def prepared(features: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return log(1 + x) of the logarithmic columns and the others as they are, in numpy."""
    logs = np.log1p(np.maximum(features[:, :LOGARITHMIC].astype(np.float64), 0.0))
    return np.hstack([logs, features[:, LOGARITHMIC:].astype(np.float64)])


def preprocessing(features: NDArray[np.float32]) -> keras.Model:
    """Return the model raw features -> scaled ones, with the mean and spread of `features`.

    It travels inside the exported model, so that training and serving cannot drift apart. A
    missing figure counts as the mean. A column that was missing throughout counts for nothing,
    whatever is given for it later: no weight of it was ever learnt.
    """
    scale = prepared(features[:, :WIDTH])
    known = ~np.isnan(scale).all(axis=0)
    mean, variance = np.zeros(WIDTH), np.full(WIDTH, UNLEARNT)
    mean[known] = np.nanmean(scale[:, known], axis=0)
    variance[known] = np.nanvar(scale[:, known], axis=0)
    raw = keras.Input((features.shape[1],), dtype="float32", name="features")
    logs = ops.log1p(ops.maximum(raw[:, :LOGARITHMIC], 0.0))
    joined = layers.Concatenate()([logs, raw[:, LOGARITHMIC:WIDTH]])
    scaled = layers.Normalization(mean=mean, variance=variance, name="scale")(joined)
    clipped = ops.clip(ops.nan_to_num(scaled), -CLIP, CLIP)
    if features.shape[1] > WIDTH:
        # The set of neighbours comes scaled by fixed units: see `neighbours`.
        clipped = layers.Concatenate()([clipped, raw[:, WIDTH:]])
    return keras.Model(raw, clipped, name="preprocessing")


def keras_scorer(name: str) -> keras.Model:
    """Return the untrained `keras_model`: scaled features -> one logit."""
    scaled = keras.Input((WIDTH,), dtype="float32", name="scaled")
    return keras.Model(scaled, _head(scaled), name=name)


def tensorflow_scorer(name: str) -> keras.Model:
    """Return the untrained `tensorflow_model`: scaled features and neighbours -> one logit.

    The 32 nearest places are a set: each goes through the same layer, and the mean and the
    maximum over them do not depend on their order (Deep Sets, Zaheer et al. 2017).
    """
    scaled = keras.Input((WIDTH + SET_WIDTH,), dtype="float32", name="scaled")
    each = ops.reshape(scaled[:, WIDTH:], (-1, NEIGHBOURS, NEIGHBOUR_COLUMNS))
    each = layers.Dense(SET_UNITS, activation="gelu")(each)
    pooled = [layers.GlobalAveragePooling1D()(each), layers.GlobalMaxPooling1D()(each)]
    joined = layers.Concatenate()([scaled[:, :WIDTH], *pooled])
    return keras.Model(scaled, _head(joined), name=name)


SCORERS = {"keras_model": keras_scorer, "tensorflow_model": tensorflow_scorer}


def _head(inputs: keras.KerasTensor) -> keras.KerasTensor:
    hidden = layers.Dropout(INPUT_DROPOUT)(inputs)
    hidden = layers.Dense(HIDDEN, activation="gelu")(hidden)
    return layers.Dense(1)(layers.Dropout(DROPOUT)(hidden))


def suitability(
    preprocess: keras.Model, score: list[keras.Model], slope: float, offset: float
) -> keras.Model:
    """Return raw features -> calibrated probability: the mean logit, Platt-scaled."""
    raw = keras.Input(preprocess.input_shape[1:], dtype="float32", name="features")
    logit = mean_logit(score)(preprocess(raw))
    platt = layers.Dense(1, activation="sigmoid", name="platt")
    model = keras.Model(raw, platt(logit), name="suitability")
    platt.set_weights([np.array([[slope]]), np.array([offset])])
    return model


def mean_logit(score: list[keras.Model]) -> keras.Model:
    """Return scaled features -> the mean logit of the members."""
    scaled = keras.Input(score[0].input_shape[1:], dtype="float32", name="scaled")
    logits = [one(scaled) for one in score]
    mean = layers.Average()(logits) if len(logits) > 1 else logits[0]
    return keras.Model(scaled, mean, name="mean_logit")
