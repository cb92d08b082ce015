"""Count what replies are billed as by SMS, on conversations with the running stack:
`python -m tests.evaluation.sms_segments FILE.jsonl [--json]`.

Every conversation is held by SMS, whichever channel its row names: what is asked for is the price
of an answer, and by WhatsApp an answer is one message whatever its length.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.evaluation import interpreter

if __name__ == "__main__":
    interpreter.ensure()

from tests.evaluation.assistant import Assistant  # noqa: E402
from tests.evaluation.command import evaluate  # noqa: E402
from tests.evaluation.conversations import Talk, hold  # noqa: E402

# GSM 03.38: the characters that count one septet, and those that count two.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")


def segments(text: str) -> int:
    """How many messages a text is billed as: 160 septets or 153 each, else 70 or 67 characters."""
    sizes = [2 if character in EXTENDED else 1 for character in text]
    single, part = 160, 153
    if not BASIC | EXTENDED >= frozenset(text):
        sizes = [1 if ord(character) < 0x10000 else 2 for character in text]
        single, part = 70, 67
    if sum(sizes) <= single:
        return 1
    parts, used = 1, 0
    for size in sizes:
        # No two parts share a character.
        if used + size > part:
            parts, used = parts + 1, 0
        used += size
    return parts


def hold_by_sms(under_test: Assistant, row: dict[str, Any]) -> Talk:
    """Let a new person hold the conversation by SMS."""
    return hold(under_test, {**row, "channel": "sms"})


def report(talks: Sequence[Talk]) -> dict[str, Any]:
    """Turns, and the segments that they are answered with; a turn may go unanswered."""
    turns = [turn for talk in talks for turn in talk.turns]
    counted = Counter(segments(turn.reply) for turn in turns if turn.reply)
    total = sum(size * count for size, count in counted.items())
    return {
        "conversations": len(talks),
        "turns": len(turns),
        "answered": sum(counted.values()),
        "by_segments": {str(size): counted[size] for size in sorted(counted)},
        "segments": total,
        "segments_a_turn": round(total / len(turns), 3),
    }


def in_words(figures: dict[str, Any]) -> str:
    """The report for a person."""
    sizes = ", ".join(f"{count} of {size}" for size, count in figures["by_segments"].items())
    return (
        f"{figures['turns']} turns of {figures['conversations']} conversations, "
        f"{figures['answered']} answered: {sizes} segments; {figures['segments_a_turn']} a turn"
    )


if __name__ == "__main__":
    sys.exit(evaluate(__doc__, hold_by_sms, report, in_words))
