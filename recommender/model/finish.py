"""Train the model that is shipped, on all rural places, and score them with it."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from recommender.features.tables import Tables
from recommender.model.calibration import fit_platt
from recommender.model.distil import targets
from recommender.model.explain import integrated_gradients
from recommender.model.export import export
from recommender.model.held_out import inputs
from recommender.model.labels import rural_examples
from recommender.model.network import mean_logit, suitability
from recommender.model.serving import SuitabilityModel
from recommender.model.topics import topic_contributions
from recommender.model.train import fit


def final_model(
    kind: str, tables: Tables, out_of_fold: NDArray[np.float64], folder: Path
) -> NDArray[np.float64]:
    """Train, calibrate on the out-of-fold logits and write the model into a folder.

    Return what each topic adds to the logit of each rural place, shape (rural, topics).
    """
    # Layers are numbered in the order of their making: without this an earlier training would
    # show in the names inside the file.
    keras.utils.clear_session()
    examples = rural_examples(tables)
    rows = inputs(kind, tables)[examples.rows]
    target, weight = targets(rows, examples.label, examples.weight)
    preprocess, members = fit(kind, rows, target, weight)
    platt = fit_platt(out_of_fold, examples.label)
    export(suitability(preprocess, members, platt.slope, platt.offset), folder)
    scaled = preprocess.predict(rows, batch_size=8_192, verbose=0)
    baseline = np.zeros(scaled.shape[1], dtype=np.float32)
    found = integrated_gradients(mean_logit(members), scaled, baseline)
    return platt.slope * topic_contributions(found)


def rural_suitability(kind: str, tables: Tables, saved_model: Path) -> NDArray[np.float64]:
    """Return the suitability of every place by the exported model, NaN where it is urban."""
    rural = ~tables.places["urban"].to_numpy(bool)
    result = np.full(len(rural), np.nan)
    rows = inputs(kind, tables)[rural]
    result[rural] = SuitabilityModel.load(saved_model).predict(rows)
    return result
