"""Run conversations against the running stack:
`python -m tests.evaluation.conversations FILE.jsonl`."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.evaluation import interpreter

if __name__ == "__main__":
    interpreter.ensure()

from tests.e2e.phone import Phone  # noqa: E402
from tests.evaluation.assistant import Assistant  # noqa: E402
from tests.evaluation.command import evaluate  # noqa: E402
from tests.evaluation.compare import turn_faults  # noqa: E402
from tests.evaluation.report import confusions, latency, lines_of, share, shares_by  # noqa: E402


@dataclass(frozen=True)
class Turn:
    """One turn with what came of it."""

    wanted: dict[str, Any]
    act: str | None
    reply: str
    faults: list[str]
    seconds: float


@dataclass(frozen=True)
class Talk:
    """One conversation; it passes whole or not at all."""

    row: dict[str, Any]
    turns: list[Turn]

    @property
    def passed(self) -> bool:
        return not any(turn.faults for turn in self.turns)


def hold(under_test: Assistant, row: dict[str, Any]) -> Talk:
    """Let a new person say every turn of a conversation."""
    phone, trackers = under_test.phone(row["channel"]), under_test.trackers
    turns = []
    for wanted in row["turns"]:
        seen = trackers.seen(phone.number, row["channel"])
        began = time.perf_counter()
        reply = _say(phone, wanted["user"])
        seconds = time.perf_counter() - began
        understood = trackers.turn_after(phone.number, row["channel"], seen)
        faults = turn_faults(wanted, understood, reply)
        turns.append(Turn(wanted, understood.act, reply, faults, seconds))
    return Talk(row, turns)


def _say(phone: Phone, user: Any) -> str:
    if isinstance(user, dict):
        latitude, longitude = user["location"]
        return phone.pin(latitude, longitude)
    return phone.say(user)


def report(talks: Sequence[Talk]) -> dict[str, Any]:
    """Every figure of the evaluation."""
    turns = [turn for talk in talks for turn in talk.turns]
    judged = [turn for turn in turns if "expect_act" in turn.wanted]
    return {
        "accuracy": {
            "turn": share([not turn.faults for turn in turns]),
            "conversation": share([talk.passed for talk in talks]),
        },
        "by_act": shares_by((str(turn.wanted["expect_act"]), not turn.faults) for turn in judged),
        "by_lang": shares_by((talk.row.get("lang", "es"), talk.passed) for talk in talks),
        "by_channel": shares_by((talk.row["channel"], talk.passed) for talk in talks),
        "confusions": confusions(
            (turn.wanted["expect_act"], turn.act)
            for turn in judged
            if turn.act not in [turn.wanted["expect_act"], *turn.wanted.get("accept_act", [])]
        ),
        "latency_ms": latency([turn.seconds for turn in turns]),
        "conversations": len(talks),
        "turns": len(turns),
        "failures": [
            {
                "id": talk.row["id"],
                "turn": number,
                "said": turn.wanted["user"],
                "faults": turn.faults,
                "answered": turn.reply,
            }
            for talk in talks
            for number, turn in enumerate(talk.turns, 1)
            if turn.faults
        ],
    }


def in_words(figures: dict[str, Any]) -> str:
    """The report for a reader."""
    lines = [f"{figures['conversations']} conversations of {figures['turns']} turns"]
    lines += [f"  {name:<18} {value:.3f}" for name, value in figures["accuracy"].items()]
    for name in ("by_act", "by_lang", "by_channel"):
        lines += lines_of(name.replace("_", " "), figures[name])
    lines.append(f"latency: {figures['latency_ms']}")
    for row in figures["failures"]:
        first = " / ".join(row["answered"].splitlines())
        lines.append(
            f"{row['id']}.{row['turn']} {'; '.join(row['faults'])}\n    said: {row['said']}\n"
            f"    answered: {first}"
        )
    return "\n".join(lines)


def main() -> int:
    """Evaluate a file and print the report."""
    return evaluate(__doc__, hold, report, in_words)


if __name__ == "__main__":
    sys.exit(main())
