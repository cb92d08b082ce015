"""Rank the documents of a corpus for every question: by plain BM25, by meaning, and by both."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge_base.evaluation.figures import Outcome
from knowledge_base.evaluation.plain_bm25 import PlainBM25
from knowledge_base.index.documents import Document
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.language import guess_language
from knowledge_base.index.phrases import PhraseVectors
from knowledge_base.index.profile import Profile
from knowledge_base.index.ranking import Meanings, Ranking, rank
from knowledge_base.index.reading import read
from knowledge_base.index.vectors import build_vectors
from knowledge_base.index.words import WordIndex

Scores = NDArray[np.float32]
_KEPT = 100


class Corpus:
    """An index of plain documents, searched as the service searches resources."""

    def __init__(self, documents: Sequence[Document], encoder: Encoder, profile: Profile) -> None:
        texts = [document.whole for document in documents]
        self.ids = [document.id for document in documents]
        self._profile = profile
        self._encoder = encoder.adapted(texts)
        self._vectors = build_vectors(self._encoder.passages(texts))
        phrases = PhraseVectors.build([document.phrases for document in documents], self._encoder)
        self._meanings = Meanings(self._encoder, self._vectors, phrases)
        self._words = WordIndex.build(documents, profile)
        self._plain = PlainBM25(documents)

    def methods(self) -> dict[str, Callable[[str], tuple[Scores, bool | None]]]:
        """Return by name what scores every document for a question, and whether it refuses."""
        return {
            "bm25": self._by_bm25,
            "words": lambda question: self._judged(self._ranking(question).words.shares),
            "dense": self._by_meaning,
            "fused": lambda question: self._judged(self._ranking(question).fused),
        }

    def _by_bm25(self, question: str) -> tuple[Scores, bool | None]:
        scores = self._plain.scores(question)
        return scores, not scores.any()

    def _by_meaning(self, question: str) -> tuple[Scores, bool | None]:
        language = guess_language(question)
        vector = self._encoder.questions([question], language)
        found = np.zeros(len(self.ids), dtype=np.float32)
        values, rows = self._vectors.search(vector, min(_KEPT, len(self.ids)))
        found[rows[0][rows[0] >= 0]] = values[0][rows[0] >= 0]
        return found, None

    def _ranking(self, question: str) -> Ranking:
        language = guess_language(question)
        reading = read(question, language, self._words.vocabulary, self._profile)
        return rank(reading, self._words, self._meanings, self._profile.meaning)

    def _judged(self, scores: Scores) -> tuple[Scores, bool | None]:
        return scores, bool(scores.max() < self._profile.threshold)


def outcomes(
    corpus: Corpus,
    method: Callable[[str], tuple[Scores, bool | None]],
    questions: Sequence[tuple[str, Collection[str]]],
) -> list[Outcome]:
    """Ask every question (text, ids of right answers); the time is that of the question alone."""
    found = []
    for text, relevant in questions:
        began = time.perf_counter()
        scores, refused = method(text)
        order = np.argsort(-scores, kind="stable")[:_KEPT]
        milliseconds = (time.perf_counter() - began) * 1000
        ranked = tuple(corpus.ids[row] for row in order if scores[row] > 0)
        found.append(Outcome(relevant, ranked, refused, milliseconds))
    return found
