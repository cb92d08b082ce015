"""Weigh words and meaning against each other for every document of an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.reading import Reading
from knowledge_base.index.vectors import cosines
from knowledge_base.index.words import WordIndex, WordMatch

Scores = NDArray[np.float32]
_NEAREST = 200


@dataclass(frozen=True)
class Ranking:
    """How well each document answers, by words, by meaning and by both, 0 to 1."""

    words: WordMatch
    meaning: Scores
    fused: Scores


def rank(reading: Reading, words: WordIndex, vectors: Any, encoder: Encoder) -> Ranking:
    """Score every document; row i of `words` and of `vectors` is the same document."""
    match = words.match(reading)
    meaning = _meaning(reading, match, vectors, encoder)
    weight = encoder.weighing.meaning_weight[reading.language]
    fused = weight * meaning + (1 - weight) * match.shares
    return Ranking(match, meaning, fused.astype(np.float32))


def _meaning(reading: Reading, match: WordMatch, vectors: Any, encoder: Encoder) -> Scores:
    vector = encoder.questions([reading.text], reading.language)[0]
    found = cosines(vectors, vector, _NEAREST, _best(match.shares))
    low, high = encoder.weighing.low, encoder.weighing.high
    scaled: Scores = np.clip((found - low) / (high - low), 0.0, 1.0).astype(np.float32)
    return scaled


def _best(shares: Scores) -> NDArray[np.int64]:
    """Return the rows that words find best."""
    rows = np.flatnonzero(shares)
    if len(rows) > _NEAREST:
        rows = rows[np.argpartition(-shares[rows], _NEAREST)[:_NEAREST]]
    return rows
