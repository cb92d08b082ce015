"""Raw features of a request turned into rows of the model, or into what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.features.definitions import FEATURES, Feature

DEFINITIONS = {feature.name: feature for feature in FEATURES}
# More would not help anyone to mend a request.
ERRORS_SHOWN = 20


class UnfitFeatures(ValueError):
    """Features that cannot be scored; `errors` holds messages by row and name."""

    def __init__(self, errors: dict[str, dict[str, list[str]]]) -> None:
        super().__init__(f"{len(errors)} rows do not fit")
        self.errors = errors


def rows_of(given: Sequence[Mapping[str, Any]], names: tuple[str, ...]) -> NDArray[np.float32]:
    """Return the rows, shape (len(given), len(names)), NaN where a nullable feature is left out.

    Raise UnfitFeatures naming each row and feature that is missing, unknown, not a finite number
    or out of its range.
    """
    errors: dict[str, dict[str, list[str]]] = {}
    rows = np.full((len(given), len(names)), np.nan, dtype=np.float32)
    for number, features in enumerate(given):
        found = {name: ["Unknown feature."] for name in features if name not in names}
        for column, name in enumerate(names):
            message = _problem(DEFINITIONS[name], features.get(name), name in features)
            if message:
                found[name] = [message]
            elif features.get(name) is not None:
                rows[number, column] = features[name]
        if found and len(errors) < ERRORS_SHOWN:
            errors[str(number)] = found
    if errors:
        raise UnfitFeatures(errors)
    return rows


def described(names: tuple[str, ...], median: NDArray[np.float64]) -> list[dict[str, Any]]:
    """Return what a caller must know to give each feature; `median` is aligned with the names."""
    return [
        {
            "name": name,
            "unit": DEFINITIONS[name].unit,
            "source": DEFINITIONS[name].source,
            "low": DEFINITIONS[name].low,
            "high": DEFINITIONS[name].high,
            "nullable": DEFINITIONS[name].nullable,
            "median": round(float(value), 3) if math.isfinite(value) else None,
        }
        for name, value in zip(names, median, strict=True)
    ]


def _problem(feature: Feature, value: Any, given: bool) -> str | None:
    if value is None:
        if feature.nullable:
            return None
        return "Must not be null." if given else "Missing data for required feature."
    # True is an int to Python, never a figure to a caller.
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "Must be a finite number."
    if not feature.low <= value <= feature.high:
        return f"Must be between {feature.low:g} and {feature.high:g}."
    return None
