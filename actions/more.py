"""MÁS and SIGUE: the next of the list just shown, or of the lesson last read; ATRÁS: back in it."""

from __future__ import annotations

from actions.act import Act
from actions.ask_place import put, says_little_but_a_place
from actions.clients.http import BadRequest
from actions.hubs import hub_page
from actions.learning import next_resources
from actions.lessons import bookmark, go_back, go_on, lesson_list
from actions.places import spot_from
from actions.plan_memory import changes_the_plan, memory_of
from actions.plan_pages import plan_page
from actions.replies import care, learning
from actions.services import Services
from actions.sites import asks_why, site_page
from actions.turn import ASK_PLACE, MORE, PLAN_SITES, RECOMMEND_SITES, Outcome, Turn

CONTINUED = ("hubs", "sites", "plan", "learn", "lesson", "lessons")
PREVIOUS = "previous"


class MoreAct(Act):
    """Goes on with hubs, resources, sites, a plan or a lesson."""

    act = MORE

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """Show the next page, or say that there is none."""
        if changes_the_plan(turn):
            # "y si ya hay uno en Vinchos" holds words of a yes and of more.
            return Outcome(follow_up=PLAN_SITES, label="followed")
        if asks_why(turn):
            return Outcome(follow_up=RECOMMEND_SITES, label="followed")
        if turn.intent == PREVIOUS:
            return go_back(turn, services)
        if turn.intent == "affirm" and says_little_but_a_place(turn, services):
            # A short name that nobody taught, such as "kimbiri", may be taken for a yes.
            return Outcome(follow_up=ASK_PLACE, label="followed")
        if turn.intent == "affirm" and turn.kind not in CONTINUED:
            return Outcome(response="utter_affirm", label="followed")
        if turn.kind == "ask_place":
            return put(turn)
        if turn.kind == "topics":
            return Outcome(learning.which_topic(turn.channel), label="asked")
        return _next(turn, services)


def _next(turn: Turn, services: Services) -> Outcome:
    last = turn.listing
    offset = int(last.get("offset", 0))
    spot = spot_from(last.get("place"))
    if turn.kind == "learn":
        return next_resources(turn, services)
    if turn.kind == "lessons":
        return lesson_list(turn, services, offset)
    if turn.kind == "hubs" and spot:
        return hub_page(turn, services, spot, offset)
    if turn.kind == "sites" and spot:
        return site_page(turn, services, spot, last.get("region"), offset)
    if turn.kind == "plan":
        return _plan(turn, services, offset)
    if bookmark(turn):
        return go_on(turn, services)
    return Outcome(care.nothing_to_continue(turn.channel), label="asked")


def _plan(turn: Turn, services: Services, offset: int) -> Outcome:
    try:
        plan = services.recommender.plan(str(turn.listing["plan_id"]))
    except BadRequest as error:
        if error.status != 404:
            raise
        return Outcome(care.gone(turn.channel))
    if offset and offset >= len(getattr(plan, "sites", ())):
        return Outcome(care.end_of_list(turn.channel))
    memory = memory_of(turn)
    base = memory.before if turn.listing.get("awaited") else None
    return plan_page(turn, services, plan, memory, offset, base)
