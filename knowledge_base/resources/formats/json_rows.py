"""Read JSON: a list of resources, an object that holds one, or one object a line."""

from __future__ import annotations

import json
from typing import Any

from knowledge_base.resources.formats.rows import Hints, Row, Rows, UnreadableFile

_TOO_DEEP = "tiene demasiados niveles"


def read_json(text: str, hints: Hints) -> Rows:
    """Read an array, or an object with `resources`; raises UnreadableFile."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"no es JSON: línea {error.lineno}: {error.msg}") from None
    except (RecursionError, ValueError) as error:
        raise UnreadableFile(f"no es JSON: {_reason(error)}") from None
    topic = None
    if isinstance(content, dict):
        topic, content = content.get("topic"), content.get("resources")
    return rows_of_list(content, topic, hints)


def rows_of_list(content: Any, topic: Any, hints: Hints) -> Rows:
    """Return a row for each object of a list; raises UnreadableFile where there is none.

    `topic` is that of the file; an item's own wins.
    """
    if not isinstance(content, list):
        raise UnreadableFile("debe ser una lista de recursos, o tener una en `resources`")
    read = Rows()
    for number, item in enumerate(content, start=1):
        _add(read, f"elemento {number}", item, hints, topic)
    return read


def read_json_lines(text: str, hints: Hints) -> Rows:
    """Read one object a line; a line that is none is rejected and the rest kept."""
    read = Rows()
    # Only line feeds end a JSON line; splitlines would also cut at U+2028 inside a title.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"línea {number}"
        try:
            _add(read, where, json.loads(line), hints)
        except json.JSONDecodeError as error:
            read.reject(where, f"no es JSON: {error.msg} en la columna {error.colno}")
        except (RecursionError, ValueError) as error:
            read.reject(where, f"no es JSON: {_reason(error)}")
    return read


def _reason(error: Exception) -> str:
    return _TOO_DEEP if isinstance(error, RecursionError) else "tiene un número demasiado largo"


def _add(read: Rows, where: str, item: Any, hints: Hints, topic: Any = None) -> None:
    if not isinstance(item, dict):
        read.reject(where, "debe tener campos, como `title` y `url`")
        return
    defaults = {"lang": hints.language, "kind": hints.kind, "source": hints.source, "topic": topic}
    if "language" in item:
        del defaults["lang"]
    missing = {name: value for name, value in defaults.items() if value and not item.get(name)}
    read.rows.append(Row(where, item | missing))
