"""Search a built index: words and meaning fused, and the courage to say that nothing fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.built import BuiltIndex
from knowledge_base.index.encode import Encoder
from knowledge_base.index.language import guess_language
from knowledge_base.index.preference import Preference
from knowledge_base.index.words import WordMatch
from knowledge_base.resources.records import Resource

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Calibration:
    """How words and meaning are weighed; measured with `python -m knowledge_base.evaluation`.

    `meaning_weight` is the share of the vectors in the score by the question's language: the
    packaged encoder knows English well and Spanish little. Cosines from `cosine_low` to
    `cosine_high` become 0 to 1. Scores under `threshold` are no answer, nor are those under
    `tail` times the best one.
    """

    meaning_weight: Mapping[str, float] = field(
        default_factory=lambda: {"es": 0.2, "qu": 0.2, "en": 0.5}
    )
    cosine_low: float = 0.25
    cosine_high: float = 0.75
    threshold: Mapping[str, float] = field(
        default_factory=lambda: {"es": 0.35, "qu": 0.35, "en": 0.35}
    )
    tail: float = 0.5
    notable_meaning: float = 0.5


@dataclass(frozen=True)
class Hit:
    """A resource that answers; `by` is words, meaning or both, `matched` the words it shares."""

    resource: Resource
    score: float
    by: str
    matched: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """All hits, best first; none means that nothing fits."""

    language: str
    hits: tuple[Hit, ...]
    version: str


class Searcher:
    """Searches one index with the encoder that built it. Safe to share between threads."""

    def __init__(
        self, index: BuiltIndex, encoder: Encoder, calibration: Calibration | None = None
    ) -> None:
        self.index = index
        self._encoder = encoder
        self._calibration = calibration or Calibration()

    def search(self, question: str, filters: Mapping[str, str] | None = None) -> Answer:
        """Answer a question among the resources whose fields equal `filters`."""
        language = guess_language(question)
        words = self.index.words.match(question, language)
        meaning = self._meaning(question)
        weight = self._calibration.meaning_weight[language]
        fused = weight * meaning + (1 - weight) * words.shares
        preference = Preference(question, language)
        bonus = np.array([preference.bonus(r) for r in self.index.resources], dtype=np.float32)
        ordered = fused + bonus
        hits = tuple(
            self._hit(row, ordered, meaning, words)
            for row in self._ranked(fused, ordered, language, filters or {})
        )
        return Answer(language, hits, self.index.about.version)

    def _meaning(self, question: str) -> Scores:
        if not self.index.resources:
            return np.zeros(0, dtype=np.float32)
        vector = self._encoder.encode([question])
        cosines, rows = self.index.vectors.search(vector, len(self.index.resources))
        by_row = np.empty(len(self.index.resources), dtype=np.float32)
        by_row[rows[0]] = cosines[0]
        low, high = self._calibration.cosine_low, self._calibration.cosine_high
        scaled: Scores = np.clip((by_row - low) / (high - low), 0.0, 1.0).astype(np.float32)
        return scaled

    def _ranked(
        self, fused: Scores, ordered: Scores, language: str, filters: Mapping[str, str]
    ) -> list[int]:
        fitting = [
            row
            for row, resource in enumerate(self.index.resources)
            if all(getattr(resource, name) == value for name, value in filters.items())
        ]
        if not fitting:
            return []
        calibration = self._calibration
        floor = max(calibration.threshold[language], calibration.tail * float(fused[fitting].max()))
        passing = [row for row in fitting if fused[row] >= floor]
        return sorted(passing, key=lambda row: (-ordered[row], self.index.resources[row].id))

    def _hit(self, row: int, ordered: Scores, meaning: Scores, words: WordMatch) -> Hit:
        matched = tuple(words.matched(row))
        near = bool(meaning[row] >= self._calibration.notable_meaning)
        by = "both" if matched and near else "words" if matched else "meaning"
        score = round(min(float(ordered[row]), 1.0), 3)
        return Hit(self.index.resources[row], score, by, matched)
