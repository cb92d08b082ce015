"""Train the model that is shipped, on all rural places, and score them with it."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from recommender.features.tables import Tables
from recommender.model.calibration import fit_platt
from recommender.model.distil import targets
from recommender.model.encoding import by_feature
from recommender.model.explain import integrated_gradients
from recommender.model.export import export
from recommender.model.held_out import Track, inputs
from recommender.model.labels import rural_examples
from recommender.model.network import ENCODED, SCORERS, mean_logit, suitability
from recommender.model.serving import SuitabilityModel
from recommender.model.topics import topic_contributions
from recommender.model.train import MEMBERS, fit

# Places a step: the encoding of all at once would take most of a gigabyte.
CHUNK = 8_192


def final_model(
    kind: str, tables: Tables, out_of_fold: NDArray[np.float64], folder: Path, track: Track
) -> NDArray[np.float64]:
    """Train, calibrate on the out-of-fold logits and write the model into a folder.

    Return what each topic adds to the logit of each rural place, shape (rural, topics). `track`
    yields what it is given and shows under a title how much is done.
    """
    # Layers are numbered in the order of their making: without this an earlier training would
    # show in the names inside the file.
    keras.utils.clear_session()
    examples = rural_examples(tables)
    rows = inputs(kind, tables)[examples.rows]
    target, weight = targets(rows, examples.label, examples.weight)
    preprocess, members = fit(kind, rows, target, weight, numbers=track(range(MEMBERS), "final"))
    members = [without_optimizer(kind, member) for member in members]
    platt = fit_platt(out_of_fold, examples.label)
    export(suitability(preprocess, members, platt.slope, platt.offset), folder)
    score = mean_logit(members)
    parts = [
        contributions(preprocess, score, rows[start : start + CHUNK])
        for start in track(range(0, len(rows), CHUNK), "contributions")
    ]
    return platt.slope * topic_contributions(np.concatenate(parts))


def without_optimizer(kind: str, member: keras.Model) -> keras.Model:
    """Return the same network without its optimizer's moments, two thirds of an exported file."""
    bare = SCORERS[kind](member.name)
    bare.set_weights(member.get_weights())
    return bare


def contributions(
    preprocess: keras.Model, score: keras.Model, rows: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return what each raw column (n, columns) adds to the logit beyond the average place's.

    The path of the gradients runs through the encoding, where the network is smooth and the
    average place is all 0; a feature's part is the sum over its bins.
    """
    encoded = preprocess.predict(rows, batch_size=CHUNK, verbose=0)
    baseline = np.zeros(encoded.shape[1], dtype=np.float32)
    found = integrated_gradients(score, encoded, baseline)
    return np.hstack([by_feature(found[:, :ENCODED]), found[:, ENCODED:]])


def rural_suitability(kind: str, tables: Tables, saved_model: Path) -> NDArray[np.float64]:
    """Return the suitability of every place by the exported model, NaN where it is urban."""
    rural = ~tables.places["urban"].to_numpy(bool)
    result = np.full(len(rural), np.nan)
    rows = inputs(kind, tables)[rural]
    result[rural] = SuitabilityModel.load(saved_model).predict(rows)
    return result
