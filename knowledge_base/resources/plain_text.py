"""Texts as a search compares them: no accents, lower case, one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

# PostgreSQL keeps neither zero bytes nor lone halves of surrogate pairs.
_UNKEPT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
# The title comes first, so that a list sorted by this text is sorted by title.
_SEARCHED = ("title", "description", "id", "url", "tags", "asked")
_LONGEST = 8000


def plain(text: str) -> str:
    """Return a text without accents and case, its spaces single."""
    kept = _UNKEPT.sub(" ", text).casefold()
    if kept.isascii():
        return " ".join(kept.split())
    apart = unicodedata.normalize("NFKD", kept)
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def search_text(fields: Mapping[str, Any]) -> str:
    """Return what editors search of a resource's fields, whatever was typed in them."""
    return "\n".join(plain(text) for text in _texts(fields))[:_LONGEST]


def _texts(fields: Mapping[str, Any]) -> Iterator[str]:
    for name in _SEARCHED:
        value = fields.get(name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from (one for one in value if isinstance(one, str))
