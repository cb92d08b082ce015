"""The peer: plain Spanish BM25, as anyone would install it.

No accents, bm25s's own words and Spanish stop words, Snowball stems. No mending, no short
spellings, no synonyms, no translation, no weights of fields.
"""

from __future__ import annotations

from collections.abc import Sequence

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_SPANISH
from numpy.typing import NDArray

from knowledge_base.index.documents import Document
from knowledge_base.index.text import plain

_K1, _B = 1.2, 0.75


class PlainBM25:
    """BM25 over title, keywords and text as one."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = len(documents)
        self._stemmer = Stemmer.Stemmer("spanish")
        self._ranker = bm25s.BM25(method="lucene", k1=_K1, b=_B)
        self._ranker.index(
            [self._stems(document.whole) or [""] for document in documents], show_progress=False
        )

    def scores(self, question: str) -> NDArray[np.float32]:
        """Return the score of every document, 0 where it shares no word."""
        stems = dict.fromkeys(self._stems(question))
        known = [one for one in stems if one and one in self._ranker.vocab_dict]
        if not known:
            return np.zeros(self._documents, dtype=np.float32)
        scores: NDArray[np.float32] = self._ranker.get_scores(known)
        return scores

    def _stems(self, text: str) -> list[str]:
        (stems,) = bm25s.tokenize(
            [plain(text)],
            stopwords=[plain(word) for word in STOPWORDS_SPANISH],
            stemmer=self._stemmer,
            return_ids=False,
            show_progress=False,
        )
        found: list[str] = stems
        return found
