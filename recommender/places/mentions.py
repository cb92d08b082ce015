"""Find the places that a whole sentence names, so that nothing need cut them out first.

A mention is a run of words that is the name of a unit or of a notable town, spelled so or sounding
so, together with the names beside it that say where it lies: "castilla piura", "chalhuanca
provincia de aymaraes". Edits are not forgiven here: in a sentence every other word would be a slip
of some name. A name with a slip is for `PlaceSearch`, once something else has cut it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from recommender.places.catalogue import Catalogue
from recommender.places.names import SMALL_WORDS, compact, plain

LONGEST_NAME, MOST_WORDS = 5, 120
# Words that may stand between a name and the name of what holds it.
JOINTS = SMALL_WORDS | frozenset("en distrito provincia departamento region prov dist".split())
MIN_LETTERS, MIN_SOUND_LETTERS = 3, 6
_CLAUSE = re.compile(r"[.;:!?¡¿\n]+")


@dataclass(frozen=True, slots=True)
class _Span:
    """Words `start` to `end` (exclusive) of a clause that are one name."""

    start: int
    end: int


def mentions(text: str, catalogue: Catalogue) -> list[str]:
    """Return what a sentence names, in its order; each is a query for `PlaceSearch.search`."""
    found: list[str] = []
    for clause in _CLAUSE.split(text):
        words = plain(clause.replace("\n", " ")).split()[:MOST_WORDS]
        found += [_query(run, words) for run in _runs(_spans(words, catalogue), words)]
    return list(dict.fromkeys(found))


def _spans(words: list[str], catalogue: Catalogue) -> list[_Span]:
    """Return the names in a clause, the longest at each word, none overlapping another."""
    spans: list[_Span] = []
    start = 0
    while start < len(words):
        lengths = range(min(LONGEST_NAME, len(words) - start), 0, -1)
        end = next((start + n for n in lengths if _is_name(words[start : start + n], catalogue)), 0)
        if end:
            spans.append(_Span(start, end))
        start = end or start + 1
    return spans


def _is_name(words: list[str], catalogue: Catalogue) -> bool:
    if words[-1] in SMALL_WORDS or (words[0] in SMALL_WORDS - {"la", "el", "los", "las"}):
        return False
    text = " ".join(words)
    letters = len(compact(text).replace(" ", ""))
    if letters < MIN_LETTERS or catalogue.is_everyday(text):
        return False
    if catalogue.named(text):
        return True
    return letters >= MIN_SOUND_LETTERS and bool(catalogue.index.exact(text))


def _runs(spans: list[_Span], words: list[str]) -> list[list[_Span]]:
    """Join the spans with nothing but joints between them."""
    runs: list[list[_Span]] = []
    for span in spans:
        between = words[runs[-1][-1].end : span.start] if runs else ["."]
        if all(word in JOINTS for word in between):
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _query(run: list[_Span], words: list[str]) -> str:
    """Write a run with a comma between its names, the words that state a level kept."""
    parts, before = [], run[0].start
    for span in run:
        joints = [word for word in words[before : span.start] if word not in SMALL_WORDS | {"en"}]
        parts.append(" ".join([*joints, *words[span.start : span.end]]))
        before = span.end
    return ", ".join(parts)
