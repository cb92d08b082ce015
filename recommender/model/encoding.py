"""Each feature as its place among the quantiles that were seen: what a tree's splits know of it.

Piecewise linear encoding (Gorishniy, Rubachev and Babenko 2022, "On Embeddings for Numerical
Features in Tabular Deep Learning", section 3.1). A network on it can treat a feature's ranges
apart, as boosted trees do, and beyond the range that it learnt from it says no more than at its
end: that matters in departments that are unlike those that it saw.
"""

from __future__ import annotations

import keras
import numpy as np
from keras import layers, ops
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
# Between so many quantiles; with 8 held-out figures are no better and the network is larger.
BINS = 5
# So large a variance scales any figure to nothing.
UNLEARNT = 1e30
# A bin narrower than this, in standard deviations, holds one figure or its rounding.
NARROWEST = 1e-3


def encoding(scaled: Floats32) -> keras.Model:
    """Return the model (n, f) -> (n, f * BINS), with the quantiles of `scaled`, (rows, f).

    Bin b of a feature runs from 0 at its lower to 1 at its upper quantile, less what it is for
    the scaled figure 0, which is the mean: the average place, and what is not known, are all 0.
    """
    edges = np.quantile(scaled.astype(np.float64), np.linspace(0.0, 1.0, BINS + 1), axis=0).T
    lower, width = edges[:, :-1], np.diff(edges, axis=1)
    variance = np.where(width > NARROWEST, width**2, UNLEARNT)
    mean = np.clip(-lower / np.sqrt(variance), 0.0, 1.0).reshape(-1)
    given = keras.Input((scaled.shape[1],), dtype="float32", name="clipped")
    each = ops.repeat(ops.expand_dims(given, -1), BINS, axis=-1)
    place = layers.Normalization(axis=(1, 2), mean=lower, variance=variance, name="bins")(each)
    flat = layers.Flatten()(ops.clip(place, 0.0, 1.0))
    centred = layers.Normalization(mean=mean, variance=np.ones_like(mean), name="centre")(flat)
    return keras.Model(given, centred, name="encoding")


def by_feature(encoded: Floats) -> Floats:
    """Return the sums over each feature's bins, (n, f), of values (n, f * BINS)."""
    return np.asarray(encoded.reshape(len(encoded), -1, BINS).sum(axis=2))
