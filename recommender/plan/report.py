"""A plan as one printed page: what was asked, where to open and why, how good, what is unknown."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from recommender.places.gazetteer import Gazetteer
from recommender.plan.drawing import MOST_NUMBERS, curve_of, map_of
from recommender.plan.reasons import kilometres, thousands
from recommender.plan.report_words import SOURCES, WORDS, Words
from recommender.records import Place

Document = dict[str, Any]

# Peru keeps one time all year.
LIMA = timedelta(hours=-5)
MOST_NAMES = 8


def report_of(plan: Document, gazetteer: Gazetteer, language: str) -> Document:
    """Return what the template shows of a plan that is done, in "es" or "en"."""
    words = WORDS[language]
    region = plan["region"]["label"] if plan["region"] else words["peru"]
    hubs = len(plan["sites"])
    return {
        "language": language,
        "words": words,
        "title": words["title"].format(
            words["hub"] if hubs == 1 else words["hubs"].format(hubs), region
        ),
        "code": plan["code"],
        "made": words["made"].format(_day(plan["created_at"], words)),
        "figures": _figures(plan, words, language),
        "quality": _quality(plan, words, language),
        "asked": asked_lines(plan, gazetteer, language),
        "sites": [_site(site, gazetteer, language) for site in plan["sites"]],
        "with_cost": any(site["cost"] != 1.0 for site in plan["sites"]),
        "map": map_of(plan, gazetteer),
        "legend": _legend(plan, words),
        "curve": curve_of(plan),
        "most": _count(plan["newly_covered_people"], language),
        "limits": _limits(plan, words),
        "versions": words["versions"].format(
            *(plan["versions"][name] for name in ("model", "data", "hubs_as_of")),
            words["methods"].get(plan["method"], plan["method"]),
        ),
        "sources": SOURCES,
    }


def asked_lines(plan: Document, gazetteer: Gazetteer, language: str) -> list[str]:
    """Say line by line what the plan was asked to do and to keep."""
    words, asked = WORDS[language], plan["request"]
    share = asked.get("share_percent")
    lines = [words["problem"][plan["problem"]].format(_number(share) if share else "")]
    if plan["k"] is not None:
        lines.append(words["k"].format(plan["k"]))
    minutes = asked.get("radius_min")
    if minutes:
        lines.append(words["minutes"].format(_number(minutes)))
    else:
        lines.append(words["radius"].format(_number(plan["radius_km"])))
    if asked.get("demand"):
        lines.append(words["group"][asked["demand"]])
    lines.append(words["weighted"] if asked.get("need_weights", True) else words["unweighted"])
    return lines + _rows(asked, gazetteer, language)


def _rows(asked: Document, gazetteer: Gazetteer, language: str) -> list[str]:
    """Say the what-if rows; those not asked for are passed over."""
    words, lines = WORDS[language], []
    for name in ("must_have", "forbidden", "existing"):
        if asked.get(name):
            lines.append(words[name].format(_names(asked[name], gazetteer, words)))
    if asked.get("site_cost", 1.0) != 1.0:
        lines.append(words["site_cost"].format(_number(asked["site_cost"])))
    if asked.get("costs"):
        lines.append(words["costs"].format(len(asked["costs"])))
    if asked.get("budget"):
        lines.append(words["budget"].format(_number(asked["budget"])))
    if asked.get("at_least"):
        at_least = asked["at_least"]
        lines.append(words["at_least"][at_least["level"]].format(at_least["sites"]))
    if asked.get("one_per_district"):
        lines.append(words["one_per_district"])
    if asked.get("capacity"):
        lines.append(words["capacity"].format(_count(asked["capacity"], language)))
    if asked.get("nested"):
        lines.append(words["by_stages"])
    if asked.get("towns_first"):
        lines.append(words["towns_first"])
    return lines


def _figures(plan: Document, words: Words, language: str) -> list[tuple[str, str]]:
    covered, people = (_count(plan[name], language) for name in ("covered_people", "region_people"))
    figures = [
        (_count(plan["newly_covered_people"], language), words["new_people"]),
        (_count(plan["newly_covered_youth"], language), words["new_youth"]),
        (f"{plan['covered_percent']:.1f} %", words["covered"].format(covered, people)),
    ]
    for unit in ("km", "min"):
        mean, before = plan[f"mean_{unit}"], plan[f"mean_{unit}_before"]
        if mean is not None:
            today = "" if before is None else words["today"].format(kilometres(before), unit)
            figures.append((f"{kilometres(mean)} {unit}", words["mean"] + today))
    return figures


def _quality(plan: Document, words: Words, language: str) -> list[str]:
    """Say the gap in plain words, the comparison, and whether more time could help."""
    suffix = "_en" if language == "en" else ""
    lines = [_sentence(plan["gap_note" + suffix])]
    if plan["proven"]:
        lines.append(words["proven"])
    else:
        lines.append(words["not_proven"].format(_percent(plan["gap_percent"])))
    for name, frame in (("comparison", "compared"), ("nesting", "nested")):
        if plan[name]:
            lines.append(words[frame].format(plan[name]["note" + suffix]))
    if plan["time_limit_reached"]:
        lines.append(words["stopped"])
    return lines


def _site(site: Document, gazetteer: Gazetteer, language: str) -> Document:
    """Return a row of the table; what its columns say already is no reason of its own."""
    words, reasons = WORDS[language], []
    without = float(gazetteer.districts["pct_hh_without_internet"].get(site["ubigeo"], math.nan))
    if math.isfinite(without):
        reasons.append(words["no_internet"].format(f"{without:.0f}"))
    if site["suitability"] is not None:
        ranked = gazetteer.sorted_suitability
        below = 100.0 * float(np.searchsorted(ranked, site["suitability"])) / max(len(ranked), 1)
        reasons.append(words["likeness"].format(math.floor(below)))
    elif site["urban"]:
        reasons.append(words["town"])
    if site["must_have"]:
        reasons.append(words["must"])
    nearest = site["nearest_hub_km"]
    return {
        "rank": site["rank"],
        "name": site["name"],
        "where": ", ".join(dict.fromkeys(
            site[level] for level in ("district", "province", "department"))),
        "people": _count(site["newly_reached_people"], language),
        "youth": _count(site["newly_reached_youth"], language),
        "nearest": "–" if nearest is None else f"{kilometres(nearest)} km",
        "cost": _number(site["cost"]),
        "why": _sentence("; ".join(reasons)) if reasons else "",
    }  # fmt: skip


def _legend(plan: Document, words: Words) -> str:
    parts = [words["numbers"] if len(plan["sites"]) <= MOST_NUMBERS else words["marks"]]
    if not plan["request"].get("radius_min"):
        parts.append(words["circle"].format(_number(plan["radius_km"])))
    return " ".join([*parts, words["dots"]])


def _limits(plan: Document, words: Words) -> list[str]:
    lines = "limit_minutes" if plan["request"].get("radius_min") else "limit_lines"
    names = ("limit_people", lines, "limit_tambo", "limit_likeness", "limit_visit")
    return [words[name] for name in names]


def _names(place_ids: list[str], gazetteer: Gazetteer, words: Words) -> str:
    places = [gazetteer.find(place_id) for place_id in place_ids[:MOST_NAMES]]
    names = [
        _name(place) if place else place_id
        for place, place_id in zip(places, place_ids, strict=False)
    ]
    left = len(place_ids) - len(names)
    said = ", ".join(names)
    return str(words["and_more"].format(said, left)) if left else said


def _name(place: Place) -> str:
    """A populated place with its district, a unit with those above it."""
    return f"{place.name} ({place.district})" if place.kind == "populated_place" else place.label


def _day(created_at: str, words: Words) -> str:
    day = datetime.fromisoformat(created_at).astimezone(UTC) + LIMA
    return f"{day.day} {words['months'][day.month - 1]} {day.year}"


def _count(number: float, language: str) -> str:
    # A number is not broken at the end of a line.
    return f"{round(number):,}" if language == "en" else thousands(number).replace(" ", "\u00a0")


def _number(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _percent(percent: float) -> str:
    return f"{percent:.1f}" if percent >= 1.0 else f"{percent:.2g}"


def _sentence(text: str) -> str:
    text = text.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
