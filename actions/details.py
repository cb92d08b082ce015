"""One thing of the list just shown, in full."""

from __future__ import annotations

import re

from actions.act import Act
from actions.clients.http import BadRequest
from actions.follow_ups import asks_for_a_hub
from actions.learning import resource_details
from actions.lessons import choose_lesson, go_to_step
from actions.plan_memory import changes_the_plan
from actions.reading import chosen_number, fold
from actions.replies import care, hub_details
from actions.replies.learning import TOPICS
from actions.services import Services
from actions.sites import site_reasons
from actions.turn import ASK_PLACE, HUB_DETAILS, LEARN, NEAREST_HUBS, PLAN_SITES, Outcome, Turn
from actions.visits import seen

WHAT_IS_A_TAMBO = re.compile(
    r"\bq(?:ue)? (?:es|son) (?:un |el |los )?tambos?\b"
    r"|\bwhat(?:'?s)? (?:exactly )?(?:(?:is|are|does) )?(?:exactly )?(?:an? |the )?tambos?\b"
    r"(?! (?:are|is) (?:there|near|close|in)\b)"
)


class HubDetailsAct(Act):
    """The n-th of the last list: a hub, a resource, a site, a topic, a lesson, a step."""

    act = HUB_DETAILS

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """Tell what is known of it; an open question about a place takes the number first."""
        if WHAT_IS_A_TAMBO.search(fold(turn.text)):
            return Outcome(hub_details.what_is_a_tambo(turn.channel))
        if changes_the_plan(turn):
            return Outcome(follow_up=PLAN_SITES, label="followed")
        if turn.intent == "hub_details" and asks_for_a_hub(turn):
            return Outcome(follow_up=NEAREST_HUBS, label="followed")
        if turn.kind == "ask_place" and turn.intent == "choose":
            return Outcome(follow_up=ASK_PLACE, label="followed")
        if turn.kind == "topics":
            return _topic(turn)
        if turn.kind == "learn":
            return _resource(turn, services)
        if turn.kind == "lessons" or turn.listing.get("done"):
            # "5" after the end of a lesson, whose reply names lesson 5, hardly means a step of it.
            return choose_lesson(turn, services)
        if turn.kind == "lesson":
            return go_to_step(turn, services)
        if turn.kind in ("hubs", "sites", "plan") and turn.listing.get("shown"):
            return _shown(turn, services)
        if turn.intent == "choose":
            return Outcome(care.nothing_to_continue(turn.channel), label="asked")
        return Outcome(hub_details.what_is_a_tambo(turn.channel))


def _topic(turn: Turn) -> Outcome:
    number = chosen_number(turn, len(TOPICS))
    if number is None or not 1 <= number <= len(TOPICS):
        return Outcome(care.out_of_range(len(TOPICS), turn.channel), label="asked")
    return Outcome(slots={"topic": TOPICS[number - 1][1]}, follow_up=LEARN, label="followed")


def _resource(turn: Turn, services: Services) -> Outcome:
    shown = int(turn.listing.get("offset", 1))
    number = chosen_number(turn, shown) or 1
    found = resource_details(turn, services, number) if 1 <= number <= shown else None
    return found or Outcome(care.out_of_range(shown, turn.channel), label="asked")


def _shown(turn: Turn, services: Services) -> Outcome:
    ids = [str(shown) for shown in turn.listing["shown"]]
    number = chosen_number(turn, len(ids)) or 1
    if not 1 <= number <= len(ids):
        return Outcome(care.out_of_range(len(ids), turn.channel), label="asked")
    try:
        if turn.kind != "hubs":
            return site_reasons(turn, services, ids[number - 1])
        answer = services.recommender.hub(ids[number - 1])
    except BadRequest as error:
        if error.status != 404:
            raise
        return Outcome(care.gone(turn.channel))
    write = hub_details.details_sms if turn.channel == "sms" else hub_details.details_whatsapp
    # Nobody is sent to a hub that is closed, so nobody is asked how it was.
    slots = {"visit": seen(answer.hub)} if answer.hub.status == "open" else {}
    return Outcome(write(answer), slots, department=answer.hub.department)
