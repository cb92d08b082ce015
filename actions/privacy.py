"""BORRAR: a person's data are erased."""

from __future__ import annotations

import logging
import re

from actions.act import Act
from actions.clients.http import BadRequest, ServiceUnavailable
from actions.reading import fold
from actions.replies import care
from actions.services import Services
from actions.turn import DELETE_DATA, Outcome, Turn

log = logging.getLogger(__name__)

ORDER = re.compile(
    r"\b(?:bor+|elimin|olvid|suprim|anul|quit|sa[cq]|delet|eras|forg[eo]t|limpi|destru|retir|cancel"
    r"|desapar|rectific|pich|chinka|ch'inka|qol+u|qul+u|q[ou]nqa|qechu|waqaycha|arco)\w*"
    r"|\b(?:remov|clear|wip(?:e|ing)|get rid|gone|destroy)\w*"
    r"|\bno (?:quiero que |quiero q |kiero q )?(?:\w+ )?(?:guard|conserv|almacen|qued|teng|sep)\w+"
    r"|\b(?:don'?t|do not|stop) (?:want (?:you|anyone) to )?(?:keep|stor|sav|remember)\w*"
)
NOT_ORDERED = re.compile(
    r"\bno (?:me |lo |la |los |las |te )?(?:borr|elimin|olvid|quit|sac)\w*"
    r"|\b(?:don'?t|do not|never) (?:want (?:you|anyone) to )?(?:delet|eras|forget|remov|wipe"
    r"|clear)\w*"
    r"|^(?:que|q)\b(?! (?:se |me |lo |los |ya )*(?:no|borr|elimin|olvid|quit|sac|retir|suprim"
    r"|anul))"
    r"|^(?:cuales|donde|quien|what|which|where|who|when|do you|did you|have you)\b"
    r"|^(?:que|q) (?:pasa|sucede|hace|significa)\b"
)


class DeleteDataAct(Act):
    """Says what is erased; the channel erases tracker and kept replies after this turn."""

    act = DELETE_DATA

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """Forget every slot now; a question about data, or "no borres", is no order to erase."""
        said = fold(turn.text)
        if NOT_ORDERED.search(said) or not ORDER.search(said):
            return Outcome(response="utter_help", label="followed")
        settings = services.settings
        kept = not _forgotten(turn, services)
        text = care.deleted(settings.operator_name, settings.human_contact, turn.channel, kept)
        return Outcome(text, forget=True)


def _forgotten(turn: Turn, services: Services) -> bool:
    """Whether the recommender keeps no plan and no report of the sender.

    The rest is erased even so.
    """
    done = True
    if not turn.sender:
        return done
    try:
        services.recommender.forget_plans(turn.owner)
    except (BadRequest, ServiceUnavailable) as error:
        log.warning("plans are not deleted: %s", error)
        done = False
    # Without a token none was ever brought there.
    if not services.settings.reports_token:
        return done
    try:
        services.recommender.forget_reports(turn.reporter)
    except (BadRequest, ServiceUnavailable) as error:
        log.warning("reports are not deleted: %s", error)
        done = False
    return done
