"""The served model, asked by the ids of places."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.model.feature_table import FeatureTable
from recommender.model.serving import SuitabilityModel
from recommender.places.gazetteer import Gazetteer


@dataclass(frozen=True)
class Predictor:
    """Runs the SavedModel on the bundle's own features, whose rows are those of the gazetteer."""

    model: SuitabilityModel
    features: FeatureTable
    gazetteer: Gazetteer

    @classmethod
    def load(cls, saved_model: Path, features: FeatureTable, gazetteer: Gazetteer) -> Predictor:
        """Load the model in a folder; takes the seconds that TensorFlow needs to start."""
        predictor = cls(SuitabilityModel.load(saved_model), features, gazetteer)
        predictor.model.predict(features.rows(np.arange(1)))
        return predictor

    def predict(self, place_ids: list[str]) -> list[float | None]:
        """Return the suitability of each place, None where it is urban; raise KeyError."""
        rows = [self.gazetteer.row_of(place_id) for place_id in place_ids]
        if any(row is None for row in rows):
            raise KeyError("unknown place")
        at = np.array(rows, dtype=np.intp)
        rural = ~self.gazetteer.urban[at]
        scores = np.full(len(at), np.nan)
        scores[rural] = self.model.predict(self.features.rows(at[rural]))
        return [round(float(score), 6) if np.isfinite(score) else None for score in scores]

    def predict_rows(self, rows: NDArray[np.float32]) -> list[float]:
        """Return the suitability of raw features in the order of the bundle's names."""
        return [round(float(score), 6) for score in self.model.predict(rows)]
