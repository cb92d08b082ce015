"""Vectors of the short phrases of a document: its title, its line, how people ask for it.

A question in other words than the document's often says nearly the same as one of them, while the
vector of the whole document lies between all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.encoders.encoder import Encoder, State, Vectors


@dataclass(frozen=True)
class PhraseVectors:
    """Unit vectors of phrases, half precision; those of document i are from starts[i] on."""

    vectors: NDArray[np.float16]
    starts: NDArray[np.int64]

    @classmethod
    def build(cls, phrases: Sequence[Sequence[str]], encoder: Encoder) -> PhraseVectors:
        """Encode the phrases of every document."""
        starts = np.cumsum([0, *(len(own) for own in phrases)]).astype(np.int64)
        texts = [phrase for own in phrases for phrase in own]
        vectors = np.zeros((0, encoder.dimension)) if not texts else encoder.passages(texts)
        return cls(vectors.astype(np.float16), starts)

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.starts) - 1

    def nearest(self, rows: NDArray[np.int64], question: Vectors) -> Vectors:
        """Return for every row the cosine of its nearest phrase, NaN where it has none."""
        found = np.full(len(rows), np.nan, dtype=np.float32)
        counts = self.starts[rows + 1] - self.starts[rows]
        having = counts > 0
        if not having.any():
            return found
        counts = counts[having]
        ends = np.cumsum(counts)
        # The places of all phrases of all rows, one row after the other.
        places = np.arange(ends[-1]) + np.repeat(
            self.starts[rows[having]] - (ends - counts), counts
        )
        cosines = self.vectors[places].astype(np.float32) @ question
        found[having] = np.maximum.reduceat(cosines, ends - counts)
        return found

    def state(self) -> State:
        """Return both arrays, to be stored."""
        return {"vectors": self.vectors, "starts": self.starts}
