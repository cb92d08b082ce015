"""The networks: raw features in, likeness to the places that have a tambo out."""

from __future__ import annotations

import keras
import numpy as np
from keras import layers, ops
from numpy.typing import NDArray

from recommender.features.definitions import FEATURES
from recommender.model.encoding import BINS, UNLEARNT, encoding
from recommender.model.neighbours import NEIGHBOUR_COLUMNS, NEIGHBOURS

WIDTH = len(FEATURES)
ENCODED = WIDTH * BINS
LOGARITHMIC = sum(feature.logarithmic for feature in FEATURES)
SET_WIDTH = NEIGHBOURS * NEIGHBOUR_COLUMNS
# What is farther from the mean than this is as far as the model needs to know.
CLIP = 4.0
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
    """Return the model raw features -> encoded ones, with the quantiles of `features`.

    It travels inside the exported model, so that training and serving cannot drift apart. A
    missing figure counts as the mean. A column that was missing throughout counts for nothing,
    whatever is given for it later: no weight of it was ever learnt.
    """
    raw = keras.Input((features.shape[1],), dtype="float32", name="features")
    scale = scaling(features[:, :WIDTH])
    scaled = np.asarray(scale.predict(features[:, :WIDTH], batch_size=8_192, verbose=0))
    encoded = encoding(scaled)(scale(raw[:, :WIDTH]))
    if features.shape[1] > WIDTH:
        # The set of neighbours comes scaled by fixed units: see `neighbours`.
        encoded = layers.Concatenate()([encoded, raw[:, WIDTH:]])
    return keras.Model(raw, encoded, name="preprocessing")


def scaling(features: NDArray[np.float32]) -> keras.Model:
    """Return the model raw features -> scaled ones, mean 0 and spread 1 over `features`."""
    scale = prepared(features)
    known = ~np.isnan(scale).all(axis=0)
    mean, variance = np.zeros(WIDTH), np.full(WIDTH, UNLEARNT)
    mean[known] = np.nanmean(scale[:, known], axis=0)
    variance[known] = np.nanvar(scale[:, known], axis=0)
    raw = keras.Input((WIDTH,), dtype="float32", name="raw")
    logs = ops.log1p(ops.maximum(raw[:, :LOGARITHMIC], 0.0))
    joined = layers.Concatenate()([logs, raw[:, LOGARITHMIC:WIDTH]])
    scaled = layers.Normalization(mean=mean, variance=variance, name="scale")(joined)
    clipped = ops.clip(ops.nan_to_num(scaled), -CLIP, CLIP)
    return keras.Model(raw, clipped, name="scaling")


def keras_scorer(name: str) -> keras.Model:
    """Return the untrained `keras_model`: encoded features -> one logit."""
    encoded = keras.Input((ENCODED,), dtype="float32", name="encoded")
    return keras.Model(encoded, _head(encoded), name=name)


def tensorflow_scorer(name: str) -> keras.Model:
    """Return the untrained `tensorflow_model`: encoded features and neighbours -> one logit.

    The 32 nearest places are a set: each goes through the same layer, and the mean and the
    maximum over them do not depend on their order (Deep Sets, Zaheer et al. 2017).
    """
    encoded = keras.Input((ENCODED + SET_WIDTH,), dtype="float32", name="encoded")
    each = ops.reshape(encoded[:, ENCODED:], (-1, NEIGHBOURS, NEIGHBOUR_COLUMNS))
    each = layers.Dense(SET_UNITS, activation="gelu")(each)
    pooled = [layers.GlobalAveragePooling1D()(each), layers.GlobalMaxPooling1D()(each)]
    joined = layers.Concatenate()([encoded[:, :ENCODED], *pooled])
    return keras.Model(encoded, _head(joined), name=name)


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
    """Return encoded features -> the mean logit of the members."""
    encoded = keras.Input(score[0].input_shape[1:], dtype="float32", name="encoded")
    logits = [one(encoded) for one in score]
    mean = layers.Average()(logits) if len(logits) > 1 else logits[0]
    return keras.Model(encoded, mean, name="mean_logit")
