"""One space of meaning for Spanish, English and Quechua words.

The vectors of English words are those of an English sentence encoder (see `build.py`); a Spanish
word lies where its English meanings lie, a Quechua one where its Spanish ones do, and a word that
no list holds where the English word lies that is spelt like it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.lexicon.cognates import spanish_spellings
from knowledge_base.index.lexicon.pairs import Lexicon, english_stem, shipped_lexicon
from knowledge_base.index.text import stem
from knowledge_base.index.unit import unit

Vector = NDArray[np.float32]
# The words that the model has a token for, the commonest first, and those that the lists add.
TABLES = tuple(Path(__file__).parent / f"{name}_vectors.npz" for name in ("english", "listed"))
# Shorter English words are spelt like too many others.
_SHORTEST_COGNATE = 5


class WordVectors:
    """Unit vectors of words, float32, `dimension` long. Safe to share between threads."""

    def __init__(self, words: Iterable[str], vectors: Vector, lexicon: Lexicon) -> None:
        """`words` are English, plain and the commonest first; row i of `vectors` is word i's."""
        self._vectors = vectors
        self._lexicon = lexicon
        self._row = {word: row for row, word in enumerate(words)}
        self._row_of_stem: dict[str, int] = {}
        for word, row in self._row.items():
            self._row_of_stem.setdefault(english_stem(word), row)
        self._spanish, self._spanish_vectors = self._spanish_table()
        self._cognate = self._cognates()

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._vectors.shape[1])

    def vector(self, word: str, language: str) -> Vector | None:
        """Return the vector of a plain word of a text in `language`, or None."""
        if language == "en":
            return self._english_vector(word)
        if language == "qu":
            translated = self._quechua_vector(word)
            if translated is not None:
                return translated
        for key in (word, "~" + stem(word)):
            if key in self._spanish:
                found: Vector = self._spanish_vectors[self._spanish[key]]
                return found
        row = self._cognate.get(stem(word))
        return self._english_vector(word) if row is None else self._vectors[row]

    def _english_vector(self, word: str) -> Vector | None:
        row = self._row.get(word)
        if row is None:
            row = self._row_of_stem.get(english_stem(word))
        return None if row is None else self._vectors[row]

    def _quechua_vector(self, word: str) -> Vector | None:
        """Return where the first Spanish meaning that has a vector lies: it is the most usual."""
        for phrase in self._lexicon.spanish_for((word,), "qu")[1:]:
            found = [v for spanish in phrase if (v := self.vector(spanish, "es")) is not None]
            if found:
                return unit(np.mean(found, axis=0))
        return None

    def _spanish_table(self) -> tuple[dict[str, int], Vector]:
        """Return rows by plain word, and by `~` and stem for the forms that no list holds."""
        number: dict[str, int] = {}
        targets: list[int] = []
        meanings: list[Vector] = []
        for english, phrases in self._lexicon.english.items():
            rows = [v for w in english.split() if (v := self._english_vector(w)) is not None]
            if not rows:
                continue
            meaning = np.mean(rows, axis=0)
            for phrase in phrases:
                if " " not in phrase:
                    for key in (phrase, "~" + stem(phrase)):
                        targets.append(number.setdefault(key, len(number)))
                        meanings.append(meaning)
        sums = np.zeros((len(number), self.dimension), dtype=np.float32)
        if meanings:
            np.add.at(sums, targets, np.stack(meanings))
        return number, unit(sums)

    def _cognates(self) -> dict[str, int]:
        """Return the row of the commonest English word that a Spanish stem may be spelt from."""
        found: dict[str, int] = {}
        for word, row in self._row.items():
            if len(word) >= _SHORTEST_COGNATE:
                for spelling in spanish_spellings(word):
                    found.setdefault(stem(spelling), row)
        return found


@lru_cache(maxsize=1)
def shipped_vectors() -> WordVectors:
    """Return the vectors that ship with the project."""
    words: list[str] = []
    vectors = []
    for path in TABLES:
        with np.load(path, allow_pickle=False) as table:
            words += table["words"].tobytes().decode("utf-8").split("\n")
            vectors.append(unit(table["vectors"].astype(np.float32)))
    return WordVectors(words, np.concatenate(vectors), shipped_lexicon())
