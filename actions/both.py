"""A reply in two languages from one performance: what the services answered is heard once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from actions.replies import sms
from actions.services import Services
from actions.turn import Outcome

LONGEST_WHATSAPP = 1_600


class Answers:
    """A client whose answers are kept: the same question has the same answer, and asks nobody."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._known: dict[tuple[Any, ...], Any] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._client, name)

        def asked(*given: Any, **named: Any) -> Any:
            question = (name, given, tuple(sorted(named.items())))
            if question not in self._known:
                try:
                    self._known[question] = (True, method(*given, **named))
                except Exception as error:
                    self._known[question] = (False, error)
            answered, answer = self._known[question]
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


def side_by_side(first: Outcome, second: Outcome, channel: str) -> Outcome:
    """One outcome that says both texts; where they do not fit together, the second alone.

    What is remembered is that of the one that lists more, whose numbers the other has too.
    """
    kept = max(first, second, key=lambda outcome: len(_shown(outcome)))
    if not first.text or not second.text or first.text == second.text:
        return replace(kept, text=second.text or first.text)
    if channel == "sms":
        both = f"{first.text}\n{second.text}"
        fits = sms.septets(sms.plain(both)) <= sms.TWO_SEGMENTS
    else:
        both = f"{first.text}\n\n{second.text}"
        fits = len(both) <= LONGEST_WHATSAPP
    return replace(kept, text=both if fits else second.text)


def _shown(outcome: Outcome) -> list[Any]:
    listing = outcome.slots.get("listing")
    return list(listing.get("shown", [])) if isinstance(listing, dict) else []
