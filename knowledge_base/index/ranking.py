"""Weigh words and meaning against each other for every document of an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.phrases import PhraseVectors
from knowledge_base.index.reading import Reading
from knowledge_base.index.vectors import cosines
from knowledge_base.index.words import WordIndex, WordMatch

Scores = NDArray[np.float32]
_NEAREST = 200
_MOST_MEANING = 0.6


@dataclass(frozen=True)
class Ranking:
    """How well each document answers, by words, by meaning and by both, 0 to 1."""

    words: WordMatch
    meaning: Scores
    fused: Scores


@dataclass(frozen=True)
class Meanings:
    """The vectors of an index: one a document, and those of its phrases."""

    encoder: Encoder
    vectors: Any
    phrases: PhraseVectors


def rank(reading: Reading, words: WordIndex, meanings: Meanings, worth: float) -> Ranking:
    """Score every document; row i of the words and of the vectors is the same document.

    `worth` is how many times its own share of the score the encoder's vectors get.
    """
    match = words.match(reading)
    meaning = _meaning(reading, match, meanings)
    own = meanings.encoder.weighing.meaning_weight[reading.language]
    weight = min(worth * own, _MOST_MEANING)
    fused = weight * meaning + (1 - weight) * match.shares
    return Ranking(match, meaning, fused.astype(np.float32))


def _meaning(reading: Reading, match: WordMatch, meanings: Meanings) -> Scores:
    encoder = meanings.encoder
    question = encoder.questions([reading.text], reading.language)[0]
    found = cosines(meanings.vectors, question, _NEAREST, _best(match.shares))
    rows = np.flatnonzero(found)
    if len(rows):
        nearest = meanings.phrases.nearest(rows, question)
        found[rows] = np.where(np.isnan(nearest), found[rows], (found[rows] + nearest) / 2)
    low, high = encoder.weighing.low, encoder.weighing.high
    scaled: Scores = np.clip((found - low) / (high - low), 0.0, 1.0).astype(np.float32)
    return scaled


def _best(shares: Scores) -> NDArray[np.int64]:
    """Return the rows that words find best."""
    rows = np.flatnonzero(shares)
    if len(rows) > _NEAREST:
        rows = rows[np.argpartition(-shares[rows], _NEAREST)[:_NEAREST]]
    return rows
