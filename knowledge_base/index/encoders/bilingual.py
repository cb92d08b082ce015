"""The encoder that ships: texts as weighted means of word vectors, without torch.

A word counts by its rarity in the base's own texts, and a word that no list knows (a name, a
trade's term) lies in the middle of the texts that hold it. Both are learned when an index is built
and stored with it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.encoders.encoder import State, Vectors, Weighing
from knowledge_base.index.lexicon.pairs import FOLDER
from knowledge_base.index.lexicon.vectors import TABLES, WordVectors, shipped_vectors
from knowledge_base.index.rarity import lucene_rarity
from knowledge_base.index.text import indexed_words, stem
from knowledge_base.index.unit import unit

# A word that stands there often counts more, but not so many times more (as BM25's k1).
_SATURATION = 1.2


@dataclass(frozen=True)
class Learned:
    """What the texts of an index taught: how many hold a stem, and where unknown stems lie."""

    documents: int = 0
    holders: Mapping[str, int] = field(default_factory=dict)
    vectors: Mapping[str, Vectors] = field(default_factory=dict)


class BilingualEncoder:
    """Spanish, English and Quechua in one space; see `encoder.Encoder` for what it promises."""

    # The weights of words change with the texts of the index.
    keeps_vectors = False

    def __init__(
        self,
        name: str,
        words: WordVectors,
        weighing: Weighing | None = None,
        learned: Learned | None = None,
    ) -> None:
        """Without `learned` every word counts alike."""
        self.name = name
        self.dimension = words.dimension
        self.weighing = weighing or Weighing()
        self._words = words
        self._learned = learned or Learned()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a Spanish text, shape (texts, dimension)."""
        return self._encode([Counter(indexed_words(text)) for text in texts], "es")

    def questions(self, texts: Sequence[str], language: str) -> Vectors:
        """Return one unit vector a question, zero where no word of it is known."""
        return self._encode([Counter(indexed_words(text)) for text in texts], language)

    def weighed(self, weighing: Weighing) -> Self:
        """Return this encoder with another worth beside words."""
        return type(self)(self.name, self._words, weighing, self._learned)

    def adapted(self, texts: Sequence[str]) -> Self:
        """Return this encoder with the weights and unknown words of these texts."""
        counted = [Counter(indexed_words(text)) for text in texts]
        holders = Counter(known for words in counted for known in {stem(w) for w in words})
        first = self._taught(Learned(len(texts), holders))
        return self._taught(Learned(len(texts), holders, first._middles(counted)))

    def state(self) -> State:
        """Return what was learned of the texts, as arrays."""
        stems, placed = list(self._learned.holders), list(self._learned.vectors)
        vectors = [self._learned.vectors[known] for known in placed]
        return {
            "stems": _packed(stems),
            "holders": np.array([self._learned.holders[known] for known in stems], dtype=np.int32),
            "documents": np.array([self._learned.documents], dtype=np.int64),
            "placed": _packed(placed),
            "vectors": np.array(vectors, dtype=np.float32).reshape(len(placed), self.dimension),
        }

    def with_state(self, state: State) -> Self:
        """Return this encoder with what `state` returned."""
        holders = dict(zip(_unpacked(state["stems"]), state["holders"].tolist(), strict=True))
        vectors = state["vectors"].astype(np.float32)
        placed = dict(zip(_unpacked(state["placed"]), vectors, strict=True))
        return self._taught(Learned(int(state["documents"][0]), holders, placed))

    def _taught(self, learned: Learned) -> Self:
        return type(self)(self.name, self._words, self.weighing, learned)

    def _middles(self, counted: Sequence[Mapping[str, int]]) -> dict[str, Vectors]:
        """Return the middle of the texts that hold it for every stem without a vector."""
        encoded = self._encode(counted, "es")
        encoded = encoded - encoded.mean(axis=0) if len(encoded) else encoded
        where: dict[str, list[int]] = defaultdict(list)
        for row, words in enumerate(counted):
            for word in words:
                if self._words.vector(word, "es") is None:
                    where[stem(word)].append(row)
        return {known: unit(encoded[rows].mean(axis=0)) for known, rows in where.items()}

    def _encode(self, counted: Sequence[Mapping[str, int]], language: str) -> Vectors:
        weighted: dict[str, Vectors | None] = {}
        vectors = np.zeros((len(counted), self.dimension), dtype=np.float32)
        for row, words in enumerate(counted):
            for word, times in words.items():
                if word not in weighted:
                    weighted[word] = self._weighted(word, language)
                if (vector := weighted[word]) is not None:
                    vectors[row] += times / (times + _SATURATION) * vector
        return unit(vectors)

    def _weighted(self, word: str, language: str) -> Vectors | None:
        """Return a word's vector times its rarity in the texts."""
        known = stem(word)
        vector = self._words.vector(word, language)
        if vector is None:
            vector = self._learned.vectors.get(known)
        if vector is None:
            return None
        holders = self._learned.holders.get(known, 0)
        rarity = lucene_rarity(holders, self._learned.documents)
        weighted: Vectors = np.float32(rarity) * vector
        return weighted


@lru_cache(maxsize=1)
def shipped_encoder() -> BilingualEncoder:
    """Return the encoder of the shipped lists; other lists make another name."""
    digest = hashlib.sha256()
    for path in (*sorted(FOLDER.glob("*.tsv")), *TABLES):
        digest.update(path.read_bytes())
    return BilingualEncoder(f"bilingual-{digest.hexdigest()[:8]}", shipped_vectors())


def _packed(words: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpacked(array: NDArray[np.generic]) -> list[str]:
    text = array.tobytes().decode("utf-8")
    return text.split("\n") if text else []
