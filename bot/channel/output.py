"""Collects what Rasa says in one turn, under the name of the person's channel."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel


class TurnOutput(CollectingOutputChannel):
    """The texts of one turn.

    Rasa chooses a response's channel variant by `name()`, which here is the person's channel.
    """

    def __init__(self, channel: str) -> None:
        super().__init__()
        self._channel = channel

    def name(self) -> str:
        return self._channel

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep the text whole: the parent would split it at blank lines."""
        await self._persist_message(self._message(recipient_id, text=text.strip()))

    def text(self) -> str:
        """All that was said, as one message."""
        said = [message["text"] for message in self.messages if message.get("text")]
        return ("\n" if self._channel == "sms" else "\n\n").join(said)
