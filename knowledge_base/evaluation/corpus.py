"""Read a corpus of texts and questions about them: JSON lines, every fault with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge_base.index.documents import Document


class InvalidCorpus(ValueError):
    """A file cannot be used; the message names the file, the line and the reason."""


@dataclass(frozen=True)
class Question:
    """A question and the ids of the texts that answer it; none where no text does."""

    id: str
    text: str
    relevant: frozenset[str]


def read_corpus(path: Path) -> list[Document]:
    """Read `{"id", "title", "text"}` a line; raises InvalidCorpus."""
    documents: dict[str, Document] = {}
    for where, row in _rows(path):
        key = _text(row, "id", where)
        if key in documents:
            raise InvalidCorpus(f"{where}: id {key!r} stands there twice")
        title = _text(row, "title", where, required=False)
        text = _text(row, "text", where, required=not title)
        documents[key] = Document(key, title, text)
    if not documents:
        raise InvalidCorpus(f"{path}: holds no text")
    return list(documents.values())


def read_questions(path: Path, known: frozenset[str]) -> list[Question]:
    """Read `{"id", "text", "relevant": [ids]}` a line; raises InvalidCorpus."""
    questions: list[Question] = []
    for where, row in _rows(path):
        relevant = row.get("relevant", [])
        if not isinstance(relevant, list):
            raise InvalidCorpus(f"{where}: relevant: must be a list of ids")
        ids = frozenset(str(one) for one in relevant)
        if missing := sorted(ids - known):
            raise InvalidCorpus(f"{where}: relevant: no text has the id {missing[0]!r}")
        key = _text(row, "id", where, required=False) or str(len(questions) + 1)
        questions.append(Question(key, _text(row, "text", where), ids))
    if not questions:
        raise InvalidCorpus(f"{path}: holds no question")
    return questions


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        content = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidCorpus(f"{path}: cannot be read: {error}") from error
    # Only line feeds end a JSON line; splitlines would also cut at U+2028 inside a text.
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InvalidCorpus(f"{where}: no JSON: {error}") from error
        if not isinstance(row, dict):
            raise InvalidCorpus(f"{where}: no JSON object")
        yield where, row


def _text(row: dict[str, Any], name: str, where: str, required: bool = True) -> str:
    value = row.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise InvalidCorpus(f"{where}: {name}: must be a text that is not empty")
    return value
