"""Read resources from lists that others keep: facts only, one JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from knowledge_base.resources.records import InvalidResource, Resource, resource_from
from knowledge_base.resources.topics import own_topic

# A podcast has a page where it is heard; `website` is what is true of all of them.
_KIND_OF = {"podcast": "website", "pdf": "book", "article": "guide", "tutorial": "guide"}
_KIND_IN_SPANISH = {
    "course": "Curso",
    "book": "Libro",
    "video": "Video",
    "website": "Sitio",
    "tool": "Herramienta",
    "exercise": "Ejercicios",
    "guide": "Guia",
}
_NOT_AN_AUTHOR = re.compile(
    r"\((?:pdf|html|epub|mobi|kindle|zip|docx?|se solicita [^)]*|\d{4}|,|\s)+\)|`[^`]*`",
    re.IGNORECASE,
)
_LONGEST_DESCRIPTION = 120


@dataclass
class Reading:
    """What a file held: resources to take in, lines at fault, lines left out and why."""

    resources: list[Resource] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read_lines(lines: Iterable[str], known_links: dict[str, str] | None = None) -> Reading:
    """Read JSON lines; `known_links` maps links that are already listed to their ids.

    A line whose link stands before it, in the file or in `known_links`, is left out, not a fault.
    """
    reading = Reading()
    ids: dict[str, int] = {}
    links = dict(known_links or {})
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            resource = _resource_of(line)
        except ValueError as error:
            reading.faults.append(f"línea {number}: {error}")
            continue
        if resource.id in ids:
            reading.faults.append(
                f"línea {number}: id: {resource.id} ya está en la línea {ids[resource.id]}"
            )
            continue
        ids[resource.id] = number
        owner = links.setdefault(resource.url.rstrip("/"), resource.id)
        if owner != resource.id:
            reading.left_out.append(f"línea {number}: {resource.id} repite el enlace de {owner}")
            continue
        reading.resources.append(resource)
    return reading


def _resource_of(line: str) -> Resource:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no es JSON: {error.msg} en la columna {error.colno}") from None
    if not isinstance(row, dict):
        raise ValueError("no es un objeto JSON")
    faults = [
        f"{name}: debe ser texto"
        for name in ("id", "title", "topic", "subtopic", "note", "author", "url", "kind", "lang")
        if row.get(name) is not None and not isinstance(row[name], str)
    ]
    if faults:
        raise ValueError("; ".join(faults))
    try:
        return resource_from(_fields_of(row))
    except InvalidResource as error:
        raise ValueError(str(error)) from None


def _fields_of(row: dict[str, Any]) -> dict[str, Any]:
    kind = (row.get("kind") or "").lower()
    kind = _KIND_OF.get(kind, kind)
    topic = row.get("topic") or ""
    note = row.get("note") or ""
    author = row.get("author") or _author(note)
    return {
        "id": row.get("id"),
        "title": _one_line(row.get("title") or ""),
        "url": (row.get("url") or "").strip().replace(" ", "%20"),
        "language": row.get("lang") or row.get("language"),
        "kind": kind,
        "topic": own_topic(topic),
        "description": _description(kind, topic, row.get("subtopic") or "", author),
        "author": author,
        "tags": [part for part in (row.get("subtopic"),) if part],
        "offline": "pdf" in note.lower() or "epub" in note.lower(),
        "source": _source(row),
    }


def _source(row: dict[str, Any]) -> str:
    """Name the list and its licence. It is the licence of the list, not of what it links to."""
    source, licence = row.get("source") or "import", row.get("licence")
    return f"{source} ({licence})" if licence else str(source)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


def _author(note: str) -> str | None:
    text = " ".join(_NOT_AN_AUTHOR.sub(" ", note).split()).strip(" ,")
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    return text[:200].strip() or None


def _description(kind: str, topic: str, subtopic: str, author: str | None) -> str:
    heading = topic.split(" - ", 1)[-1] if topic[:1].isdigit() else topic
    about = ", ".join(part for part in (heading, subtopic) if part)
    text = f"{_KIND_IN_SPANISH.get(kind, 'Recurso')} sobre {about}" if about else ""
    if author and len(text) + len(author) + 4 <= _LONGEST_DESCRIPTION:
        text += f", de {author}"
    return text[:_LONGEST_DESCRIPTION]
