"""The features of a place that a reader understands, named in Spanish and English.

The others are ranks and ratios that help the model and say nothing by themselves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# Whose figure it is: of the place and what surrounds it, or of its whole district.
PLACE, DISTRICT = "place", "district"


@dataclass(frozen=True, slots=True)
class Figure:
    """A feature as it is shown; `decimals` is how exactly it is known to be worth showing."""

    name: str
    scope: str
    label: str
    label_en: str
    unit: str
    unit_en: str
    decimals: int = 0


def _km(name: str, label: str, label_en: str) -> Figure:
    return Figure(name, PLACE, label, label_en, "km", "km", 1)


def _count(name: str, label: str, label_en: str, unit: str, unit_en: str) -> Figure:
    return Figure(name, PLACE, label, label_en, unit, unit_en)


def _percent(name: str, label: str, label_en: str) -> Figure:
    return Figure(name, DISTRICT, label, label_en, "%", "%")


PEOPLE, PEOPLE_EN = "personas", "people"
FIGURES = (
    _count("people", "Personas del lugar (estimadas)", "People of the place (estimated)",
           PEOPLE, PEOPLE_EN),
    _count("people_5km", "Personas a menos de 5 km", "People within 5 km", PEOPLE, PEOPLE_EN),
    _count("people_20km", "Personas a menos de 20 km", "People within 20 km", PEOPLE, PEOPLE_EN),
    _count("places_5km", "Otros lugares a menos de 5 km", "Other places within 5 km",
           "lugares", "places"),
    _km("district_capital_km", "Capital del distrito", "Capital of the district"),
    _km("town_5k_km", "Pueblo de 5 mil personas o más", "Town of 5,000 people or more"),
    _km("town_20k_km", "Ciudad de 20 mil personas o más", "Town of 20,000 people or more"),
    _km("university_km", "Sede de universidad licenciada (2021)",
        "Seat of a licensed university (2021)"),
    _km("health_post_km", "Puesto de salud público (2022)", "Public health post (2022)"),
    _count("altitude_here_m", "Altitud aproximada", "Approximate altitude", "m", "m"),
    _percent("pct_hh_without_internet", "Hogares sin internet (2017)",
             "Homes without internet (2017)"),
    _percent("pct_hh_without_computer", "Hogares sin computadora (2017)",
             "Homes without a computer (2017)"),
    _percent("pct_hh_without_mobile_phone", "Hogares sin celular (2017)",
             "Homes without a mobile phone (2017)"),
    _percent("pct_dwellings_without_electricity", "Viviendas sin electricidad (2017)",
             "Dwellings without electricity (2017)"),
    _percent("pct_places_without_mobile", "Lugares sin cobertura móvil (2025)",
             "Places without mobile coverage (2025)"),
    _percent("pct_age_10_24", "Población de 10 a 24 años (2017)", "People aged 10 to 24 (2017)"),
    _percent("pct_reads_and_writes", "Población que lee y escribe (2017)",
             "People who read and write (2017)"),
    _percent("pct_poverty", "Pobreza (2018)", "Poverty (2018)"),
    Figure("hdi", DISTRICT, "Índice de desarrollo humano (2019)",
           "Human development index (2019)", "de 0 a 1", "0 to 1", 2),
)  # fmt: skip


def shown(features: Mapping[str, float]) -> list[dict[str, Any]]:
    """Return the figures that a place's features hold, in order; an unknown one is left out."""
    return [
        {**asdict(figure), "value": round(float(features[figure.name]), figure.decimals)}
        for figure in FIGURES
        if math.isfinite(features.get(figure.name, math.nan))
    ]
