"""Short messages whose meaning lies in what was talked about before."""

from __future__ import annotations

import re

from actions.reading import fold, named_number, named_radius
from actions.turn import Turn

# One hub that exists, and no plan: "y un tambo donde pueda ir", "tambo en juliaca".
_ONE_HUB = re.compile(
    r"\b(?:hub|tambo|telecentro|cabina|centro(?: (?:de computo|con internet))?)\b"
)
_PLANNING = re.compile(
    r"\b(?:plan\w*|hubs|tambos|sedes|centros|locales|puntos|radio|nuev[oa]s?|abrir\w*|abr[aoe]\w*|"
    r"poner\w*|pong\w+|ponemos|instal\w+|constru\w+|ubic\w+|cubr\w+|presupuesto|con \d+|sin|new|"
    r"open|build|radius|within|without|cover|hatari\w*|ruwa\w*|churay?\w*|kicha\w*)\b"
)
# "what about Urcos?", "y en Huanta", "and in Puno".
_AND_THERE = re.compile(
    r"^(?:ok |ya |pero |but )?(?:y|what about|how about|and)\b(?: (?:en|por|x|para|in|for|near))?"
    r" [\w ,ñ]{3,40}[?.! ]*$"
)
_LEARNING = re.compile(
    r"\b(?:aprend\w*|cursos?|libros?|clases?|leccion\w*|estudi\w*|learn\w*|courses?|books?|"
    r"class(?:es)?|study\w*|yacha\w*)\b"
)
ABOUT_PLACES = ("hubs", "sites", "plan", "place")
ABOUT_LEARNING = ("learn", "topics", "lessons", "lesson")


def asks_for_a_hub(turn: Turn) -> bool:
    """Whether a message that a list of things to learn is open for asks for a hub after all."""
    text = fold(turn.text)
    return turn.kind in ABOUT_LEARNING and bool(_ONE_HUB.search(text))


def asks_for_one_hub_there(turn: Turn) -> bool:
    """Whether what was taken for a plan asks for a hub that exists: no number, no word of plans."""
    if turn.values("number") or named_number(turn) or named_radius(turn):
        return False
    text = fold(turn.text)
    return bool(_ONE_HUB.search(text)) and not _PLANNING.search(text)


def asks_about_another_place(turn: Turn) -> bool:
    """Whether "what about Urcos?", after a list by place, was taken for a topic."""
    text = fold(turn.text)
    goes_on = turn.kind in ABOUT_PLACES and bool(_AND_THERE.match(text))
    return goes_on and bool(turn.values("place")) and not _LEARNING.search(text)
