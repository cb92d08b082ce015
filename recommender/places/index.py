"""How well a text fits each of a list of names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from recommender.places.names import compact, plain, sound

Scores = NDArray[np.float64]

EXACT, EXACT_WITHOUT_ARTICLES = 100.0, 98.0
# A text that sounds the same but is spelled otherwise is half an edit away.
SOUND_COST = 0.5
MIN_WORD_LETTERS = 5
# Letters that one sound may be longer in one spelling: a key held down makes no name.
SOUND_SLACK = 4


def edits_allowed(letters: int) -> float:
    """How many edits a misspelled name of so many letters may be away from what it means."""
    if letters <= 3:
        return 0.0
    if letters <= 5:
        return 1.0
    return 1.5 if letters <= 8 else 2.5


@dataclass(frozen=True)
class Texts:
    """Texts in rows, and the rows in the order of their texts: a tenth of what a dict takes."""

    rows: list[str]
    order: NDArray[np.int32]

    @classmethod
    def of(cls, rows: list[str]) -> Texts:
        return cls(rows, np.array(sorted(range(len(rows)), key=rows.__getitem__), dtype=np.int32))

    def equal_to(self, text: str) -> list[int]:
        """Return the rows that hold the text, in rising order."""
        low = bisect_left(self.order, text, key=self.rows.__getitem__)
        high = bisect_right(self.order, text, lo=low, key=self.rows.__getitem__)
        return [int(row) for row in self.order[low:high]]


@dataclass(frozen=True)
class NameIndex:
    """Names reduced three ways (plain, compact, sound), each to be looked up."""

    plains: Texts
    compacts: Texts
    sounds: Texts
    by_word: dict[str, list[int]]

    @classmethod
    def build(cls, names: list[str], with_words: bool) -> NameIndex:
        """Index the names; `with_words` lets single words of a longer name find it."""
        plains = plain("\n".join(name.replace("\n", " ") for name in names)).split("\n")
        shorter = compact("\n".join(plains)).split("\n")
        # Most names have no article: one string then serves as both.
        compacts = [a if a == b else b for a, b in zip(plains, shorter, strict=True)]
        sounds = sound("\n".join(compacts)).split("\n")
        by_word: dict[str, list[int]] = defaultdict(list)
        if with_words:
            for row, text in enumerate(compacts):
                for word in set(text.split()):
                    by_word[word].append(row)
        return cls(Texts.of(plains), Texts.of(compacts), Texts.of(sounds), dict(by_word))

    def exact(self, text: str) -> dict[int, float]:
        """Return the rows whose name is the plain `text`, with articles aside or by sound."""
        if not text:
            return {}
        short = compact(text)
        heard = sound(short)
        scores = {
            row: self._misspelled(SOUND_COST, len(heard))
            for row in self.sounds.equal_to(heard)
            if abs(len(self.compacts.rows[row]) - len(short)) <= SOUND_SLACK
        }
        scores |= dict.fromkeys(self.compacts.equal_to(short), EXACT_WITHOUT_ARTICLES)
        scores |= dict.fromkeys(self.plains.equal_to(text), EXACT)
        return scores

    def fuzzy(self, text: str, rows: NDArray[np.intp] | None = None) -> dict[int, float]:
        """Return the rows (of all, or of `rows`) within the edits allowed, with their scores."""
        short = compact(text)
        letters = short.replace(" ", "")
        limit = edits_allowed(len(letters))
        if limit == 0.0:
            return {}
        heard = sound(short)
        spelled = _distances(short, self.compacts.rows, rows, int(limit))
        sounded = _distances(heard, self.sounds.rows, rows, int(limit - SOUND_COST)) + SOUND_COST
        distance = np.minimum(spelled, sounded)
        hits = np.flatnonzero(distance <= limit)
        names = hits if rows is None else rows[hits]
        return {
            int(row): self._misspelled(float(distance[hit]), len(letters))
            for row, hit in zip(names, hits, strict=True)
            if abs(len(self.compacts.rows[row]) - len(short)) <= SOUND_SLACK
        }

    def by_words(self, text: str) -> dict[int, float]:
        """Return the rows whose longer name holds every word of the text."""
        words = compact(text).split()
        if not words or sum(map(len, words)) < MIN_WORD_LETTERS:
            return {}
        rows = set(self.by_word.get(words[0], []))
        for word in words[1:]:
            rows &= set(self.by_word.get(word, []))
        asked = " ".join(words)
        scores = {}
        for row in rows:
            name = self.compacts.rows[row]
            lead = 6.0 if name.startswith(asked) else 0.0
            scores[row] = min(90.0, 66.0 + lead + 24.0 * len(asked) / len(name))
        return scores

    @staticmethod
    def _misspelled(edits: float, letters: int) -> float:
        return max(0.0, 97.0 - 100.0 * edits / max(letters, 4))


def _distances(text: str, choices: list[str], rows: NDArray[np.intp] | None, limit: int) -> Scores:
    """Return edit distances (transposed neighbours count one) up to `limit`, above it limit + 1."""
    chosen = choices if rows is None else [choices[row] for row in rows]
    if not chosen:
        return np.empty(0)
    # Passing int32 keeps rapidfuzz from its slower float path.
    table = process.cdist(
        [text], chosen, scorer=OSA.distance, score_cutoff=limit, dtype=np.int32, workers=1
    )
    return np.asarray(table[0], dtype=np.float64)
