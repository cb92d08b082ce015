"""WhatsApp's buttons and lists: which Content template a reply is sent with, where one fits."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.channel.late.queue import Content
from bot.channel.tracker import LastTurn

MORE = "more"
# Of a template's body, of a quick reply's title and of a list item.
LONGEST_BODY, LONGEST_TITLE, LONGEST_ITEM = 1_024, 20, 24
FEWEST, MOST = 2, 4
# Up to three choices are buttons, more are a list.
MOST_BUTTONS = 3
_LINE = re.compile(r"^\*?(\d{1,2})[.)]\*? \S", re.MULTILINE)
# How a reply says in each language that there is more: it stands on the button too.
_SAYS_MORE = re.compile(r"\b(?:MÁS|MORE|ASWAN|ASTAWAN)\b")


def content_of(reply: str, last: LastTurn, templates: Mapping[str, str]) -> Content | None:
    """The template for a reply and its variables; None where it is sent as text.

    `templates` holds Twilio's ContentSid by number of choices ("2", "3", "4") and for "more". A
    turn offers choices where it opened a list; what a person may tap is what the reply numbers.
    """
    if not reply or len(reply) > LONGEST_BODY:
        return None
    found = _SAYS_MORE.search(reply)
    more = [found[0]] if found else []
    labels = _labels(reply, last) if "listing" in last.changed else []
    offered = [*labels, *more] if labels else []
    sid = templates.get(str(len(offered)), "")
    if sid and FEWEST <= len(offered) <= MOST:
        return Content(sid, {"1": _on_one_line(reply), **_variables(offered)})
    if more and templates.get(MORE):
        return Content(templates[MORE], {"1": _on_one_line(reply), **_variables(more)})
    return None


def _labels(reply: str, last: LastTurn) -> list[str]:
    """What the buttons say: the names of places asked about, the numbers of any other list."""
    numbers = _LINE.findall(reply)
    listing = last.slots.get("listing")
    listing = listing if isinstance(listing, dict) else {}
    choices = listing.get("choices") if listing.get("kind") == "ask_place" else None
    if not isinstance(choices, list) or len(choices) != len(numbers):
        return numbers
    longest = LONGEST_TITLE if len(choices) <= MOST_BUTTONS else LONGEST_ITEM
    return [
        _short(f"{number} {choice.get('label', '')}", longest)
        for number, choice in zip(numbers, choices, strict=True)
    ]


def _on_one_line(reply: str) -> str:
    """The reply without line breaks, which Twilio refuses in a variable (error 21656)."""
    return re.sub(r"\s*\n\s*", " ", re.sub(r"\n +", ", ", reply)).strip()


def _variables(labels: list[str]) -> dict[str, str]:
    return {str(place): label for place, label in enumerate(labels, start=2)}


def _short(label: str, longest: int) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip(" ,") + "…"
