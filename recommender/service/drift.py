"""How the model's scores fit what has happened since it learned.

The model and its table of places do not change while they are served, so neither can drift. What
can move is the world around them: where editors open hubs, and which places people ask about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.hubs.per_version import PerVersion
from recommender.hubs.register import HubRegister
from recommender.places.gazetteer import Gazetteer
from recommender.records import Hub

# A hub stands for the rural place beside it; further away the place says nothing of the hub.
BESIDE_KM = 2.0
LOOKED_AT = 8
DECILES = 10
BUNDLE, EDITORS = "bundle", "editors"


@dataclass(frozen=True)
class HubScores:
    """The scores at open hubs as shares of the rural places that score lower, from 0 to 1.

    `scored` counts the hubs with a rural place beside them, `median` is None where there is none.
    """

    scored: int
    median: float | None


def rank_of(gazetteer: Gazetteer, score: float) -> float:
    """Return the share of rural places that score lower, from 0 to 1."""
    known = gazetteer.sorted_suitability
    return float(np.searchsorted(known, score, side="left")) / max(len(known), 1)


def decile_of(gazetteer: Gazetteer, score: float) -> int:
    """Return from 1, the tenth of rural places that score least, to 10."""
    return min(int(rank_of(gazetteer, score) * DECILES), DECILES - 1) + 1


class HubDrift:
    """The scores at the bundle's hubs and at those of editors, once for each register."""

    def __init__(self, gazetteer: Gazetteer, register: HubRegister) -> None:
        self._gazetteer, self._register = gazetteer, register
        self._kept = PerVersion(register, self._scores)

    def scores(self) -> dict[str, HubScores]:
        """Return the scores by whose hubs they are: `bundle` or `editors`."""
        return self._kept.get()

    def _scores(self, _version: int) -> dict[str, HubScores]:
        _, hubs = self._register.read()
        own = self._register.added_by_editors()
        return {
            BUNDLE: self._of(hub for hub in hubs if hub.id not in own),
            EDITORS: self._of(hub for hub in hubs if hub.id in own),
        }

    def _of(self, hubs: Iterable[Hub]) -> HubScores:
        found = [score for hub in hubs if (score := self._beside(hub)) is not None]
        ranks: NDArray[np.float64] = np.array([rank_of(self._gazetteer, score) for score in found])
        return HubScores(len(found), float(np.median(ranks)) if len(ranks) else None)

    def _beside(self, hub: Hub) -> float | None:
        rows, km = self._gazetteer.sphere.nearest(hub.latitude, hub.longitude, LOOKED_AT)
        scores = self._gazetteer.suitability[rows[km <= BESIDE_KM]]
        known = scores[np.isfinite(scores)]
        return float(known[0]) if len(known) else None
