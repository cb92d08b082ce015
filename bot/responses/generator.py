"""What speaks the responses of the domain: the variant of the channel, in the person's language.

Rasa makes one of it for `nlg` in endpoints.yml.
"""

from __future__ import annotations

import os
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.responses.catalogue import LANGUAGES, QUECHUA, SPANISH, said, with_spanish
from bot.settings import Settings

EMERGENCY = "utter_emergency"


class Speaker(TemplatedNaturalLanguageGenerator):
    """Rasa's own choice among the variants of a response, translated, and filled in afterwards.

    Quechua that no two native speakers have reviewed has the Spanish text beside it; an emergency
    always has.
    """

    def __init__(self, endpoint_config: EndpointConfig | None, domain: Domain) -> None:
        super().__init__(domain.responses)
        settings = Settings.from_environment(os.environ)
        self._reviewed = settings.quechua_reviewed
        self._facts = {
            "operator": settings.operator_name,
            "contact": settings.human_contact,
            "hours": settings.human_hours,
            "operator_reachable": bool(settings.human_contact),
        }

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The response as a message; None where the domain has none for these slots."""
        slots = {**tracker.current_slot_values(), **self._facts}
        chosen = self._random_response_for(utter_action, output_channel, slots)
        if chosen is None:
            return None
        language = str(slots.get("language") or SPANISH)
        text = self.spoken(str(chosen["text"]), utter_action, language, output_channel)
        filled: dict[str, Any] = self._fill_response({**chosen, "text": text}, slots, **kwargs)
        return filled

    def spoken(self, text: str, utter_action: str, language: str, channel: str) -> str:
        """A Spanish text of the domain in the language of the person."""
        if language not in LANGUAGES:
            return text
        alone = language != QUECHUA or (self._reviewed and utter_action != EMERGENCY)
        return said(text, language) if alone else with_spanish(text, language, channel)
