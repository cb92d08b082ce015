"""The act that asks for a place, and takes the answer to the act that waits for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions import quechua
from actions.act import Act
from actions.asking import use_of
from actions.clients.recommender import Recommender, Use
from actions.follow_ups import asks_for_another_topic, asks_for_hubs_there
from actions.place_search import search
from actions.places import (
    Question,
    Spot,
    as_content,
    named_phrases,
    resolve,
    spot_from,
    spot_of,
)
from actions.plan_memory import changes_the_plan
from actions.reading import LONGEST, chosen_number, fold
from actions.replies import places as replies
from actions.replies.words import short_place_name
from actions.services import Services
from actions.turn import (
    ASK_PLACE,
    LEARN,
    NEAREST_HUBS,
    PLAN_SITES,
    RECOMMEND_SITES,
    Label,
    Outcome,
    Turn,
    listing,
)

NOWHERE = {"place": None, "place_id": None, "location": None}
ACT_OF_LISTING = {"sites": RECOMMEND_SITES, "plan": PLAN_SITES}
SMALL_WORDS = frozenset(
    "la el los las de del en y no es la al a por porfa favor quiero"
    " the one in at of from near and or not it is it's s i mean meant please".split()
)


NOT_UNDERSTOOD = "nlu_fallback"
# Words about a hub that may stand beside the name of a place, or nothing of weight.
ABOUT_HUBS = re.compile(
    r"\b(?:hubs?|tambos?|centros?|internet|computadoras?|compus?|hay|algun|donde|busco|quiero|local"
    r"|cerca|hola|buenas|porfa|favor|gracias|distrito|provincia|region|soy|vivo|estoy|tiene|xd|pe"
    r"|near|is|are|there|any|where|my|place|computers?|cent(?:er|re)s?|live|am|im|hi|hello|thanks"
    r"|pls|district|province|does|have|what|about|how"
    r"|mejor|nuevo|nueva|otra|vez|no|sino|perdon|digo|era|quise|decir|ahora|entonces|y|pero"
    r"|again|instead|then|now|sorry|mean|meant)\b"
)


class AskPlaceAct(Act):
    """Asks which place is meant, or resolves what was answered."""

    act = ASK_PLACE

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """Called by an act it puts that act's question; after a message it reads the answer."""
        asks = turn.previous_action in (NEAREST_HUBS, RECOMMEND_SITES, PLAN_SITES)
        if asks and turn.word("pending_act"):
            return put(turn)
        if changes_the_plan(turn):
            return Outcome(follow_up=PLAN_SITES, label="followed")
        if turn.intent == NOT_UNDERSTOOD and asks_for_hubs_there(turn, within=True):
            return Outcome(follow_up=NEAREST_HUBS, label="followed")
        if turn.intent == NOT_UNDERSTOOD and not says_little_but_a_place(turn, services):
            return Outcome(response="utter_out_of_scope", label="refused")
        if asks_for_another_topic(turn):
            return Outcome(follow_up=LEARN, label="followed")
        going_on = ACT_OF_LISTING.get(turn.kind, NEAREST_HUBS)
        act = turn.word("pending_act") or (NEAREST_HUBS if asks_for_hubs_there(turn) else going_on)
        choices = turn.listing.get("choices") or []
        # An answer that names no place is none: the place of before was not asked about.
        read = replace(turn, slots={**turn.slots, **NOWHERE}) if turn.kind == "ask_place" else turn
        if turn.kind == "ask_place" and choices:
            answer = _among(read, services.recommender, choices, use_of(act))
        else:
            answer = resolve(read, services.recommender, use_of(act))
        if isinstance(answer, Spot):
            new = {**listing(turn, "place"), "place": as_content(answer)}
            slots = {**answer.slots, "pending_act": act, "listing": new}
            return Outcome(slots=slots, follow_up=act, label="followed")
        content = answer.listing(turn, use_of(act))
        if answer.reason == "no_choice":
            content["choices"] = list(choices)
        slots = {"pending_act": act, "listing": content}
        return Outcome(question(content, turn.channel), slots, label=_label(content))


def says_little_but_a_place(turn: Turn, services: Services) -> bool:
    """Whether a message that was not understood is the name of a place and hardly more."""
    text = quechua.without_endings(turn.text[:LONGEST])
    named = services.recommender.mentions(text, "point").mentions
    heard = {word for mention in named for word in _words(mention.phrase)}
    rest = _words(ABOUT_HUBS.sub(" ", fold(text).replace("ñ", "n"))) - heard
    return bool(heard) and len(rest) <= 1


def put(turn: Turn) -> Outcome:
    """Put the open question again, or the plain one where none is open."""
    content = turn.listing if turn.kind == "ask_place" else {"reason": "missing"}
    return Outcome(question(content, turn.channel), label=_label(content))


def _label(content: Any) -> Label:
    """A place that nobody knows is a question that found nothing."""
    return "nothing" if content.get("reason") == "none" else "asked"


def question(content: Any, channel: str) -> str:
    """The text of an open question."""
    lines = [_line(choice, channel) for choice in content.get("choices", [])]
    reason, query = content.get("reason", "missing"), str(content.get("query", ""))
    return replies.ask(reason, query, lines, str(content.get("use", "point")), channel)


def _line(choice: Any, channel: str) -> str:
    """A choice in words; by SMS the name itself stands in the question already."""
    label, distinction = str(choice["label"]), str(choice["distinction"])
    if not distinction:
        return label
    return distinction if channel == "sms" else f"{short_place_name(label)}: {distinction}"


def _among(
    turn: Turn, recommender: Recommender, choices: Sequence[Any], use: Use
) -> Spot | Question:
    """Read the answer to a question with choices: a number, words of one of them, or a new name."""
    named = _worded(turn, choices)
    if named is not None:
        return named
    number = chosen_number(turn, len(choices))
    if number is not None and not turn.values("place"):
        picked = spot_from(choices[number - 1]) if 1 <= number <= len(choices) else None
        return picked or Question("no_choice")
    return _narrowed(turn, recommender, use) or resolve(turn, recommender, use)


def _worded(turn: Turn, choices: Sequence[Any]) -> Spot | None:
    """The one choice that holds every word of "la de Arequipa" that the question did not have."""
    before = _words(str(turn.listing.get("query", "")))
    for form in quechua.place_forms(" ".join(turn.values("place")) or turn.text):
        said = _words(form) - before
        fitting = [
            choice
            for choice in choices
            if said and said <= _words(f"{choice['label']} {choice['distinction']}")
        ]
        if len(fitting) == 1:
            return spot_from(fitting[0])
    return None


def _narrowed(turn: Turn, recommender: Recommender, use: Use) -> Spot | None:
    """The name asked about, in the place that the answer names: "santa rosa", then "en Melgar"."""
    phrases, _ = named_phrases(turn)
    before = str(turn.listing.get("query", ""))
    if not phrases or not before or fold(turn.text).startswith("no"):
        return None
    # "la de melgar, puno": all that it names first, then its last name alone.
    for phrase in dict.fromkeys((phrases[0], phrases[-1])):
        found = search(recommender, f"{before}, {phrase}", use)
        if found.status != "match" or not found.matches:
            continue
        label = _words(found.matches[0].label)
        if _words(phrase) <= label and _words(before) <= label:
            return spot_of(found.matches[0])
    return None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text))) - SMALL_WORDS
