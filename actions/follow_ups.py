"""Short messages whose meaning lies in what was talked about before."""

from __future__ import annotations

import re

from actions.reading import fold, named_number, named_radius, phrases_after_markers
from actions.turn import Turn

# A hub that exists, and no plan: "y un tambo donde pueda ir", "what about hubs in Huaraz".
_HUB = r"(?:hubs?|tambos?|telecentr\w+|cabinas?|centr(?:o|er|e)s?)"
_A_HUB = re.compile(rf"\b{_HUB}\b")
_HUB_THERE = re.compile(
    r"\b(?:(?:hub|tambo|telecentro|cabina|centro)\b|"
    rf"{_HUB} (?:\w+ )?(?:cerca|en|por|x|near|in|around|close)\b)"
)
_IS_THERE = re.compile(rf"\b(?:hay|ay|existen?|(?:is|are) there)(?: \w+){{0,2}} {_HUB}\b")
# "en un radio de 20 km", "within 10 km": how far, and no plan.
_WITHIN = re.compile(r"\b(?:en un )?(?:radio de|radius of|within|a menos de) \d+\w*(?: ?k\w+)?")
_PLANNING = re.compile(
    r"\b(?:plan\w*|sedes|locales|puntos|radio|nuev[oa]s?|abrir\w*|abr[aoe]\w*|"
    r"poner\w*|pong\w+|ponemos|instal\w+|constru\w+|ubic\w+|cubr\w+|presupuesto|con \d+|sin|new|"
    r"open|build|radius|within|without|cover|hatari\w*|ruwa\w*|churay?\w*|kicha\w*|"
    r"ya (?:hay|tenemos|existe)|si (?:hay|ya)|already|agrega\w*|inclu\w*|quita\w*|saca\w*)\b"
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
# "mejor de cacao", "no, sobre abejas", "and about bees".
_ANOTHER_TOPIC = re.compile(
    r"^(?:(?:no|mejor|mas bien|y|pero|ahora|better|rather|and|but|maybe|quiero|lo|algo|something)"
    r"[, ]+)*(?:de|sobre|about|on) [\w ñ,]{3,60}[.?! ]*$"
)
ABOUT_PLACES = ("hubs", "sites", "plan", "place")
ABOUT_LEARNING = ("learn", "topics", "lessons", "lesson")


def asks_for_a_hub(turn: Turn) -> bool:
    """Whether a message that a list of things to learn is open for asks for a hub after all."""
    return turn.kind in ABOUT_LEARNING and bool(_A_HUB.search(fold(turn.text)))


def asks_for_hubs_there(turn: Turn, *, within: bool = False) -> bool:
    """Whether what may be meant for a plan asks for hubs that exist: no number, no plan's word.

    A distance belongs to a plan unless "hay" stands before the hub, or `within` says otherwise.
    """
    text = fold(turn.text)
    if named_number(turn) or (_PLANNING.search(_WITHIN.sub(" ", text))):
        return False
    if named_radius(turn) and not (within or _IS_THERE.search(text)):
        return False
    return bool(_HUB_THERE.search(text))


def asks_about_another_place(turn: Turn) -> bool:
    """Whether "what about Urcos?", after a list by place, was taken for a topic."""
    text = fold(turn.text)
    goes_on = turn.kind in ABOUT_PLACES and bool(_AND_THERE.match(text))
    return goes_on and bool(turn.values("place")) and not _LEARNING.search(text)


def asks_for_another_topic(turn: Turn) -> bool:
    """Whether "mejor de cacao", after a list of things to learn, was taken for a place."""
    return turn.kind in ABOUT_LEARNING and bool(_ANOTHER_TOPIC.match(fold(turn.text)))


def names_only_a_place(turn: Turn) -> bool:
    """Whether "mejor otra vez Huanta" was taken for a plan, where none is on the table."""
    named = turn.values("place") or phrases_after_markers(turn.text)
    if turn.kind == "plan" or not named or turn.word("pending_act"):
        return False
    counted = named_number(turn) or named_radius(turn)
    return not (counted or _PLANNING.search(text := fold(turn.text)) or _A_HUB.search(text))
