"""The places that a change of a plan names, found in the plan's region."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from actions.clients.recommender import Recommender, Use
from actions.place_search import CHOICES, search
from actions.places import COUNTRY, Question, Spot, spot_of
from actions.plan_memory import Asked, Named, Waiting
from actions.plan_words import Wish
from actions.reading import fold
from actions.records import Match
from actions.replies.words import PIN, place_name, short_place_name

Left = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ask:
    """A question that must be answered first; the change waits for it."""

    question: Question
    waiting: Waiting


@dataclass(frozen=True)
class NotThere:
    """A place that lies outside the plan's region or, where `whole`, is that region itself."""

    place: str
    whole: bool = False


def rows_of(wish: Wish) -> Left:
    """The places of a wish as pairs of a plan's row and a name."""
    return (
        *(("existing", name) for name in wish.already),
        *(("forbidden", name) for name in wish.without),
        *(("must_have", name) for name in wish.including),
    )


def changed(asked: Asked, left: Left, recommender: Recommender) -> Asked | Ask | NotThere:
    """The plan with every place of `left` found and taken over, or what stands against it."""
    for at, (row, name) in enumerate(left):
        found = _find(row, name, asked, recommender)
        if isinstance(found, Question):
            return Ask(found, Waiting(asked, row, left[at + 1 :]))
        placed = place_in(asked, row, found, recommender)
        if isinstance(placed, NotThere):
            return placed
        asked = placed
    return asked


def place_in(asked: Asked, row: str, spot: Spot, recommender: Recommender) -> Asked | NotThere:
    """The plan with one place in one of its rows."""
    region = asked.region_id or ""
    place_id = spot.id or ""
    if not place_id and spot.label != PIN:
        return NotThere(spot.label, whole=True)
    if row != "existing" and place_id and not place_id.startswith(region):
        whole = region.startswith(place_id)
        return NotThere(spot.label, whole=whole)
    if row == "forbidden" and place_id == region:
        return NotThere(spot.label, whole=True)
    if len(place_id) < 10 and (row != "forbidden" or not place_id):
        if spot.latitude is None or spot.longitude is None:
            return NotThere(spot.label)
        # Of a district its capital is meant, of a pin the place where it lies.
        nearest = recommender.nearest_place(spot.latitude, spot.longitude).place
        place_id = nearest.id
        if spot.label == PIN:
            spot = replace(spot, label=nearest.label)
    return asked.with_place(row, Named(place_id, short_place_name(spot.label)))


def region_told(asked: Asked) -> str:
    """The name of the plan's region."""
    return place_name(asked.region.label)


def _find(row: str, name: str, asked: Asked, recommender: Recommender) -> Spot | Question:
    """The place of this name, in the region if there is one; else wherever it is."""
    use: Use = "region" if row == "forbidden" else "point"
    region = asked.region_id or ""
    found = None
    if region and asked.region.label not in (PIN, COUNTRY):
        narrowed = search(recommender, f"{name}, {asked.region.label}", use)
        if any(_bears(match.label, name) and _inside(match, region) for match in narrowed.matches):
            found = narrowed
    found = found or search(recommender, name, use)
    inside = [match for match in found.matches if _inside(match, region)]
    # A district found by its capital's name is no better an answer than a place of that name.
    inside = [match for match in inside if _bears(short_place_name(match.label), name)] or inside
    if not inside and not found.matches:
        return Question("none", name)
    if found.status == "match" or len(inside) == 1:
        return spot_of((inside or list(found.matches))[0])
    if not inside and row != "existing":
        return spot_of(found.matches[0])
    return Question("ambiguous", name, tuple(inside or found.matches)[:CHOICES])


def _inside(match: Match, region: str) -> bool:
    """Whether a place lies in the region and is not the region itself."""
    return match.id.startswith(region) and match.id != region


def _bears(label: str, name: str) -> bool:
    """Whether every word of a name stands in a label."""
    return _words(name) <= _words(label)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text).replace("ñ", "n")))
