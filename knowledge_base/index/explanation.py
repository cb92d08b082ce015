"""Why a search answers as it does: words as understood, scores, what was nearly found, the bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge_base.index.facets import Filters
from knowledge_base.index.reading import ReadWord, Words
from knowledge_base.index.search import Candidates, Searcher, Weighed
from knowledge_base.resources.records import Resource

# Why nothing is shown: no word says what is looked for; no resource holds any of the words, nor
# another for them; it sounds like no wish to learn, so that more is asked; nothing fits enough.
NO_WORDS, UNKNOWN_WORDS, OUTSIDE, UNDER_THRESHOLD = (
    "no_words",
    "unknown_words",
    "outside",
    "under_threshold",
)
_NEAR = 3
_MOST_ALTERNATIVES = 8


@dataclass(frozen=True)
class OtherWord:
    """A word or phrase that stands for one of a question, and how surely (0 to 1)."""

    text: str
    certainty: float


@dataclass(frozen=True)
class UnderstoodWord:
    """A word of a question as the search understands it.

    `typed` is as people wrote it, `meant` mended and written out; `share` is its part (0 to 1) of
    the whole question. A `generic` one (`curso`) decides nothing beside others. `others` are what
    it is looked for by, the surest first; none: nothing stands for it. `found` tells whether
    something that is shown answers to it, which is not asked of generic ones.
    """

    typed: str
    meant: str
    share: float
    generic: bool
    others: tuple[OtherWord, ...]
    found: bool


@dataclass(frozen=True)
class Explained:
    """A resource with its scores, all 0 to 1: by words, by meaning, both weighed (`fit`).

    `score` is what orders: the fit with what is preferred. `rank` counts from 1; that of a near
    miss goes on after what is shown. `missing` are the words of the question it does not answer to.
    """

    rank: int
    resource: Resource
    score: float
    fit: float
    words: float
    meaning: float
    by: str
    matched: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """A search laid open. `hits` are what people get; `near` the best of what they do not.

    The best fit must reach `threshold`, each other one `floor`. `outside` (0 to 1) is how much the
    question sounds like no wish to learn; it raises the threshold. `reason` says why nothing is
    shown, and is empty where something is. `mended` is the question as it was understood.
    """

    question: str
    language: str
    version: str
    mended: str
    words: tuple[UnderstoodWord, ...]
    hits: tuple[Explained, ...]
    near: tuple[Explained, ...]
    best: float
    threshold: float
    floor: float
    outside: float
    reason: str


def explain(
    searcher: Searcher,
    question: str,
    filters: Filters | None = None,
    chat_first: bool = False,
    near: int = _NEAR,
) -> Explanation:
    """Search as people do, and say why it came out so, with the best `near` misses."""
    weighed = searcher.weigh(question, filters, chat_first)
    shown = [(one, row) for one, row, _ in weighed.shown()]
    missed = _missed(weighed, shown, near)
    explained = [
        _explained(rank, one, row, weighed) for rank, (one, row) in enumerate(shown + missed, 1)
    ]
    hits, misses = explained[: len(shown)], explained[len(shown) :]
    return Explanation(
        question=question,
        language=weighed.reading.language,
        version=searcher.index.about.version,
        mended=weighed.reading.text,
        words=_understood(weighed, searcher.words, hits),
        hits=tuple(hits),
        near=tuple(misses),
        best=round(weighed.best, 3),
        threshold=round(weighed.threshold, 3),
        floor=round(weighed.floor, 3),
        outside=round(weighed.outside, 3),
        reason=_reason(weighed),
    )


def _missed(
    weighed: Weighed, shown: list[tuple[Candidates, int]], most: int
) -> list[tuple[Candidates, int]]:
    """Return what fits best of all that is not shown, by its fit: that is what is too small."""
    taken = {(id(one), row) for one, row in shown}
    left = [
        (float(one.ranking.fused[row]), one, row)
        for one in weighed.found
        for row in one.best_rows(most + len(shown))
        if (id(one), row) not in taken and one.ranking.fused[row] > 0
    ]
    left.sort(key=lambda found: (-found[0], found[1].hit(found[2]).resource.id))
    return [(one, row) for _, one, row in left[:most]]


def _explained(rank: int, one: Candidates, row: int, weighed: Weighed) -> Explained:
    hit, ranking = one.hit(row), one.ranking
    asked = [word.typed for word in weighed.reading.words if not word.generic]
    missing = [word for word in (*asked, *weighed.reading.unknown) if word not in hit.matched]
    return Explained(
        rank=rank,
        resource=hit.resource,
        score=round(min(hit.score, 1.0), 3),
        fit=round(float(ranking.fused[row]), 3),
        words=round(float(ranking.words.shares[row]), 3),
        meaning=round(float(ranking.meaning[row]), 3),
        by=hit.by,
        matched=hit.matched,
        missing=tuple(missing),
    )


def _understood(
    weighed: Weighed, words: Words, hits: Iterable[Explained]
) -> tuple[UnderstoodWord, ...]:
    reading = weighed.reading
    matched = {word for hit in hits for word in hit.matched}
    known = [
        UnderstoodWord(
            typed=word.typed,
            meant=word.meant,
            share=round(word.weight / reading.total, 3) if reading.total else 0.0,
            generic=word.generic,
            others=_others(word, words),
            found=word.typed in matched,
        )
        for word in reading.words
    ]
    # Words that nothing stands for weigh all the same: what the others leave.
    left = max(0.0, 1 - sum(word.share for word in known)) / max(1, len(reading.unknown))
    unknown = [
        UnderstoodWord(word, word, round(left, 3), False, (), False) for word in reading.unknown
    ]
    return (*known, *unknown)


def _others(word: ReadWord, words: Words) -> tuple[OtherWord, ...]:
    """Return what a word is looked for by as whole words: a stem means nothing to people."""
    found: dict[str, float] = {}
    for one in word.alternatives:
        found.setdefault(" ".join(map(words.written, one.stems)), round(one.certainty, 2))
    return tuple(OtherWord(text, sure) for text, sure in [*found.items()][:_MOST_ALTERNATIVES])


def _reason(weighed: Weighed) -> str:
    if weighed.answered:
        return ""
    reading = weighed.reading
    if not reading.words:
        return UNKNOWN_WORDS if reading.unknown else NO_WORDS
    return OUTSIDE if weighed.best >= weighed.profile.threshold else UNDER_THRESHOLD
