"""The served model, asked by the ids of places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.model.bundle import Bundle
from recommender.model.feature_table import FeatureTable
from recommender.model.serving import SuitabilityModel
from recommender.places.gazetteer import Gazetteer


@dataclass(frozen=True)
class Predictor:
    """Runs the SavedModel on the bundle's own features, row by row aligned with the places."""

    model: SuitabilityModel
    features: FeatureTable
    gazetteer: Gazetteer

    @classmethod
    def load(cls, bundle: Bundle, gazetteer: Gazetteer) -> Predictor:
        """Load the model; takes the seconds that TensorFlow needs to start."""
        if [str(one) for one in bundle.places["id"]] != [
            str(one) for one in gazetteer.places["id"]
        ]:
            raise ValueError("the bundle's places are not sorted by id, so features would shift")
        predictor = cls(SuitabilityModel.load(bundle.saved_model), bundle.feature_table, gazetteer)
        predictor.model.predict(bundle.feature_table.rows(np.arange(1)))
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
