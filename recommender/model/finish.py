"""Train the model that is shipped, on all rural places, and score them with it."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from recommender.features.tables import Tables
from recommender.model.export import export
from recommender.model.labels import rural_examples
from recommender.model.network import suitability
from recommender.model.serving import SuitabilityModel
from recommender.model.train import fit, platt


def final_model(tables: Tables, out_of_fold: NDArray[np.float64], folder: Path) -> None:
    """Train, calibrate on the out-of-fold logits and write the model into a folder."""
    # Layers are numbered in the order of their making: without this an earlier training would
    # show in the names inside the file.
    keras.utils.clear_session()
    examples = rural_examples(tables)
    preprocess, members = fit(examples.features, examples.label)
    slope, offset = platt(out_of_fold, examples.label)
    export(suitability(preprocess, members, slope, offset), folder)


def rural_suitability(tables: Tables, saved_model: Path) -> NDArray[np.float64]:
    """Return the suitability of every place by the exported model, NaN where it is urban."""
    rural = ~tables.places["urban"].to_numpy(bool)
    result = np.full(len(rural), np.nan)
    result[rural] = SuitabilityModel.load(saved_model).predict(tables.features[rural])
    return result
