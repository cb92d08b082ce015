"""What to learn and where for free."""

from __future__ import annotations

from typing import Any

from actions.act import Act
from actions.clients.http import BadRequest
from actions.lesson_words import lacks_internet, lesson_number, without_that_remark
from actions.lessons import asked_lesson, lesson_list, show_step
from actions.places import known_province
from actions.reading import named_topic, question_asked
from actions.replies import learning as replies
from actions.replies import lessons as lesson_replies
from actions.resources import Search
from actions.services import Services
from actions.turn import HUB_DETAILS, LEARN, Outcome, Turn, listing

PAGE = 3
LESSON_WISH = "lesson"


class LearnAct(Act):
    """Resources on the topic that the message names, or a lesson that it asks for."""

    act = LEARN

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """List them; a topic picked by its number stands in the slot."""
        picked = turn.previous_action == HUB_DETAILS
        if picked:
            return resource_page(turn, services, turn.word("topic"), 0)
        named = turn.values("topic")
        if turn.intent == LESSON_WISH and (lesson_number(turn) or not named):
            return asked_lesson(turn, services)
        offline = lacks_internet(turn.text)
        topic = without_that_remark(named_topic(turn))
        if not topic and offline:
            lead = lesson_replies.without_internet(turn.channel)
            return lesson_list(turn, services, lead=lead)
        if not topic:
            return which_topic(turn)
        query = without_that_remark(question_asked(turn)) or topic
        return resource_page(turn, services, topic, 0, query=query, offline=offline)


def which_topic(turn: Turn) -> Outcome:
    """Ask what to learn, with choices."""
    slots = {"listing": listing(turn, "topics"), "pending_act": None}
    return Outcome(replies.which_topic(turn.channel), slots, label="asked")


def resource_page(
    turn: Turn,
    services: Services,
    topic: str,
    offset: int,
    *,
    query: str = "",
    offline: bool = False,
) -> Outcome:
    """One page of resources from `offset` on: three for WhatsApp, one for SMS.

    `topic` is how the subject is called, `query` what is searched for, the topic by default. Where
    nothing works without internet, what needs it is shown, and said to.
    """
    query = query or topic
    try:
        answer = _search(turn, services, query, offset, offline)
        lacking = offline and not offset and not (answer.found and answer.results)
        if lacking:
            offline = False
            answer = _search(turn, services, query, offset, offline, counted=False)
    except BadRequest:
        return which_topic(turn)
    slots = {"topic": topic, "pending_act": None}
    if not answer.results and offset:
        return Outcome(replies.no_more(topic, turn.channel), slots)
    if not answer.found or not answer.results:
        text = replies.nothing_found(topic, turn.channel)
        return Outcome(text, {**slots, "listing": listing(turn, "topics")})
    more = answer.next_offset is not None
    lead = replies.nothing_offline(topic, turn.channel) if lacking else ""
    if turn.channel == "sms":
        text = replies.result_sms(answer.results[0], more, offset + 1, lead)
    else:
        text = replies.results_whatsapp(answer.results, topic, offset + 1, more, lead)
    shown: dict[str, Any] = {"query": query, "topic": topic}
    shown |= {"offset": offset + len(answer.results), "more": more, "offline": offline}
    return Outcome(text, {**slots, "listing": listing(turn, "learn", **shown)})


def resource_details(turn: Turn, services: Services, number: int) -> Outcome | None:
    """One of the listed resources in full; None where the list has no such number."""
    query, offline = str(turn.listing["query"]), bool(turn.listing.get("offline"))
    answer = services.knowledge_base.search(query, 1, number - 1, offline=offline)
    if not answer.results:
        return None
    resource = answer.results[0]
    if resource.kind == replies.LESSON and resource.number is not None:
        return show_step(turn, services, resource.number, 1)
    if resource.kind == replies.ANSWER:
        sms = turn.channel == "sms"
        more = sms and bool(turn.listing.get("more"))
        return Outcome(
            replies.answer_sms(resource, more) if sms else replies.answer_whatsapp(resource)
        )
    if turn.channel == "sms":
        return Outcome(replies.result_sms(resource, more=False))
    return Outcome(replies.resource_whatsapp(resource))


def _search(
    turn: Turn,
    services: Services,
    query: str,
    offset: int,
    offline: bool,
    *,
    counted: bool = True,
) -> Search:
    limit = 1 if turn.channel == "sms" else PAGE
    # A later page is the same search, and is not counted again.
    province = known_province(turn) if counted and not offset else ""
    return services.knowledge_base.search(query, limit, offset, province, offline=offline)
