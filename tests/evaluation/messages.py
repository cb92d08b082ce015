"""Run single messages against the running stack:
`python -m tests.evaluation.messages FILE.jsonl`."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.evaluation import interpreter

if __name__ == "__main__":
    interpreter.ensure()

from tests.evaluation.assistant import Assistant  # noqa: E402
from tests.evaluation.command import evaluate  # noqa: E402
from tests.evaluation.compare import act_fits, slots_fit  # noqa: E402
from tests.evaluation.report import confusions, latency, lines_of, share, shares_by  # noqa: E402
from tests.evaluation.trackers import Understood  # noqa: E402

SLOTS = ("place", "topic", "k", "radius_km")


@dataclass(frozen=True)
class Answered:
    """A row with what came of it."""

    row: dict[str, Any]
    understood: Understood
    reply: str
    seconds: float

    @property
    def act_fits(self) -> bool:
        return act_fits(self.row, self.understood)

    @property
    def slots_fit(self) -> dict[str, bool]:
        return slots_fit(self.row, self.understood)

    @property
    def failure(self) -> dict[str, Any] | None:
        """What was said, expected and answered, where anything is not as expected."""
        wrong = [name for name, fits in self.slots_fit.items() if not fits]
        if self.act_fits and not wrong:
            return None
        return {
            "id": self.row["id"],
            "said": self.row["text"],
            "expected": self.row["expect"],
            "act": self.understood.act,
            "wrong": [*([] if self.act_fits else ["act"]), *wrong],
            "slots": {name: self.understood.slots.get(name) for name in wrong},
            "answered": self.reply,
        }


def ask(under_test: Assistant, row: dict[str, Any]) -> Answered:
    """Let a new person send the row's message."""
    phone = under_test.phone(row["channel"])
    began = time.perf_counter()
    reply = phone.say(row["text"])
    seconds = time.perf_counter() - began
    understood = under_test.trackers.turn_after(phone.number, row["channel"])
    return Answered(row, understood, reply, seconds)


def report(answers: Sequence[Answered]) -> dict[str, Any]:
    """Every figure of the evaluation."""
    slots = {
        name: share([a.slots_fit[name] for a in answers if name in a.slots_fit]) for name in SLOTS
    }
    urgent = [a for a in answers if a.row["expect"]["act"] == "emergency"]
    return {
        "accuracy": {"act": share([a.act_fits for a in answers]), **slots},
        "by_act": shares_by((a.row["expect"]["act"], a.act_fits) for a in answers),
        "by_lang": shares_by((a.row.get("lang", "es"), a.act_fits) for a in answers),
        "by_channel": shares_by((a.row["channel"], a.act_fits) for a in answers),
        "place_by_lang": shares_by(
            (a.row.get("lang", "es"), a.slots_fit["place"])
            for a in answers
            if "place" in a.slots_fit
        ),
        "emergencies_missed": [a.row["id"] for a in urgent if a.understood.act != "emergency"],
        "confusions": confusions(
            (a.row["expect"]["act"], a.understood.act) for a in answers if not a.act_fits
        ),
        "latency_ms": latency([a.seconds for a in answers]),
        "messages": len(answers),
        "failures": [a.failure for a in answers if a.failure],
    }


def in_words(figures: dict[str, Any]) -> str:
    """The report for a reader."""
    lines = [f"{figures['messages']} messages"]
    lines += [
        f"  {name:<18} {value:.3f}"
        for name, value in figures["accuracy"].items()
        if value is not None
    ]
    for name in ("by_act", "by_lang", "by_channel", "place_by_lang"):
        lines += lines_of(name.replace("_", " "), figures[name])
    lines.append(f"emergencies missed: {figures['emergencies_missed'] or 'none'}")
    lines.append(f"latency: {figures['latency_ms']}")
    lines += [
        f"  {row['times']} x {row['expected']} taken for {row['performed']}"
        for row in figures["confusions"]
    ]
    for row in figures["failures"]:
        first = " / ".join(row["answered"].splitlines())
        lines.append(
            f"{row['id']} {row['wrong']} act={row['act']} slots={row['slots']} "
            f"expected={row['expected']}\n    said: {row['said']}\n    answered: {first}"
        )
    return "\n".join(lines)


def main() -> int:
    """Evaluate a file and print the report."""
    return evaluate(__doc__, ask, report, in_words)


if __name__ == "__main__":
    sys.exit(main())
