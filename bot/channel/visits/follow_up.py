"""What the channel does before and after a turn, so that visits are asked about and answered."""

from __future__ import annotations

import re
import time

from bot.channel import metrics
from bot.channel.inbound import Inbound
from bot.channel.outbound.queue import OutboundQueue
from bot.channel.recognise import ParseData, parsed_as
from bot.channel.tracker import LastTurn
from bot.channel.visits.answers import UNCLEAR, outcome_of
from bot.channel.visits.store import ASKED, Visit, VisitsStore
from bot.channel.visits.wording import with_question
from bot.responses.catalogue import SPANISH

REPORT = "report_visit"
# An exact word that may be the answer; all others keep their meaning.
MAY_ANSWER = frozenset({"choose", "affirm", "deny", "learn", "out_of_scope"})
# Where a person is in need, is leaving, or was just asked something else.
NEVER_AFTER = frozenset(
    {
        "utter_emergency",
        "utter_human",
        "utter_stop",
        "utter_start",
        "utter_out_of_scope",
        "action_delete_data",
        "action_ask_place",
        "action_report_hub",
    }
)
# Walks through a list whose other numbers still stand for its other lines.
WALKS_A_LIST = frozenset({"action_hub_details", "action_more"})
# "1. ... 2. ..." or, by SMS, "1 Putis 30.3 NE, 2 ...": numbers that a person may answer with.
_NUMBERED = re.compile(r"(?:^|[\s:(])\*?1[.)]?\*? \S.*?[\s,;]\*?2[.)]?\*? \S", re.DOTALL)


class FollowUp:
    """Hears answers, remembers what was shown, and asks when it is time.

    `after_s` is the least time between what was shown and the question.
    """

    def __init__(
        self, visits: VisitsStore, after_s: float, queue: OutboundQueue | None = None
    ) -> None:
        self._visits, self._after_s, self._queue = visits, after_s, queue

    def heard(self, message: Inbound, sender: str, parsed: ParseData | None) -> ParseData | None:
        """The parse of a message that answers the open question; any other parse as it is."""
        if parsed and parsed["intent"]["name"] not in MAY_ANSWER:
            return parsed
        visit = self._visits.question(sender)
        if visit is None:
            return parsed
        outcome = outcome_of(message.text, just_asked=visit.state == ASKED)
        if outcome is None:
            return parsed
        hub = {"hub_id": visit.hub_id, "hub_name": visit.name}
        return parsed_as(REPORT, message.text, **hub, outcome=outcome)

    def after(
        self,
        message: Inbound,
        sender: str,
        parsed: ParseData | None,
        last: LastTurn,
        reply: str,
        *,
        room: bool = True,
    ) -> str:
        """The reply to a turn, with the question where one is due and there is `room` for it."""
        # A second wish that has just been offered is a question too.
        opens_list = bool({"listing", "also"} & last.changed) or bool(_NUMBERED.search(reply))
        self._note(message, sender, parsed, last, opens_list)
        asked = None if opens_list or not room else self._asked(message, sender, last, reply)
        if self._queue:
            if asked is None and self._visits.waiting(sender):
                self._queue.put(sender, message.channel, message.number, time.time())
            else:
                self._queue.forget(sender)
        return asked or reply

    def forget(self, sender: str) -> None:
        """Erase what is known of a sender's visits, the number included."""
        self._visits.forget(sender)
        if self._queue:
            self._queue.forget(sender)

    def _note(
        self,
        message: Inbound,
        sender: str,
        parsed: ParseData | None,
        last: LastTurn,
        opens_list: bool,
    ) -> None:
        if parsed and parsed["intent"]["name"] == REPORT:
            if _entity(parsed, "outcome") != UNCLEAR:
                self._visits.close(sender)
        elif opens_list:
            self._visits.lapse(sender)
        shown = last.slots.get("visit")
        if "visit" in last.changed and isinstance(shown, dict):
            visit = Visit(
                sender, str(shown["hub_id"]), str(shown["name"]), float(shown["shown_at"]), ""
            )
            self._visits.record(visit, message.channel, self._after_s)
        if "utter_emergency" in last.acts:
            self._visits.drop(sender)

    def _asked(self, message: Inbound, sender: str, last: LastTurn, reply: str) -> str | None:
        if not reply or not last.acts or NEVER_AFTER & set(last.acts) or _is_busy(last):
            return None
        visit = self._visits.due(sender, self._after_s)
        if visit is None:
            return None
        language = str(last.slots.get("language") or SPANISH)
        longer = with_question(reply, visit.name, message.channel, language)
        if longer is None or not self._visits.ask(visit):
            return None
        metrics.QUESTIONS.labels(message.channel, "reply").inc()
        return longer


def _is_busy(last: LastTurn) -> bool:
    """Whether a lesson is open, a list is being walked through, or an act waits for a place.

    A "2" meant for the second hub of a list would else be taken for "cerrado".
    """
    listing = last.slots.get("listing")
    listing = listing if isinstance(listing, dict) else {}
    in_lesson = listing.get("kind") == "lesson" and not listing.get("done")
    in_list = bool(listing) and bool(WALKS_A_LIST & set(last.acts))
    return in_lesson or in_list or bool(last.slots.get("pending_act"))


def _entity(parsed: ParseData, name: str) -> str | None:
    return next((e["value"] for e in parsed["entities"] if e["entity"] == name), None)
