"""Why a place would serve: in figures, in sentences, and in one SMS."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.places.sphere import chord, unit_vectors
from recommender.plan.sms import cut, join_that_fits, to_gsm7

REASONS_RADIUS_KM = 5.0
NAME_SEPTETS = 36


@dataclass(frozen=True, slots=True)
class Reason:
    """One figure that speaks for or against a place."""

    code: str
    text: str
    value: float
    unit: str


def thousands(number: float) -> str:
    """Write a count the way it is read in Peru: 48 000."""
    return f"{round(number):,}".replace(",", " ")


def kilometres(km: float) -> str:
    return f"{km:.1f}".rstrip("0").rstrip(".") if km < 100 else f"{km:.0f}"


def site_sms(
    name: str,
    province: str,
    people: float,
    youth: float,
    within: str,
    hub: tuple[str, float] | None,
    pct_without_internet: float,
) -> str:
    """Return why a site would serve, in at most 160 GSM-7 septets."""
    head = f"{cut(to_gsm7(name), NAME_SEPTETS)} ({cut(to_gsm7(province), NAME_SEPTETS)}): "
    head += f"unas {thousands(people)} personas nuevas a {within},"
    head += f" {thousands(youth)} de 10 a 24 años."
    sentences = [_hub_sentence(hub)]
    if math.isfinite(pct_without_internet):
        sentences.insert(0, f"{pct_without_internet:.0f}% de hogares sin internet (2017).")
    return join_that_fits(head, sentences)


def nearest_hub(hubs: HubIndex, latitude: float, longitude: float) -> tuple[str, float] | None:
    """Return kind and distance in km of the nearest hub, or None without any."""
    near = hubs.nearest(latitude, longitude, 1)
    return (near[0].hub.kind, near[0].distance_km) if near else None


def reasons_for(gazetteer: Gazetteer, hubs: HubIndex, row: int) -> tuple[list[Reason], str]:
    """Return the reasons for the populated place in a row, and the same in one SMS."""
    latitude, longitude = float(gazetteer.latitude[row]), float(gazetteer.longitude[row])
    point = unit_vectors(np.array([latitude]), np.array([longitude]))[0]
    rows = np.asarray(gazetteer.sphere.tree.query_ball_point(point, chord(REASONS_RADIUS_KM)))
    beyond = rows[
        hubs.sphere.nearest_km(gazetteer.latitude[rows], gazetteer.longitude[rows])
        > REASONS_RADIUS_KM
    ]
    people, youth = (float(column[rows].sum()) for column in (gazetteer.people, gazetteer.youth))
    new, new_youth = (float(column[beyond].sum()) for column in (gazetteer.people, gazetteer.youth))
    hub = nearest_hub(hubs, latitude, longitude)
    district = gazetteer.districts.loc[gazetteer.ubigeos[row]]
    reasons = [
        Reason("people", f"unas {thousands(people)} personas viven a menos de 5 km", people,
               "people"),
        Reason("youth", f"unas {thousands(youth)} tienen de 10 a 24 años", youth, "people"),
        Reason("newly_reached", f"unas {thousands(new)} no tienen un hub a menos de 5 km", new,
               "people"),
    ]  # fmt: skip
    if hub is not None:
        text = _hub_sentence(hub).rstrip(".") + " en línea recta"
        reasons.append(Reason("nearest_hub", text, hub[1], "km"))
    reasons += _district_reasons(district)
    reasons += _model_reasons(gazetteer, row)
    without = float(district["pct_hh_without_internet"])
    sms = site_sms(gazetteer.names[row], str(district["province"]), new, new_youth,
                   f"{kilometres(REASONS_RADIUS_KM)} km", hub, without)  # fmt: skip
    return reasons, sms


def _hub_sentence(hub: tuple[str, float] | None) -> str:
    if hub is None:
        return "Sin hubs en el registro."
    name = "Tambo" if hub[0] == "tambo" else "Hub"
    return f"{name} más cercano a {kilometres(hub[1])} km."


def _district_reasons(district: Any) -> list[Reason]:
    """Return what the censuses say of the district, where they say it."""
    wanted = (
        ("no_internet", "pct_hh_without_internet",
         "{:.0f} % de los hogares del distrito no tenían internet en 2017", "percent"),
        ("no_computer", "pct_hh_without_computer",
         "{:.0f} % de los hogares del distrito no tenían computadora en 2017", "percent"),
        ("poverty", "pct_poverty", "{:.0f} % de pobreza en el distrito en 2018", "percent"),
        ("altitude", "altitude_m", "la capital del distrito está a {:.0f} m de altitud", "m"),
    )  # fmt: skip
    found = []
    for code, column, text, unit in wanted:
        value = float(district[column])
        if math.isfinite(value):
            found.append(Reason(code, text.format(value), value, unit))
    return found


def _model_reasons(gazetteer: Gazetteer, row: int) -> list[Reason]:
    """Say how like the places with a tambo this one is, as its rank among rural places."""
    score = float(gazetteer.suitability[row])
    if not math.isfinite(score):
        return []
    ranked = gazetteer.sorted_suitability
    above = 100.0 * float(np.searchsorted(ranked, score, side="left")) / len(ranked)
    text = f"se parece a los lugares con tambo más que el {above:.0f} % de los lugares rurales"
    return [Reason("suitability", text, round(above, 1), "percent")]
