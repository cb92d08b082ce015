"""Read one line of Markdown: its first link, and its words without marks.

Brackets are paired by hand: a pattern that nests would take minutes on a hostile line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

# Longer lines are no items of a list.
_LONGEST = 5000
_PAIRS = {"[": "]", "(": ")"}
_TAG = re.compile(r"(?<!\\)</?[A-Za-z][^<>]{0,200}>")
_EMOJI_NAME = re.compile(r":[a-z0-9_+-]{2,40}:")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ASIDE = re.compile(r"(\*{1,2}|_{1,2})\([^()]{0,300}\)\1")
_STRESS = re.compile(r"(?<!\\)(?:\*{1,3}|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_])|~~)")


@dataclass(frozen=True)
class Link:
    """The first link of an item, and what the item says after it."""

    title: str
    url: str
    note: str


def first_link(text: str) -> Link | None:
    """Return the first link of an item, or None; an image is no link."""
    text = text[:_LONGEST]
    for start, title, url, end in _links(text):
        if text[start - 1 : start] != "!" or start == 0:
            return Link(plain_text(title), url, _note(text[end:]))
    return None


def plain_text(text: str) -> str:
    """Return the words of a line: links and images by their text, no marks, tags or emoji names."""
    text = _unlinked(text[:_LONGEST])
    text = _EMOJI_NAME.sub(" ", _TAG.sub("", text))
    text = _STRESS.sub("", re.sub(r"(?<!\\)`", "", text))
    return " ".join(html.unescape(_ESCAPE.sub(r"\1", text)).split())


def _note(text: str) -> str:
    """Return what stands after the link: the author and formats, no asides in italics."""
    text = _EMOJI_NAME.sub("", _unlinked(text))
    # `*(:construction: *in process*)*` holds italics inside italics.
    text = re.sub(r"\((\s*)\*([^*()]{0,200})\*", r"(\1\2", text)
    text = _ASIDE.sub(" ", text)
    # Marks in backticks (`trl.:`) stay: whoever reads the author leaves them out.
    text = html.unescape(_ESCAPE.sub(r"\1", _STRESS.sub("", _TAG.sub("", text))))
    text = re.sub(r"\(\s*\(([^()]*)\)\s*\)", r"(\1)", text)
    return " ".join(text.split()).strip(" -–—:,")


def _unlinked(text: str, levels: int = 2) -> str:
    """Replace each link and image by its text; `levels` says how deep they may nest."""
    kept, place = [], 0
    for start, title, _, end in _links(text):
        image = start > place and text[start - 1] == "!"
        kept.append(text[place : start - 1 if image else start])
        kept.append(_unlinked(title, levels - 1) if levels else title)
        place = end
    return "".join(kept) + text[place:]


def _links(text: str) -> Iterator[tuple[int, str, str, int]]:
    """Yield start, title, address and end of the links and images that stand in no other."""
    closing = _closings(text)
    done = 0
    for start in sorted(closing):
        close = closing[start]
        if start < done or text[start] != "[" or text[close + 1 : close + 2] != "(":
            continue
        end = closing.get(close + 1)
        if end is not None:
            done = end + 1
            yield start, text[start + 1 : close], _address(text[close + 2 : end]), done


def _closings(text: str) -> dict[int, int]:
    """Return where each bracket that is closed closes, in one walk over the text."""
    closing: dict[int, int] = {}
    still_open: dict[str, list[int]] = {"]": [], ")": []}
    escaped = False
    for place, char in enumerate(text):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char in _PAIRS:
            still_open[_PAIRS[char]].append(place)
        elif char in still_open and still_open[char]:
            closing[still_open[char].pop()] = place
    return closing


def _address(inside: str) -> str:
    """Return the address of `url "title"` or `<url>`."""
    inside = inside.strip()
    if inside.startswith("<") and ">" in inside:
        return inside[1 : inside.index(">")].strip()
    address = inside.split(None, 1)
    quoted = len(address) == 2 and address[1][:1] in ("'", '"', "(")
    text = address[0] if quoted else inside
    # Not html.unescape: it takes the `&copy=` of an address for a sign.
    return _ESCAPE.sub(r"\1", text).replace("&amp;", "&")
