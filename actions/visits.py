"""A hub that a person was shown, and what they say of it afterwards."""

from __future__ import annotations

import logging
import time
from typing import Any

from actions.act import Act
from actions.clients.http import BadRequest, ServiceUnavailable
from actions.records import Hub
from actions.replies import reports as replies
from actions.services import Services
from actions.turn import REPORT_HUB, Outcome, Turn

log = logging.getLogger(__name__)

# What the recommender keeps; the channel may also hear NOT_YET or UNCLEAR.
KEPT = ("worked", "closed", "no_internet")
NOT_YET = "not_yet"
NOT_FOUND = 404


def seen(hub: Hub) -> dict[str, Any]:
    """The slot `visit`: which hub was shown last, and when in Unix seconds."""
    return {"hub_id": hub.id, "name": hub.name, "shown_at": int(time.time())}


class ReportHubAct(Act):
    """Takes the answer to "1 sí sirvió, 2 cerrado, 3 sin internet" to the recommender."""

    act = REPORT_HUB

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """Thank for it and say what becomes of it; whatever happens, the question is over."""
        hub_id, name = _hub(turn)
        outcome = next(iter(turn.values("outcome")), "")
        if outcome == NOT_YET:
            return Outcome(replies.not_yet(turn.channel))
        if not hub_id or outcome not in KEPT:
            return Outcome(replies.which(name, turn.channel), label="asked")
        try:
            services.recommender.report_hub(hub_id, outcome, turn.reporter)
        except BadRequest as error:
            log.warning("a report is not kept: %s", error)
            if error.status == NOT_FOUND:
                return Outcome(replies.gone(name, turn.channel))
            return Outcome(replies.not_kept(turn.channel), label="refused")
        except ServiceUnavailable as error:
            log.warning("a report is not kept: %s", error)
            return Outcome(replies.not_kept(turn.channel), label="unavailable")
        return Outcome(replies.thanks(outcome, name, turn.channel))


def _hub(turn: Turn) -> tuple[str, str]:
    """The hub that the channel asked about; it outlives the session, in which a slot would not."""
    asked = turn.slots.get("visit")
    visit = asked if isinstance(asked, dict) else {}
    hub_id = next(iter(turn.values("hub_id")), str(visit.get("hub_id", "")))
    name = next(iter(turn.values("hub_name")), str(visit.get("name", "")))
    return hub_id, name
