"""What to learn and where for free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from actions.act import Act
from actions.clients.http import BadRequest
from actions.follow_ups import asks_about_another_place
from actions.lesson_words import (
    lacks_internet,
    lesson_number,
    names_a_lesson,
    without_that_remark,
)
from actions.lessons import asked_lesson, lesson_list, show_step
from actions.places import known_province
from actions.reading import named_topic, question_asked
from actions.replies import learning as replies
from actions.replies import lessons as lesson_replies
from actions.resources import Search
from actions.services import Services
from actions.turn import ASK_PLACE, HUB_DETAILS, LEARN, Outcome, Turn, listing

PAGE = 3
LESSON_WISH = "lesson"


@dataclass(frozen=True)
class Wish:
    """What is searched for: `topic` is what it is called, `query` the words of the search.

    `only` keeps to what needs no internet ("offline") or to lessons ("lesson").
    """

    topic: str
    query: str
    only: str = ""

    @classmethod
    def of_listing(cls, shown: Mapping[str, Any]) -> Wish:
        """The wish behind the list just shown."""
        query = str(shown["query"])
        return cls(str(shown.get("topic", query)), query, str(shown.get("only", "")))


class LearnAct(Act):
    """Resources on the topic that the message names, or a lesson that it asks for."""

    act = LEARN

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """List them; a topic picked by its number stands in the slot."""
        if turn.previous_action == HUB_DETAILS:
            topic = turn.word("topic")
            return resource_page(turn, services, Wish(replies.called(topic), topic), 0)
        if turn.intent == LESSON_WISH and (lesson_number(turn) or not turn.values("topic")):
            return asked_lesson(turn, services)
        if asks_about_another_place(turn):
            return Outcome(follow_up=ASK_PLACE, label="followed")
        topic = without_that_remark(named_topic(turn))
        offline = lacks_internet(turn.text)
        if not topic and offline:
            lead = lesson_replies.without_internet(turn.channel)
            return lesson_list(turn, services, lead=lead)
        if not topic:
            return which_topic(turn)
        query = without_that_remark(question_asked(turn)) or topic
        only = "offline" if offline else "lesson" if names_a_lesson(turn) else ""
        return resource_page(turn, services, Wish(topic, query, only), 0)


def which_topic(turn: Turn) -> Outcome:
    """Ask what to learn, with choices."""
    slots = {"listing": listing(turn, "topics"), "pending_act": None}
    return Outcome(replies.which_topic(turn.channel), slots, label="asked")


def resource_page(turn: Turn, services: Services, wish: Wish, offset: int) -> Outcome:
    """One page of resources from `offset` on: three for WhatsApp, one for SMS.

    Where nothing is of the kind that was wished for, others are shown, and said to be.
    """
    lead = ""
    try:
        answer = _search(turn, services, wish, offset)
        if wish.only and not offset and not answer.results:
            lead = replies.nothing_of_the_kind(wish.topic, wish.only, turn.channel)
            wish = replace(wish, only="")
            # The first search found nothing and was not counted.
            answer = _search(turn, services, wish, offset)
    except BadRequest:
        return which_topic(turn)
    slots = {"topic": wish.topic, "pending_act": None}
    if not answer.results and offset:
        return Outcome(replies.no_more(wish.topic, turn.channel), slots)
    if not answer.found or not answer.results:
        text = replies.nothing_found(wish.topic, turn.channel)
        return Outcome(text, {**slots, "listing": listing(turn, "topics")}, label="nothing")
    only = answer.results[0].number if answer.total == 1 and wish.only == LESSON_WISH else None
    if only is not None:
        return show_step(turn, services, only, 1)
    more = answer.next_offset is not None
    if turn.channel == "sms":
        text = replies.result_sms(answer.results[0], more, offset + 1, lead)
        if not (lead or offset):
            # "Hoja de calculo" does not say that it is what was asked for as excel.
            text = replies.named_sms(answer.results[0], more, wish.topic, text)
    else:
        text = replies.results_whatsapp(answer.results, wish.topic, offset + 1, more, lead)
    shown = {**asdict(wish), "offset": offset + len(answer.results), "more": more}
    return Outcome(text, {**slots, "listing": listing(turn, "learn", **shown)})


def next_resources(turn: Turn, services: Services) -> Outcome:
    """MÁS: the next page of the list just shown."""
    wish = Wish.of_listing(turn.listing)
    if not turn.listing.get("more"):
        return Outcome(replies.no_more(wish.topic, turn.channel))
    return resource_page(turn, services, wish, int(turn.listing["offset"]))


def resource_details(turn: Turn, services: Services, number: int) -> Outcome | None:
    """One of the listed resources in full; None where the list has no such number."""
    wish = Wish.of_listing(turn.listing)
    answer = _search(turn, services, wish, number - 1, limit=1, counted=False)
    if not answer.results:
        return None
    resource = answer.results[0]
    if resource.kind == replies.LESSON and resource.number is not None:
        return show_step(turn, services, resource.number, 1)
    if turn.channel == "sms":
        return Outcome(replies.result_sms(resource, more=False))
    return Outcome(replies.resource_whatsapp(resource))


def _search(
    turn: Turn,
    services: Services,
    wish: Wish,
    offset: int,
    *,
    limit: int = 0,
    counted: bool = True,
) -> Search:
    return services.knowledge_base.search(
        wish.query,
        limit or (1 if turn.channel == "sms" else PAGE),
        offset,
        # A later page is the same search, and is not counted again.
        known_province(turn) if counted and not offset else "",
        only=wish.only,
        # Who writes by SMS has no data plan: what is read in the chat is worth more than a link.
        chat_first=turn.channel == "sms",
    )
