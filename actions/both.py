"""A reply in two languages from one performance: what the services answered is heard once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from actions.replies import sms
from actions.services import Services
from actions.turn import Outcome

LONGEST_WHATSAPP = 1_600
MOST_SEGMENTS = 2
_NUMBERED = re.compile(r"\d+\. ")
Question = tuple[Any, ...]


class Answers:
    """A client whose answers are kept: what was asked before is answered so again.

    Each performance hears the answers to a question in their order, so that a plan that was still
    computed at first and done afterwards is so in every language.
    """

    def __init__(self, client: Any, kept: dict[Question, list[Any]] | None = None) -> None:
        self._client = client
        self._kept = defaultdict(list) if kept is None else kept
        self._heard: dict[Question, int] = defaultdict(int)

    def again(self) -> Answers:
        """The same answers, for the next performance."""
        return Answers(self._client, self._kept)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._client, name)

        def asked(*given: Any, **named: Any) -> Any:
            question = (name, given, tuple(sorted(named.items())))
            answers, at = self._kept[question], self._heard[question]
            self._heard[question] += 1
            if at == len(answers):
                try:
                    answers.append((True, method(*given, **named)))
                except Exception as error:
                    answers.append((False, error))
            answered, answer = answers[at]
            if not answered:
                raise answer
            return answer

        return asked


def heard_once(services: Services) -> Services:
    """The services for one turn, in which an act may be performed in one language after another."""
    return replace(
        services,
        recommender=Answers(services.recommender),  # type: ignore[arg-type]
        knowledge_base=Answers(services.knowledge_base),  # type: ignore[arg-type]
    )


def heard_again(services: Services) -> Services:
    """What `heard_once` gave, for the next performance, which waits for nothing."""
    return replace(
        services,
        settings=replace(services.settings, plan_wait_s=0.0),
        recommender=services.recommender.again(),  # type: ignore[attr-defined]
        knowledge_base=services.knowledge_base.again(),  # type: ignore[attr-defined]
    )


def side_by_side(first: Outcome, second: Outcome, channel: str) -> Outcome | None:
    """One outcome that says both texts, None where a message does not hold them.

    What is remembered is that of the one that lists more, whose numbers the other has too.
    """
    kept = max(first, second, key=_listed)
    if not first.text or not second.text:
        return replace(kept, text=second.text or first.text)
    rest = _not_said_yet(second.text, first.text)
    between = ("\n" if channel == "sms" else "\n\n") if rest else ""
    both = f"{first.text}{between}{rest}"
    if channel == "sms":
        fits = sms.segments(sms.plain(both)) <= MOST_SEGMENTS
    else:
        fits = len(both) <= LONGEST_WHATSAPP
    return replace(kept, text=both) if fits else None


def _not_said_yet(text: str, said: str) -> str:
    """The text without what stands word for word in `said`: the step of a lesson, a link.

    The lines of a list stay as long as one of them differs, for half a list would mislead.
    """
    known = set(said.split("\n"))
    blocks = [block.split("\n") for block in text.split("\n\n")]
    return "\n\n".join(
        "\n".join(line for line in block if line not in known or _NUMBERED.match(line))
        for block in blocks
        if not known.issuperset(block)
    )


def _listed(outcome: Outcome) -> tuple[int, int]:
    """How far the list of an outcome goes."""
    listing = outcome.slots.get("listing")
    if not isinstance(listing, dict):
        return 0, 0
    return len(listing.get("shown", ())), int(listing.get("offset") or 0)
