"""Which place a message means: a pin, a name in it, or the place talked about before."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from actions import quechua
from actions.clients.http import BadRequest
from actions.clients.recommender import Recommender, Use
from actions.place_search import CHOICES, search
from actions.reading import (
    LONGEST,
    NO_PLACE,
    fold,
    in_spanish_levels,
    name_at_start,
    phrases_after_markers,
    says_whole_country,
    surely_names_a_place,
    trimmed,
)
from actions.records import Match, Mention, PlaceSearch
from actions.replies.places import Reason
from actions.replies.words import PIN
from actions.turn import ASK_PLACE, Turn, listing

COUNTRY = "Perú"
COUNTRY_NAMES = (
    "peru", "el peru", "todo el peru", "todo peru", "el pais", "todo el pais",
    "all of peru", "all peru", "the whole country", "whole country", "the country",
)  # fmt: skip
# An id begins with the department (two digits) and the province in it (two more).
PROVINCE = re.compile(r"(?:0[1-9]|1[0-9]|2[0-5])(?:0[1-9]|[1-9][0-9])")


@dataclass(frozen=True)
class Spot:
    """A place with its point in degrees; a pin has no `id`, the whole country has no point."""

    label: str
    id: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def slots(self) -> dict[str, Any]:
        """What is remembered: a named place or a pin, never both."""
        if self.label == PIN:
            pin = {"latitude": self.latitude, "longitude": self.longitude}
            return {"place": None, "place_id": None, "location": pin}
        return {"place": self.label, "place_id": self.id, "location": None}


@dataclass(frozen=True)
class Question:
    """Why no place is known yet; `choices` stand where a name has several owners."""

    reason: Reason
    query: str = ""
    choices: tuple[Match, ...] = ()

    def listing(self, turn: Turn, use: Use) -> dict[str, Any]:
        """The open question, for the turn in which it is answered."""
        choices = [
            {
                "id": match.id,
                "label": match.label,
                "distinction": match.distinction,
                "latitude": match.latitude,
                "longitude": match.longitude,
            }
            for match in self.choices
        ]
        return listing(
            turn, "ask_place", reason=self.reason, query=self.query, use=use, choices=choices
        )


def resolve(turn: Turn, recommender: Recommender, use: Use) -> Spot | Question:
    """Find the place of a message, for a point ("near") or for a region ("in")."""
    if turn.previous_action == ASK_PLACE and turn.kind == "place":
        # It has just put the place into the slots; else it only passed the message on.
        return remembered(turn, recommender, use) or Question("missing")
    if turn.intent == "share_location" or turn.values("latitude"):
        return pin_of(turn) or Question("no_pin")
    if use == "region" and _means_the_country(turn):
        return Spot(COUNTRY)
    named = _named(turn, recommender, use)
    if named:
        return named
    return remembered(turn, recommender, use) or Question("missing")


def pin_of(turn: Turn) -> Spot | None:
    """The shared point, to two decimals (about 1 km); None where it is no point on Earth."""
    try:
        latitude = float(turn.values("latitude")[0])
        longitude = float(turn.values("longitude")[0])
    except (IndexError, ValueError):
        return None
    if not (math.isfinite(latitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    return Spot(PIN, None, round(latitude, 2), round(longitude, 2))


def remembered(turn: Turn, recommender: Recommender, use: Use) -> Spot | None:
    """The place of the turns before."""
    pin = turn.slots.get("location")
    if isinstance(pin, dict) and "latitude" in pin and "longitude" in pin:
        return Spot(PIN, None, pin["latitude"], pin["longitude"])
    place, place_id = turn.word("place"), turn.word("place_id")
    if place == COUNTRY and not place_id:
        return Spot(COUNTRY) if use == "region" else None
    known = spot_from(turn.listing.get("place"))
    if known and place_id and known.id == place_id:
        return known
    if not place:
        return None
    matches = search(recommender, place, use).matches
    same = [match for match in matches if match.id == place_id]
    return spot_of((same or list(matches))[0]) if matches else None


def known_province(turn: Turn) -> str:
    """The code of the province talked about last; empty where none is, as with a pin.

    It is read off the remembered id: no service is asked.
    """
    code = turn.word("place_id")[:4]
    return code if PROVINCE.fullmatch(code) else ""


def region_id(spot: Spot, recommender: Recommender) -> str | None:
    """The region to look for sites in: a pin means its province, a small place its district."""
    if spot.id is not None:
        return spot.id[:6]
    if spot.latitude is None or spot.longitude is None:
        return None
    return recommender.nearest_place(spot.latitude, spot.longitude).place.id[:4]


def spot_of(match: Match) -> Spot:
    """The spot of a search's match."""
    return Spot(match.label, match.id, match.latitude, match.longitude)


def spot_from(content: object) -> Spot | None:
    """Read a spot, or a choice, back from a slot."""
    if not isinstance(content, Mapping) or "label" not in content:
        return None
    return Spot(
        str(content["label"]),
        content.get("id"),
        content.get("latitude"),
        content.get("longitude"),
    )


def as_content(spot: Spot) -> dict[str, Any]:
    """Write a spot for a slot."""
    return asdict(spot)


def _means_the_country(turn: Turn) -> bool:
    values = [fold(value) for value in turn.values("place")]
    others = [
        value
        for value in values
        if value not in COUNTRY_NAMES and not quechua.says_whole_country(value)
    ]
    return not others and (bool(values) or says_whole_country(turn.text))


def _named(turn: Turn, recommender: Recommender, use: Use) -> Spot | Question | None:
    """The place that the message names.

    What the whole sentence names comes first where it covers all that was read as a
    place, else that, since it may hold a name with a slip; the rest only after both.
    """
    phrases, sure = named_phrases(turn)
    read = _words(" ".join(trimmed(value) for value in turn.values("place")))
    mentioned = _mentions(recommender, turn.text, use)
    whole = [mention for mention in mentioned if read <= _words(mention.phrase)]
    rest = [mention for mention in mentioned if mention not in whole]
    searched = ((phrase, search(recommender, phrase, use)) for phrase in phrases)
    return (
        _first_meant(chain(((mention.phrase, mention) for mention in whole), searched))
        or _first_meant((mention.phrase, mention) for mention in rest)
        or (Question("none", phrases[-1]) if sure and phrases else None)
    )


def _first_meant(answers: Iterable[tuple[str, PlaceSearch | Mention]]) -> Spot | Question | None:
    """The first answer that means one place, else the first that means several."""
    several: Question | None = None
    for phrase, found in answers:
        if found.status == "match" and found.matches:
            return spot_of(found.matches[0])
        if found.status == "ambiguous" and found.matches and several is None:
            several = Question("ambiguous", phrase, found.matches[:CHOICES])
    return several


def _mentions(recommender: Recommender, text: str, use: Use) -> list[Mention]:
    heard = quechua.for_mentions(in_spanish_levels(text[:LONGEST]))[:LONGEST]
    found: Iterable[Mention] = ()
    with suppress(BadRequest):
        found = recommender.mentions(heard, use, CHOICES).mentions if text else ()
    # "soy de la muni" is none of the hamlets of that name.
    return [mention for mention in found if not NO_PLACE.match(fold(mention.phrase))]


def _words(text: str) -> set[str]:
    """The words that tell one name from another."""
    return {word for word in re.findall(r"\w+", fold(text).replace("ñ", "n")) if len(word) > 2}


def named_phrases(turn: Turn) -> tuple[list[str], bool]:
    """What may name a place, likeliest first, and whether it surely is meant as a place."""
    values = [value for value in map(trimmed, turn.values("place")) if value]
    if len(values) > 1:
        return [", ".join(values), *values][:3], True
    if values:
        longer = _extended(turn, values[0])
        return [longer, values[0]] if longer else values, True
    phrases = phrases_after_markers(turn.text)
    commanded = quechua.commanded_place(turn.text)
    if commanded and not phrases:
        return [commanded], True
    if turn.intent == "inform_place":
        whole = name_at_start(re.sub(r"^no\b[ ,]*", "", fold(turn.text)))
        return [*phrases, *([whole] if whole and not phrases else [])], bool(phrases or whole)
    # Else a place that nobody knows would be answered with the place of before.
    return phrases, surely_names_a_place(turn.text)


def _extended(turn: Turn, value: str) -> str:
    """The name with the words that follow it in the message, where the entity ended too early.

    In Quechua no word tells where a name ends.
    """
    if quechua.speaks(turn.text):
        return ""
    text, name = fold(turn.text), fold(value)
    at = text.find(name)
    longer = name_at_start(text[at:]) if at >= 0 else ""
    return longer if len(longer) > len(name) and longer.startswith(name) else ""
