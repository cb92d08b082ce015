"""The words half of the search: BM25 (bm25s) over weighted fields, as shares of a question."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.documents import Document
from knowledge_base.index.expansion import Alternative
from knowledge_base.index.profile import Profile
from knowledge_base.index.rarity import lucene_rarity
from knowledge_base.index.reading import Reading, Vocabulary
from knowledge_base.index.text import indexed_words, stem

Scores = NDArray[np.float32]
Rows = NDArray[np.int32]
_CACHED_POSTINGS = 4096


@dataclass(frozen=True)
class WordMatch:
    """For every document the share (0 to 1) of the question its words answer, and which words."""

    shares: Scores
    by_word: tuple[tuple[str, NDArray[np.bool_]], ...]

    def matched(self, position: int) -> list[str]:
        """Return the words of the question, as typed, that a document answers to."""
        return [typed for typed, holders in self.by_word if holders[position]]


class WordIndex:
    """BM25 over the stems of all documents, with the plain words they came from."""

    def __init__(
        self, ranker: bm25s.BM25 | None, documents: int, frequency: Mapping[str, int], full: float
    ) -> None:
        """`full` is the saturated count of a word that answers in full."""
        # An empty base has no ranker: bm25s cannot index nothing.
        self._ranker = ranker
        self._full = full
        self.documents = documents
        self._column = {k: c for k, c in ranker.vocab_dict.items() if k} if ranker else {}
        self.vocabulary = Vocabulary(documents, frequency, _holders(ranker))
        self._postings = lru_cache(maxsize=_CACHED_POSTINGS)(self._read_postings)

    @classmethod
    def build(cls, documents: Sequence[Document], profile: Profile) -> WordIndex:
        """Index the documents in their order."""
        ranker = None
        if documents:
            ranker = bm25s.BM25(method="lucene", k1=profile.k1, b=profile.b)
            ranker.index([_weighted_stems(d, profile) for d in documents], show_progress=False)
        frequency: Counter[str] = Counter()
        for document in documents:
            frequency.update(set(indexed_words(document.whole)))
        return cls(ranker, len(documents), frequency, profile.full)

    def save(self, folder: Path) -> None:
        """Write the index under `folder`."""
        if self._ranker is not None:
            self._ranker.save(str(folder / "bm25"), show_progress=False)
        about = {"documents": self.documents, "frequency": self.vocabulary.frequency}
        (folder / "words.json").write_text(json.dumps(about), "utf-8")

    @classmethod
    def load(cls, folder: Path, profile: Profile) -> WordIndex:
        """Read what `save` wrote."""
        about = json.loads((folder / "words.json").read_text("utf-8"))
        ranker = None
        if about["documents"]:
            ranker = bm25s.BM25.load(str(folder / "bm25"), load_corpus=False)
        return cls(ranker, about["documents"], about["frequency"], profile.full)

    def match(self, reading: Reading) -> WordMatch:
        """Score every document for a question that was read with this index's words or more."""
        shares = np.zeros(self.documents, dtype=np.float32)
        by_word = []
        for word in reading.words:
            scores = self._scores(word.alternatives)
            shares += word.weight * scores
            if not word.generic:
                by_word.append((word.typed, scores > 0))
        if reading.total:
            shares = np.minimum(shares / reading.total, 1.0).astype(np.float32)
        return WordMatch(shares, tuple(by_word))

    def _scores(self, alternatives: Iterable[Alternative]) -> Scores:
        """Return how well each document (0 to 1) answers to one word of a question."""
        scores = np.zeros(self.documents, dtype=np.float32)
        for alternative in alternatives:
            rows, values = self._together(alternative.stems)
            scores[rows] = np.maximum(scores[rows], alternative.certainty * values)
        return scores

    def _together(self, stems: Sequence[str]) -> tuple[Rows, Scores]:
        """Return the documents that hold all stems, each as much as the one it holds least."""
        rows, values = self._postings(stems[0])
        for known in stems[1:]:
            others, more = self._postings(known)
            rows, mine, theirs = np.intersect1d(rows, others, return_indices=True)
            values = np.minimum(values[mine], more[theirs])
        return rows, values

    def _read_postings(self, known: str) -> tuple[Rows, Scores]:
        """Return the documents that hold a stem, and how much (0 to 1) each is about it."""
        column = self._column.get(known)
        if self._ranker is None or column is None:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        scores = self._ranker.scores
        part = slice(scores["indptr"][column], scores["indptr"][column + 1])
        rows, values = scores["indices"][part], scores["data"][part]
        # bm25s multiplies by the word's rarity; here that is the weight among words instead.
        full = lucene_rarity(len(rows), self.documents) * self._full
        return rows, np.minimum(np.asarray(values, dtype=np.float32) / full, 1.0)


def _holders(ranker: bm25s.BM25 | None) -> dict[str, int]:
    """Return how many documents hold each stem."""
    if ranker is None:
        return {}
    counts = np.diff(ranker.scores["indptr"]).tolist()
    # bm25s gives the empty word a number, but no column.
    return {known: counts[column] for known, column in ranker.vocab_dict.items() if known}


def _weighted_stems(document: Document, profile: Profile) -> list[str]:
    stems = [stem(word) for word in indexed_words(document.text)]
    fields = ((document.title, profile.title), (document.keywords, profile.keywords))
    for text, times in fields:
        # A field tells what a document is about once, however often it repeats a word.
        stems += sorted({stem(word) for word in indexed_words(text)}) * times
    # bm25s cannot index a text without a word; no question holds an empty one.
    return stems or [""]
