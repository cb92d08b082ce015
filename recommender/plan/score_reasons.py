"""Why the model scored a place as it did: at most three reasons in Spanish that fit one SMS."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.model.bundle import Bundle
from recommender.model.feature_table import FeatureTable
from recommender.plan.reasons import kilometres, thousands
from recommender.plan.sms import join_that_fits

MOST = 3
# A topic is told where it moves the odds by a tenth or more; less nobody would notice.
NOTICEABLE = math.log(1.1)
# A question: nearly half of the places have only reasons against being alike.
HEAD = "¿Se parece a lugares con tambo?"
FOR, AGAINST = "a favor", "en contra"
NOTHING = "Nada lo distingue mucho del lugar rural promedio."


@dataclass(frozen=True)
class ScoreReasons:
    """The topics' contributions to each score and the figures that make them telling.

    Holds the bundle's arrays alone, so that its tables need not stay in memory.
    """

    topics: tuple[str, ...]
    contributions: NDArray[np.float32]
    features: FeatureTable
    urban: NDArray[np.bool_]

    @classmethod
    def of_bundle(cls, bundle: Bundle) -> ScoreReasons:
        """Return the reasons of a bundle's places, in their order."""
        urban = bundle.places["urban"].to_numpy(bool, copy=True)
        return cls(bundle.topics, bundle.contributions, bundle.feature_table, urban)

    def of(self, row: int) -> tuple[list[str], str]:
        """Return the reasons for a place in a row, the strongest first, and the same as one SMS.

        Both are empty for an urban place: it has no score.
        """
        if self.urban[row]:
            return [], ""
        contributions = self.contributions[row]
        figures = self.figures(row)
        told = []
        for index in np.argsort(-np.abs(contributions), kind="stable")[:MOST]:
            change = float(contributions[index])
            if abs(change) >= NOTICEABLE:
                side = FOR if change > 0 else AGAINST
                told.append((side, phrase(self.topics[int(index)], figures)))
        return [f"{side}: {text}" for side, text in told], _sms(told)

    def figures(self, row: int) -> dict[str, float]:
        """Return the raw features of the place in a row by name."""
        values = self.features.rows(np.array([row]))[0].tolist()
        return dict(zip(self.features.names, values, strict=True))


def _sms(told: list[tuple[str, str]]) -> str:
    sides = [(side, [text for one, text in told if one == side]) for side in (FOR, AGAINST)]
    sentences = [f"{side.capitalize()}: {'; '.join(texts)}." for side, texts in sides if texts]
    return join_that_fits(HEAD, sentences or [NOTHING])


def _persons(count: float) -> str:
    return "1 persona" if round(count) == 1 else f"unas {thousands(count)} personas"


def _others(count: float) -> str:
    if count == 0:
        return "sin otro lugar a menos de 5 km"
    return f"{thousands(count)} {'lugar' if count == 1 else 'lugares'} a menos de 5 km"


def _health_post(km: float) -> str:
    return f"puesto de salud a {f'{kilometres(km)} km' if km >= 0.1 else '100 m o menos'}"


def phrase(topic: str, figures: dict[str, float]) -> str:
    """Return a topic with a figure, short enough for any three to stand in one SMS.

    The censuses count by district: such a figure is said to be the district's.
    """

    def km(name: str) -> str:
        return kilometres(figures[name])

    def percent(name: str) -> str:
        return f"{figures[name]:.0f}%"

    phrases = {
        "people": f"{_persons(figures['people_5km'])} a 5 km",
        "places": _others(figures["places_5km"]),
        "towns": f"pueblo de 5 mil o más a {km('town_5k_km')} km",
        "health_post": _health_post(figures["health_post_km"]),
        "census_order": f"número {figures['serial']:.0f} del censo distrital",
        "position": f"capital distrital a {km('district_capital_km')} km",
        "altitude": f"altitud de unos {thousands(figures['altitude_here_m'])} m",
        "services": f"distrito: {percent('pct_hh_without_internet')} sin internet en casa (2017)",
        "poverty": f"distrito: pobreza {percent('pct_poverty')} (2018)",
        "learning": f"distrito: {percent('pct_age_10_24')} de 10 a 24 años",
        "district": f"distrito de {thousands(figures['district_places'])} lugares",
    }
    return phrases[topic]
