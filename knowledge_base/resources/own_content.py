"""Read the project's own content: lessons that live in the chat, and answers to one question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.resources.records import InvalidResource, Resource, resource_from

_SOURCE = {"source": "project", "licence": "MIT"}
_OPTIONAL = {"asked"}
_LESSON_FIELDS = {"id", "number", "title", "topic", "level", "language", "description", "tags"}
_FIELDS = {
    "lesson": _LESSON_FIELDS | {"steps"},
    "answer": (_LESSON_FIELDS - {"number"}) | {"answer"},
}


def read_own_content(folder: Path, faults: list[str]) -> Iterator[Resource]:
    """Yield the lessons and answers under `folder`; what is wrong is added to `faults`.

    `lessons/*.yaml` hold one lesson each, `answers/*.yaml` a list of them.
    """
    for path in sorted((folder / "lessons").glob("*.yaml")):
        known = len(faults)
        lesson = _content(path, faults)
        if len(faults) == known:
            yield from _read_items(path, "lesson", [lesson], faults)
    for path in sorted((folder / "answers").glob("*.yaml")):
        known = len(faults)
        items = _content(path, faults)
        if len(faults) > known:
            continue
        if not isinstance(items, list):
            faults.append(f"{path.name}: debe ser una lista de respuestas")
            continue
        yield from _read_items(path, "answer", items, faults)


def _content(path: Path, faults: list[str]) -> Any:
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        faults.append(f"{path.name}: no es YAML: {' '.join(str(error).split())}")
        return None


def _read_items(path: Path, kind: str, items: list[Any], faults: list[str]) -> Iterator[Resource]:
    for number, item in enumerate(items, start=1):
        where = f"{path.parent.name}/{path.name}: {number}"
        if not isinstance(item, dict):
            faults.append(f"{where}: debe tener campos")
            continue
        wrong = [f"{where}: {name}: falta" for name in sorted(_FIELDS[kind] - item.keys())]
        wrong += [
            f"{where}: {name}: no es un campo conocido"
            for name in sorted(map(str, item.keys() - _FIELDS[kind] - _OPTIONAL))
        ]
        if wrong:
            faults += wrong
            continue
        fields = {"text" if name == "answer" else name: value for name, value in item.items()}
        try:
            yield resource_from(_SOURCE | fields | {"kind": kind})
        except InvalidResource as error:
            faults += [f"{where}: {field}: {' '.join(why)}" for field, why in error.errors.items()]
