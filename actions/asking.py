"""How an act that lacks its place hands over to the act that asks for it."""

from __future__ import annotations

from actions.clients.recommender import Use
from actions.places import Question
from actions.turn import ASK_PLACE, PLAN_SITES, RECOMMEND_SITES, Outcome, Turn

REGION_ACTS = (RECOMMEND_SITES, PLAN_SITES)


def use_of(act: str) -> Use:
    """Whether an act needs a point to be near to, or a region to look in."""
    return "region" if act in REGION_ACTS else "point"


def ask_for(question: Question, turn: Turn, act: str) -> Outcome:
    """Leave the question to action_ask_place, so that the tracker shows who asked."""
    slots = {"pending_act": act, "listing": question.listing(turn, use_of(act))}
    return Outcome(slots=slots, follow_up=ASK_PLACE, label="followed")
