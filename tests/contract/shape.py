"""Compare the shape of a JSON answer with the example that binds client and service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def load(name: str) -> dict[str, Any]:
    """Return the contract `tests/contract/<name>.json`."""
    contract: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return contract


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return type(value).__name__


def differences(
    actual: Any, example: Any, nullable: tuple[str, ...] = (), path: str = ""
) -> list[str]:
    """List where `actual` departs from `example`; an empty list means that it fits.

    Paths are dotted, with `[]` for list items, as in `hubs[].verified_on`.
    """
    if actual is None or example is None:
        return [] if actual is example or path in nullable else [f"{path}: null does not fit"]
    if _kind(actual) != _kind(example):
        return [f"{path}: {_kind(actual)} instead of {_kind(example)}"]
    if isinstance(example, dict):
        found = [f"{path}.{key}: missing" for key in example.keys() - actual.keys()]
        found += [f"{path}.{key}: not in the contract" for key in actual.keys() - example.keys()]
        for key in example.keys() & actual.keys():
            inner = f"{path}.{key}" if path else key
            found += differences(actual[key], example[key], nullable, inner)
        return found
    if isinstance(example, list) and example:
        return [d for item in actual for d in differences(item, example[0], nullable, f"{path}[]")]
    return []
