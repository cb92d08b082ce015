"""Why the model scored a place as it did: at most three reasons in Spanish that fit one SMS."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.model.bundle import Bundle
from recommender.plan.reasons import kilometres, thousands
from recommender.plan.sms import join_that_fits

MOST = 3
# A topic is told where it moves the odds by a tenth or more; less nobody would notice.
NOTICEABLE = math.log(1.1)
HEAD = "Parecido a lugares con tambo."
FOR, AGAINST = "a favor", "en contra"
NOTHING = "Nada lo distingue mucho del lugar rural promedio."


@dataclass(frozen=True)
class ScoreReasons:
    """The topics' contributions to each score and the figures that make them telling.

    Holds the bundle's arrays alone, so that its tables need not stay in memory.
    """

    topics: tuple[str, ...]
    contributions: NDArray[np.float32]
    feature_names: tuple[str, ...]
    features: NDArray[np.float32]
    urban: NDArray[np.bool_]

    @classmethod
    def of_bundle(cls, bundle: Bundle) -> ScoreReasons:
        """Return the reasons of a bundle's places, in their order."""
        urban = bundle.places["urban"].to_numpy(bool, copy=True)
        return cls(
            bundle.topics, bundle.contributions, bundle.feature_names, bundle.features, urban
        )

    def of(self, row: int) -> tuple[list[str], str]:
        """Return the reasons for a place in a row, the strongest first, and the same as one SMS.

        Both are empty for an urban place: it has no score.
        """
        if self.urban[row]:
            return [], ""
        contributions = self.contributions[row]
        figures = dict(zip(self.feature_names, self.features[row].tolist(), strict=True))
        told = []
        for index in np.argsort(-np.abs(contributions), kind="stable")[:MOST]:
            change = float(contributions[index])
            if abs(change) >= NOTICEABLE:
                side = FOR if change > 0 else AGAINST
                told.append((side, phrase(self.topics[int(index)], figures)))
        return [f"{side}: {text}" for side, text in told], _sms(told)


def _sms(told: list[tuple[str, str]]) -> str:
    sides = [(side, [text for one, text in told if one == side]) for side in (FOR, AGAINST)]
    sentences = [f"{side.capitalize()}: {'; '.join(texts)}." for side, texts in sides if texts]
    return join_that_fits(HEAD, sentences or [NOTHING])


def _others(count: float) -> str:
    if count == 0:
        return "ningún otro lugar a menos de 5 km"
    return f"{thousands(count)} {'lugar' if count == 1 else 'lugares'} a menos de 5 km"


def phrase(topic: str, figures: dict[str, float]) -> str:
    """Return a topic with a figure of the place, short enough for three to stand in one SMS."""

    def km(name: str) -> str:
        return kilometres(figures[name])

    phrases = {
        "people": f"unas {thousands(figures['people_5km'])} personas a 5 km",
        "places": _others(figures["places_5km"]),
        "towns": f"pueblo de 5 mil a {km('town_5k_km')} km",
        "health_post": f"puesto de salud a {km('health_post_km')} km",
        "census_order": f"número {figures['serial']:.0f} en el censo del distrito",
        "position": f"capital distrital a {km('district_capital_km')} km",
        "altitude": f"altitud de unos {thousands(figures['altitude_here_m'])} m",
        "services": f"{figures['pct_hh_without_internet']:.0f}% sin internet (2017)",
        "poverty": f"pobreza de {figures['pct_poverty']:.0f}% (2018)",
        "learning": f"{figures['pct_age_10_24']:.0f}% tiene 10 a 24 años",
        "district": f"distrito de {thousands(figures['district_places'])} lugares",
    }
    return phrases[topic]
