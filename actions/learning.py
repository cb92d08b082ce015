"""What to learn and where for free."""

from __future__ import annotations

from actions.act import Act
from actions.clients.http import BadRequest
from actions.places import known_province
from actions.reading import named_topic
from actions.replies import learning as replies
from actions.services import Services
from actions.turn import HUB_DETAILS, LEARN, Outcome, Turn, listing

PAGE = 3


class LearnAct(Act):
    """Resources on the topic that the message names."""

    act = LEARN

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """List them; a topic picked by its number stands in the slot."""
        picked = turn.previous_action == HUB_DETAILS
        topic = turn.word("topic") if picked else named_topic(turn)
        if not topic:
            return which_topic(turn)
        return resource_page(turn, services, topic, 0)


def which_topic(turn: Turn) -> Outcome:
    """Ask what to learn, with choices."""
    slots = {"listing": listing(turn, "topics"), "pending_act": None}
    return Outcome(replies.which_topic(turn.channel), slots, label="asked")


def resource_page(turn: Turn, services: Services, topic: str, offset: int) -> Outcome:
    """One page of resources from `offset` on: three for WhatsApp, one for SMS."""
    try:
        limit = 1 if turn.channel == "sms" else PAGE
        # A later page is the same search, and is not counted again.
        province = "" if offset else known_province(turn)
        answer = services.knowledge_base.search(topic, limit, offset, province)
    except BadRequest:
        return which_topic(turn)
    slots = {"topic": topic, "pending_act": None}
    if not answer.results and offset:
        return Outcome(replies.no_more(topic, turn.channel), slots)
    if not answer.found or not answer.results:
        text = replies.nothing_found(topic, turn.channel)
        return Outcome(text, {**slots, "listing": listing(turn, "topics")})
    more = answer.next_offset is not None
    if turn.channel == "sms":
        text = replies.result_sms(answer.results[0], more)
    else:
        text = replies.results_whatsapp(answer.results, topic, offset + 1, more)
    new = listing(turn, "learn", query=topic, offset=offset + len(answer.results), more=more)
    return Outcome(text, {**slots, "listing": new})


def resource_details(turn: Turn, services: Services, number: int) -> Outcome | None:
    """One of the listed resources in full; None where the list has no such number."""
    answer = services.knowledge_base.search(str(turn.listing["query"]), 1, number - 1)
    if not answer.results:
        return None
    if turn.channel == "sms":
        return Outcome(replies.result_sms(answer.results[0], more=False))
    return Outcome(replies.resource_whatsapp(answer.results[0]))
