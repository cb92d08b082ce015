"""Lessons that are read in the chat: which one is open, and where it goes on.

The `lesson` slot is the bookmark. The listing names the lesson too while nothing newer was listed,
so that MÁS and a number mean it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.clients.http import BadRequest
from actions.lesson_words import (
    asks_for_the_list,
    lesson_number,
    lost,
    other_lesson,
    wants_it_again,
)
from actions.reading import chosen_number
from actions.replies import lessons as replies
from actions.resources import Lesson, LessonLine
from actions.services import Services
from actions.turn import Outcome, Turn, listing

WHATSAPP_PAGE = 10


def asked_lesson(turn: Turn, services: Services) -> Outcome:
    """What a message about lessons wants: one by number, the list, another, or the open one."""
    number = lesson_number(turn)
    if number is not None:
        return show_step(turn, services, number, 1)
    open_one = bookmark(turn)
    if open_one and (other := other_lesson(turn)):
        return _neighbour(turn, services, int(open_one["number"]), other)
    if not open_one or asks_for_the_list(turn) or open_one.get("done"):
        return lesson_list(turn, services)
    return _where_it_was(turn, services, open_one)


def lesson_list(turn: Turn, services: Services, offset: int = 0, lead: str = "") -> Outcome:
    """The lessons by number from `offset` on: ten for WhatsApp, one SMS full of them."""
    lessons = services.knowledge_base.lessons()
    if not lessons:
        return Outcome(replies.no_lessons(turn.channel), {"pending_act": None})
    if offset >= len(lessons):
        return Outcome(replies.end_of_lessons(turn.channel))
    rest = lessons[offset:]
    if turn.channel == "sms":
        text, shown = replies.list_sms(rest, lead)
    else:
        text, shown = replies.list_whatsapp(rest, WHATSAPP_PAGE, lead)
    new = listing(turn, "lessons", offset=offset + shown, last=rest[shown - 1].number)
    return Outcome(text, {"pending_act": None, "listing": new})


def show_step(turn: Turn, services: Services, number: int, step: int) -> Outcome:
    """One step of a lesson; past the last step its end, and the list where there is no lesson."""
    try:
        lesson = services.knowledge_base.lesson(number)
    except BadRequest as error:
        if error.status != 404:
            raise
        return lesson_list(turn, services, lead=replies.no_such_lesson(number, turn.channel))
    if step > len(lesson.steps):
        return _finish(turn, services, lesson)
    write = replies.step_sms if turn.channel == "sms" else replies.step_whatsapp
    return Outcome(write(lesson, step), _opened(turn, lesson, step))


def go_on(turn: Turn, services: Services) -> Outcome:
    """SIGUE: the next step of the lesson last read; after its end the next lesson."""
    open_one = bookmark(turn)
    if not open_one:
        return Outcome(replies.nothing_open(turn.channel), label="asked")
    if open_one.get("done"):
        return _neighbour(turn, services, int(open_one["number"]), 1)
    return show_step(turn, services, int(open_one["number"]), int(open_one["step"]) + 1)


def go_back(turn: Turn, services: Services) -> Outcome:
    """ATRÁS: the step before, or the same once more where that was asked for.

    After a detour it leads back to the step last read, which is what lies behind. "No entiendo"
    means the step while one is being read, and the assistant itself everywhere else.
    """
    open_one = bookmark(turn)
    if lost(turn) and turn.kind != "lesson":
        return Outcome(response="utter_help", label="followed")
    if not open_one:
        return Outcome(replies.nothing_open(turn.channel), label="asked")
    step = int(open_one["step"])
    if turn.kind != "lesson" or wants_it_again(turn) or open_one.get("done"):
        return _where_it_was(turn, services, open_one)
    if step == 1:
        number, steps = int(open_one["number"]), int(open_one["steps"])
        return Outcome(replies.first_step(number, steps, turn.channel))
    return show_step(turn, services, int(open_one["number"]), step - 1)


def go_to_step(turn: Turn, services: Services) -> Outcome:
    """A number while a lesson is open: that step of it."""
    open_one = turn.listing
    number, steps = int(open_one["number"]), int(open_one["steps"])
    step = chosen_number(turn, steps)
    if step is None or not 1 <= step <= steps:
        return Outcome(replies.no_such_step(number, steps, step, turn.channel), label="asked")
    return show_step(turn, services, number, step)


def choose_lesson(turn: Turn, services: Services) -> Outcome:
    """A number after the list of lessons: the lesson that bears it."""
    number = chosen_number(turn, int(turn.listing.get("last", 1)))
    if number is None:
        return lesson_list(turn, services)
    return show_step(turn, services, number, 1)


def bookmark(turn: Turn) -> Mapping[str, Any]:
    """Which lesson was read last and up to which step; empty where none was."""
    kept = turn.slots.get("lesson")
    return kept if isinstance(kept, dict) else {}


def _where_it_was(turn: Turn, services: Services, open_one: Mapping[str, Any]) -> Outcome:
    return show_step(turn, services, int(open_one["number"]), int(open_one["step"]))


def _opened(turn: Turn, lesson: Lesson, step: int, *, done: bool = False) -> dict[str, Any]:
    place = {"number": lesson.number, "step": step, "steps": len(lesson.steps)}
    kept = {**place, "title": lesson.title, **({"done": True} if done else {})}
    return {"lesson": kept, "pending_act": None, "listing": listing(turn, "lesson", **kept)}


def _finish(turn: Turn, services: Services, lesson: Lesson) -> Outcome:
    following = _beside(services, lesson.number, 1)
    text = replies.finished(lesson, following, turn.channel)
    return Outcome(text, _opened(turn, lesson, len(lesson.steps), done=True))


def _neighbour(turn: Turn, services: Services, number: int, direction: int) -> Outcome:
    found = _beside(services, number, direction)
    return show_step(turn, services, found.number, 1) if found else lesson_list(turn, services)


def _beside(services: Services, number: int, direction: int) -> LessonLine | None:
    """The lesson next after a number, or next before it; numbers may have gaps."""
    lessons = services.knowledge_base.lessons()
    if direction > 0:
        return min((x for x in lessons if x.number > number), key=_number, default=None)
    return max((x for x in lessons if x.number < number), key=_number, default=None)


def _number(lesson: LessonLine) -> int:
    return lesson.number
