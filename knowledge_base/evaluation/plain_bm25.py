"""The peer: plain Spanish BM25, as anyone would install it.

No accents, Spanish stop words, Snowball stems, bm25s. No mending, no synonyms, no translation, no
weights of fields.
"""

from __future__ import annotations

from collections.abc import Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.documents import Document
from knowledge_base.index.text import indexed_words, stem

_K1, _B = 1.2, 0.75


class PlainBM25:
    """BM25 over title, keywords and text as one."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = len(documents)
        self._ranker = bm25s.BM25(method="lucene", k1=_K1, b=_B)
        stems = [[stem(word) for word in indexed_words(d.whole)] or [""] for d in documents]
        self._ranker.index(stems, show_progress=False)

    def scores(self, question: str) -> NDArray[np.float32]:
        """Return the score of every document, 0 where it shares no word."""
        stems = dict.fromkeys(stem(word) for word in indexed_words(question))
        known = [one for one in stems if one and one in self._ranker.vocab_dict]
        if not known:
            return np.zeros(self._documents, dtype=np.float32)
        scores: NDArray[np.float32] = self._ranker.get_scores(known)
        return scores
