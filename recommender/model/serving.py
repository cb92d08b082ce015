"""Predict suitability with the exported SavedModel; needs TensorFlow but not Keras."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.model.bundle import BundleError

# Rows a call: keeps the model's memory small however many rows come.
BATCH = 8_192


class SuitabilityModel:
    """The model of one bundle, ready to predict."""

    def __init__(self, loaded: Any, columns: int) -> None:
        # Kept whole: the functions of a SavedModel live only as long as the object they came with.
        self._loaded = loaded
        self.columns = columns

    @classmethod
    def load(cls, folder: Path) -> SuitabilityModel:
        """Load the SavedModel in a folder; raise BundleError when there is none that serves."""
        # Imported here: reading the bundle's tables must not cost the seconds TensorFlow takes.
        import tensorflow as tf

        try:
            loaded = tf.saved_model.load(str(folder))
            columns = int(loaded.serve.input_signature[0].shape[1])
        except (OSError, AttributeError, ValueError, TypeError) as error:
            raise BundleError(f"{folder} holds no model that serves ({error})") from error
        return cls(loaded, columns)

    def predict(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the suitability, 0 to 1, of rural places from raw features (rows, columns).

        Raise ValueError for another number of columns. NaN means not known and is allowed.
        """
        if features.ndim != 2 or features.shape[1] != self.columns:
            raise ValueError(f"features must have shape (n, {self.columns}), not {features.shape}")
        parts = [
            np.asarray(
                self._loaded.serve(np.asarray(features[start : start + BATCH], dtype=np.float32))
            )
            for start in range(0, len(features), BATCH)
        ]
        joined = np.concatenate(parts) if parts else np.empty((0, 1))
        return joined.reshape(-1).astype(np.float64)
