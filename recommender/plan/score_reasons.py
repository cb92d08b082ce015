"""Why the model scored a place as it did: at most three reasons in Spanish that fit one SMS."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from recommender.model.bundle import Bundle
from recommender.plan.reasons import kilometres, thousands
from recommender.plan.sms import join_that_fits

MOST = 3
# A topic is told where it moves the odds by a tenth or more; less nobody would notice.
NOTICEABLE = math.log(1.1)
HEAD = "Parecido a lugares con tambo:"
NOTHING = "Nada lo distingue mucho del lugar rural promedio."


@dataclass(frozen=True)
class ScoreReasons:
    """The topics' contributions to each score and the figures that make them telling."""

    bundle: Bundle

    def of(self, row: int) -> tuple[list[str], str]:
        """Return the reasons for a place in a row, the strongest first, and the same as one SMS.

        Both are empty for an urban place: it has no score.
        """
        if bool(self.bundle.places["urban"].iloc[row]):
            return [], ""
        contributions = self.bundle.contributions[row]
        figures = dict(
            zip(self.bundle.feature_names, self.bundle.features[row].tolist(), strict=True)
        )
        told = []
        for index in np.argsort(-np.abs(contributions), kind="stable")[:MOST]:
            change = float(contributions[index])
            if abs(change) >= NOTICEABLE:
                side = "a favor" if change > 0 else "en contra"
                told.append(f"{side}: {phrase(self.bundle.topics[int(index)], figures)}")
        sentences = [f"{reason[0].upper()}{reason[1:]}." for reason in told] or [NOTHING]
        return told, join_that_fits(HEAD, sentences)


def phrase(topic: str, figures: dict[str, float]) -> str:
    """Return a topic with a figure of the place, short enough for three to stand in one SMS."""

    def km(name: str) -> str:
        return kilometres(figures[name])

    phrases = {
        "people": f"{thousands(figures['people_5km'])} personas a 5 km",
        "places": f"{thousands(figures['places_5km'])} lugares a 5 km",
        "towns": f"pueblo de 5 mil a {km('town_5k_km')} km",
        "health_post": f"puesto de salud a {km('health_post_km')} km",
        "census_order": f"es el {figures['serial']:.0f} del censo en su distrito",
        "position": f"capital distrital a {km('district_capital_km')} km",
        "altitude": f"altitud de unos {thousands(figures['altitude_here_m'])} m",
        "services": f"{figures['pct_hh_without_internet']:.0f}% sin internet (2017)",
        "poverty": f"pobreza de {figures['pct_poverty']:.0f}% (2018)",
        "learning": f"{figures['pct_age_10_24']:.0f}% tiene de 10 a 24",
        "district": f"distrito de {thousands(figures['district_places'])} lugares",
    }
    return phrases[topic]
