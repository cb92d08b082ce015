"""A row of a list that others keep, told in the fields of a resource: facts only."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from knowledge_base.resources.records import SLUG, Resource, slug
from knowledge_base.resources.topics import own_topic
from knowledge_base.resources.urls import url_key

# A podcast has a page where it is heard; `website` is what is true of all of them.
_KIND_OF = {
    "podcast": "website",
    "pdf": "book",
    "article": "guide",
    "tutorial": "guide",
    "textbook-section": "section",
    "curso": "course",
    "libro": "book",
    "sitio": "website",
    "herramienta": "tool",
    "ejercicios": "exercise",
    "guia": "guide",
}
_KIND_IN_SPANISH = {
    "course": "Curso",
    "book": "Libro",
    "video": "Video",
    "website": "Sitio",
    "tool": "Herramienta",
    "exercise": "Ejercicios",
    "guide": "Guia",
    "section": "Seccion",
}
_TEXTS = ("id", "title", "topic", "subtopic", "note", "author", "url", "kind", "lang", "language")
_MORE_TEXTS = ("book", "chapter", "text", "source", "licence", "path")
# Fields of a list's row that a resource does not have.
_LIST_ONLY = {"lang", "subtopic", "note", "path", "book", "chapter", "objectives"}
_OWN = set(Resource.__dataclass_fields__)
_FORMATS = {"pdf", "html", "epub", "mobi", "kindle", "zip", "doc", "docx"}
_BRACKETED = re.compile(r"\([^()]*\)")
_VOLUME = re.compile(r"[\s,]+(?:volumen|vol\.?|tomo)\s+\w+$", re.IGNORECASE)
_LONGEST_DESCRIPTION = 120
_LONGEST_NOTE = 1000
_LONGEST_TEXT = 4000
_LONGEST_TAG = 60


def fields_of(row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return the fields of a resource and, by field, why the row cannot be understood.

    A row with a `description` is in the project's own form and taken as it stands.
    """
    if row.get("description") is not None:
        fields = {name: value for name, value in row.items() if name != "lang"}
        if "lang" in row:
            fields.setdefault("language", row["lang"])
        return _with_id({"source": "import"} | _in_our_words(fields)), {}
    faults = {
        name: ["debe ser texto"]
        for name in _TEXTS + _MORE_TEXTS
        if row.get(name) is not None and not isinstance(row[name], str)
    }
    faults |= {str(name): ["no es un campo conocido"] for name in row.keys() - _OWN - _LIST_ONLY}
    if not _are_texts(row.get("objectives")):
        faults["objectives"] = ["debe ser una lista de textos"]
    return (row, faults) if faults else (_with_id(_facts(row)), {})


def _in_our_words(fields: dict[str, Any]) -> dict[str, Any]:
    """Turn a kind or a topic as people write it into the project's name for it."""
    kind, topic = fields.get("kind"), fields.get("topic")
    changed = {}
    if isinstance(kind, str):
        changed["kind"] = _KIND_OF.get(kind.lower(), kind)
    if isinstance(topic, str) and not SLUG.fullmatch(topic):
        changed["topic"] = own_topic(topic)
    return fields | changed


def _are_texts(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(v, str) for v in value))


def _facts(row: dict[str, Any]) -> dict[str, Any]:
    kind = (row.get("kind") or "").lower()
    kind = _KIND_OF.get(kind, kind)
    topic = row.get("topic") or _VOLUME.sub("", row.get("book") or "")
    subtopic = row.get("subtopic") or row.get("chapter") or ""
    note = (row.get("note") or "")[:_LONGEST_NOTE]
    author = row.get("author") or author_in(note)
    facts = {
        "id": row.get("id"),
        "title": _one_line(row.get("title") or ""),
        "url": (row.get("url") or "").strip().replace(" ", "%20"),
        "language": row.get("lang") or row.get("language"),
        "kind": kind,
        "topic": own_topic(topic),
        "description": _description(kind, row.get("book") or topic, subtopic, author),
        "author": author,
        "tags": row.get("tags") or ([subtopic[:_LONGEST_TAG]] if subtopic.strip() else []),
        "offline": _offline(row.get("offline"), note),
    }
    own = {name: row[name] for name in _OWN & row.keys() if name not in facts}
    return facts | own | _source(row, kind) | {"text": _text(row)}


def _offline(said: Any, note: str) -> Any:
    """Return what the row says, or whether its note speaks of a file."""
    return any(word in note.lower() for word in ("pdf", "epub")) if said is None else said


def _text(row: dict[str, Any]) -> str:
    """Return a section's words, its goals last, cut to what a resource may hold."""
    goals = " ".join(row.get("objectives") or ())
    text = f"{row.get('text') or ''} {goals}"
    return " ".join(text.split())[:_LONGEST_TEXT]


def _source(row: dict[str, Any], kind: str) -> dict[str, str]:
    """Name the list and its licence. It is the licence of the list, not of what it links to.

    A section's words are those of the source itself, and so is their licence.
    """
    source, licence = row.get("source") or "import", row.get("licence") or ""
    if kind == "section":
        return {"source": source, "licence": licence}
    return {"source": f"{source} ({licence})" if licence else source, "licence": ""}


def _with_id(fields: dict[str, Any]) -> dict[str, Any]:
    """Give a row without an id one that a second run finds again: of its title and its link."""
    title, url = fields.get("title"), fields.get("url")
    if fields.get("id") or not isinstance(title, str) or not isinstance(url, str) or not url:
        return fields
    stem = slug(title)[:70].strip("-")
    key = url_key(url).encode("utf-8", "surrogatepass")
    return fields | {"id": f"{stem or 'recurso'}-{hashlib.sha256(key).hexdigest()[:8]}"}


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


def author_in(note: str) -> str | None:
    """Return the author that a note names: `Ana Diaz (HTML, PDF) (2012)` is by Ana Diaz."""
    text = re.sub(r"`[^`]*`", " ", note)
    text = _BRACKETED.sub(lambda found: " " if _only_formats(found[0][1:-1]) else found[0], text)
    text = " ".join(text.split()).strip(" ,")
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    return text[:200].strip() or None


def _only_formats(text: str) -> bool:
    """Tell whether brackets hold formats, years or what is asked for, and no name."""
    if text.strip().lower().startswith("se solicita"):
        return True
    words = text.replace(",", " ").lower().split()
    return all(word in _FORMATS or (word.isdigit() and len(word) == 4) for word in words)


def _description(kind: str, topic: str, subtopic: str, author: str | None) -> str:
    heading = topic.split(" - ", 1)[-1] if topic[:1].isdigit() else topic
    about = " ".join(", ".join(part for part in (heading, subtopic) if part).split())
    text = f"{_KIND_IN_SPANISH.get(kind, 'Recurso')} sobre {about}" if about else ""
    if kind == "section" and about:
        text = f"Seccion de {about}"
    if author and len(text) + len(author) + 4 <= _LONGEST_DESCRIPTION:
        text += f", de {author}"
    return text[:_LONGEST_DESCRIPTION]
