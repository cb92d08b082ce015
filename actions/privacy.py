"""BORRAR: a person's data are erased."""

from __future__ import annotations

from actions.act import Act
from actions.replies import care
from actions.services import Services
from actions.turn import DELETE_DATA, Outcome, Turn


class DeleteDataAct(Act):
    """Says what is erased; the channel erases tracker and kept replies after this turn."""

    act = DELETE_DATA

    def perform(self, turn: Turn, services: Services) -> Outcome:
        """Forget every slot now."""
        settings = services.settings
        text = care.deleted(settings.operator_name, settings.human_contact, turn.channel)
        return Outcome(text, forget=True)
