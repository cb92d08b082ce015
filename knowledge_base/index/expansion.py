"""Other words that may answer to a word of a question: translations, synonyms, near meanings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from knowledge_base.index.lexicon.cognates import spanish_spellings
from knowledge_base.index.lexicon.pairs import Lexicon, Phrase
from knowledge_base.index.lexicon.vectors import WordVectors
from knowledge_base.index.text import stem

# How surely another word stands for the one that was asked: chosen on passages and questions
# (`python -m knowledge_base.evaluation`), where values near by do as well.
LISTED = 0.9
COGNATE = 0.8
NEAREST = 0.8
BESIDE = 0.6
# Cosines of word vectors from here to 1 become a certainty of 0 to NEAREST.
LEAST_COSINE = 0.5
_MOST_NEAR = 8
_CACHED = 4096


@dataclass(frozen=True)
class Alternative:
    """Stems that together stand for a word of a question, and how surely (0 to 1)."""

    stems: tuple[str, ...]
    certainty: float


class Expander:
    """Knows the words of one index and which of them are near to a word of a question."""

    def __init__(self, words: Mapping[str, str], lexicon: Lexicon, vectors: WordVectors) -> None:
        """`words` gives for every stem of the index a plain word of it."""
        self._stems = frozenset(words)
        self._lexicon = lexicon
        self._vectors = vectors
        near = [(s, v) for s, w in words.items() if (v := vectors.vector(w, "es")) is not None]
        self._near_stems = [known for known, _ in near]
        empty = np.zeros((0, vectors.dimension), dtype=np.float32)
        self._near_vectors = np.stack([v for _, v in near]) if near else empty
        self._cached = lru_cache(maxsize=_CACHED)(self._alternatives)

    def alternatives(self, words: Phrase, language: str) -> tuple[Alternative, ...]:
        """Return what else may stand for a word or phrase of plain words in the index."""
        return self._cached(words, language)

    def _alternatives(self, words: Phrase, language: str) -> tuple[Alternative, ...]:
        found = self._listed(words, language)
        if language == "en" and not found and len(words) == 1:
            spelt = {stem(spelling) for spelling in spanish_spellings(words[0])}
            found = {(known,): COGNATE for known in spelt & self._stems}
        if len(words) == 1:
            # Beside a translation what is only near says less.
            sure = BESIDE if found else 1.0
            for known, certainty in self._nearest(words[0], language).items():
                found[(known,)] = max(found.get((known,), 0.0), sure * certainty)
        return tuple(Alternative(stems, certainty) for stems, certainty in found.items())

    def _listed(self, words: Phrase, language: str) -> dict[Phrase, float]:
        phrases = self._lexicon.spanish_for(words, language)
        stems = (tuple(stem(word) for word in phrase) for phrase in phrases)
        return {known: LISTED for known in stems if self._stems.issuperset(known)}

    def _nearest(self, word: str, language: str) -> dict[str, float]:
        vector = self._vectors.vector(word, language)
        if vector is None or not self._near_stems:
            return {}
        cosines = self._near_vectors @ vector
        count = min(_MOST_NEAR, len(cosines))
        best = np.argpartition(-cosines, count - 1)[:count]
        own = stem(word) if language == "es" else ""
        certainty = NEAREST * (cosines - LEAST_COSINE) / (1 - LEAST_COSINE)
        return {
            self._near_stems[row]: float(certainty[row])
            for row in best
            if cosines[row] > LEAST_COSINE and self._near_stems[row] != own
        }
