"""Hold a line that a service wrote to the contract on logs, `logging.json`."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.contract.shape import load

CONTRACT = load("logging")
LINE: dict[str, list[str]] = CONTRACT["line"]
PATTERNS: dict[str, str] = CONTRACT["patterns"]


def flat(event: dict[str, Any]) -> dict[str, Any]:
    """An event's fields by their dotted names."""
    error = event.get("error")
    inner = {f"error.{name}": value for name, value in (error or {}).items()}
    return {name: value for name, value in event.items() if name != "error"} | inner


def faults(line: str) -> list[str]:
    """What keeps a line from being an event as agreed; an empty list means that it fits."""
    try:
        event = json.loads(line)
    except ValueError:
        return ["it is no JSON"]
    if not isinstance(event, dict):
        return ["it is no object"]
    fields = flat(event)
    known = {name for names in LINE.values() for name in names}
    found = [f"{name} is not in the contract" for name in fields.keys() - known]
    found += [f"{name} is missing" for name in LINE["always"] if name not in fields]
    for group in ("in_a_request", "of_an_answer"):
        if fields.keys() & set(LINE[group]):
            found += [f"{name} is missing" for name in LINE[group] if name not in fields]
    found += [
        f"{name} is {fields[name]!r}"
        for name, pattern in PATTERNS.items()
        if name in fields and not re.search(pattern, str(fields[name]))
    ]
    if len(line.encode()) > CONTRACT["longest_bytes"]:
        found.append("it is too long")
    return found


def events_in(text: str) -> list[dict[str, Any]]:
    """The events of an output in which every line is one; says which is not."""
    lines = [line for line in text.splitlines() if line.strip()]
    wrong = {line: said for line in lines if (said := faults(line))}
    assert not wrong, wrong
    return [json.loads(line) for line in lines]
