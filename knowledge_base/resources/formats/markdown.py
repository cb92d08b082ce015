"""Read a Markdown list such as free-programming-books: headings, and items with a link each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from knowledge_base.resources.formats.markdown_inline import Link, first_link, plain_text
from knowledge_base.resources.formats.rows import Hints, Row, Rows, UnreadableFile

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*)|)$")
_ITEM = re.compile(r"([ \t]*)(?:[*+-]|\d{1,9}[.)])[ \t]+(.*)$")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_INDEX = {"index", "indice", "índice", "contents", "table of contents", "tabla de contenido"}
# Such lists give a topic the third level and a part of it the fourth.
_TOPIC_LEVEL = 3
_TAB = 4


@dataclass(frozen=True)
class _Item:
    number: int
    indent: int
    text: str


def read_markdown(text: str, hints: Hints) -> Rows:
    """Return a row for each item with a link, by line; raises UnreadableFile.

    Items of an index and those that only name a group of others are passed over.
    """
    missing = [name for name in ("language", "kind") if not getattr(hints, name)]
    if missing:
        options = " y ".join(f"--{name}" for name in missing)
        raise UnreadableFile(f"una lista Markdown no lo dice de cada recurso: usa {options}")
    read = Rows()
    headings: list[tuple[int, str]] = []
    groups: list[_Item] = []
    parts = list(_parts(text))
    for part, following in zip_longest(parts, parts[1:]):
        if not isinstance(part, _Item):
            headings = [one for one in headings if one[0] < part[0]] + [part]
            groups = []
            continue
        groups = [group for group in groups if group.indent < part.indent]
        link = first_link(part.text)
        if link is None:
            if isinstance(following, _Item) and following.indent > part.indent:
                groups.append(part)
            else:
                read.reject(f"línea {part.number}", "no tiene enlace", plain_text(part.text))
        elif not link.url.startswith("#") and not _in_index(headings):
            names = [plain_text(group.text) for group in groups]
            row = _fields(link, headings, names) | _told(hints)
            read.rows.append(Row(f"línea {part.number}", row))
    return read


def _told(hints: Hints) -> dict[str, object]:
    told = {"lang": hints.language, "kind": hints.kind, "source": hints.source}
    return {name: value for name, value in told.items() if value}


def _parts(text: str) -> Iterator[_Item | tuple[int, str]]:
    """Yield items, and headings with their level; comments and code blocks are left out."""
    comment = fence = False
    for number, line in enumerate(text.split("\n"), start=1):
        line, comment = _without_comments(line.rstrip("\r"), comment)
        if _FENCE.match(line):
            fence = not fence
        elif fence or not line.strip():
            continue
        elif heading := _HEADING.match(line):
            yield len(heading[1]), plain_text((heading[2] or "").rstrip("# \t"))
        elif item := _ITEM.match(line):
            yield _Item(number, len(item[1].expandtabs(_TAB)), item[2])


def _without_comments(line: str, inside: bool) -> tuple[str, bool]:
    """Return what of a line is outside `<!-- -->`, and whether the next begins inside one."""
    kept = []
    while line:
        before, mark, line = line.partition("-->" if inside else "<!--")
        if not inside:
            kept.append(before)
        if not mark:
            break
        inside = not inside
    return "".join(kept), inside


def _in_index(headings: list[tuple[int, str]]) -> bool:
    return bool(headings) and headings[-1][1].lower() in _INDEX


def _fields(link: Link, headings: list[tuple[int, str]], groups: list[str]) -> dict[str, object]:
    above = [name for level, name in headings if level <= _TOPIC_LEVEL and name]
    below = [name for level, name in headings if level > _TOPIC_LEVEL and name] + groups
    return {
        "title": link.title,
        "url": link.url,
        "note": link.note,
        "topic": above[-1] if above else (below[0] if below else ""),
        "subtopic": below[-1] if below and (above or len(below) > 1) else "",
    }
