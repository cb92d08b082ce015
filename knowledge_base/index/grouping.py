"""Bring together questions that ask for the same: by meaning, by stems and by how they sound.

Every question becomes one unit vector of three parts, so that a product of two vectors says how
alike two questions are, and the mean over two groups needs only the sums of their vectors. Groups
are joined while their questions are alike on average (average linkage), the nearest first.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.encoders.encoder import Encoder, Vectors
from knowledge_base.index.lexicon.pairs import shipped_lexicon
from knowledge_base.index.repair import Repairer, sound
from knowledge_base.index.text import content_words, stem
from knowledge_base.index.unit import unit

# Chosen on the questions `tune` of tests/knowledge_base/index/gap_questions.yaml.
_MEANING, _STEMS, _SOUNDS = 0.6, 0.2, 0.2
_ALIKE = 0.38
# So many neighbours of a question are looked at; with more no other groups came out.
_NEIGHBOURS = 48
# What people do with a thing says less than the thing: `sembrar cafe` is not `sembrar papa`.
_DOINGS = frozenset(
    stem(word)
    for word in (
        "sembrar siembra cultivo cultivar criar crianza engorde granja cosecha reparar reparacion "
        "arreglar arreglo mantenimiento instalar instalacion instalador hacer elaborar elaboracion "
        "produccion producir fabricar fabricacion preparar preparacion tocar bailar danza manejar "
        "manejo operar operador tecnico tecnica mecanico mecanica profesional sacar armar usar uso "
        "vender venta lengua lenguaje idioma taller maestro ayudante lessons repair fix make "
        "making tarpuy uyway ruway"
    ).split()
)
_DOING_WEIGHT = 0.3
# A spelling that so many questions share is no slip.
_ESTABLISHED = 2
# A stem or a sound is a direction of so many numbers: two hardly ever look alike by chance.
_DIRECTIONS = 512


@dataclass(frozen=True)
class Asked:
    """A question in its language (es, en, qu); `number` is its own, `times` how often it came."""

    number: int
    text: str
    language: str
    times: int = 1


def grouped(asked: Sequence[Asked], encoder: Encoder) -> list[list[Asked]]:
    """Return the questions in groups that ask for the same; the order given changes nothing.

    In a group and among the groups, what was asked most comes first.
    """
    ordered = sorted(asked, key=_rank)
    if not ordered:
        return []
    joined = _joined(_vectors(ordered, encoder))
    groups = [[ordered[row] for row in sorted(rows)] for rows in joined]
    return sorted(groups, key=lambda one: (-sum(q.times for q in one), _rank(one[0])))


def _rank(question: Asked) -> tuple[int, int]:
    return -question.times, question.number


def _vectors(asked: Sequence[Asked], encoder: Encoder) -> Vectors:
    words = _mended([_deciding(question.text) for question in asked])
    stems = [[(stem(word), _weight(word)) for word in own] for own in words]
    sounds = [[(s, _weight(word)) for word in own for s in _sounds(word)] for own in words]
    parts = (
        (_MEANING, _meanings(asked, words, encoder)),
        (_STEMS, _hashed(stems)),
        (_SOUNDS, _hashed(sounds)),
    )
    return unit(np.concatenate([math.sqrt(share) * part for share, part in parts], axis=1))


def _deciding(text: str) -> list[str]:
    """Return the words that name a topic: `curso` and `aprender` are in every second question."""
    words = content_words(text)
    return [word.meant for word in words if not word.generic] or [word.meant for word in words]


def _weight(word: str) -> float:
    return _DOING_WEIGHT if stem(word) in _DOINGS else 1.0


def _mended(questions: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the questions' words, a rare one that no list knows as the one it sounds like."""
    lists = shipped_lexicon()
    known = lists.spanish_words | {w for p in (*lists.english, *lists.quechua) for w in p.split()}
    holders = Counter(word for words in questions for word in set(words))
    usual = {w: n for w, n in holders.items() if n >= _ESTABLISHED or w in known}
    repairer = Repairer(usual, lists.spanish_words)
    meant = {word: word if word in usual else repairer.mend(word) or word for word in holders}
    return [[meant[word] for word in words] for words in questions]


def _meanings(asked: Sequence[Asked], words: Sequence[Sequence[str]], encoder: Encoder) -> Vectors:
    vectors = np.zeros((len(asked), encoder.dimension), dtype=np.float32)
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, question in enumerate(asked):
        rows_of[question.language].append(row)
    for language, rows in rows_of.items():
        vectors[rows] = encoder.questions([_things(words[row]) for row in rows], language)
    return unit(vectors)


def _things(words: Sequence[str]) -> str:
    """Return the words without what is done, unless nothing else is left."""
    return " ".join([word for word in words if stem(word) not in _DOINGS] or words)


def _sounds(word: str) -> list[str]:
    """Return the word as it sounds, in pieces of three: `fotoshop` shares most with `photoshop`."""
    heard = f"<{sound(word)}>"
    return [heard[start : start + 3] for start in range(max(1, len(heard) - 2))]


def _hashed(questions: Sequence[Sequence[tuple[str, float]]]) -> Vectors:
    """Return a unit vector for each list of weighted keys, in which rare keys count more."""
    holders = Counter(key for own in questions for key in dict(own))
    found = np.zeros((len(questions), _DIRECTIONS), dtype=np.float32)
    for row, own in enumerate(questions):
        for key, weight in dict(own).items():
            rarity = math.log(1 + len(questions) / holders[key])
            found[row] += np.float32(weight * rarity) * _direction(key)
    return unit(found)


@lru_cache(maxsize=50_000)
def _direction(key: str) -> Vectors:
    """Return a unit vector that belongs to a key, the same on every machine."""
    bits = hashlib.shake_128(key.encode()).digest(_DIRECTIONS // 8)
    signs = np.unpackbits(np.frombuffer(bits, dtype=np.uint8)).astype(np.float32) * 2 - 1
    return unit(signs)


def _joined(vectors: Vectors) -> list[list[int]]:
    """Return rows in groups whose vectors are alike on average."""
    groups = _Groups(vectors)
    for one, other in _pairs(vectors):
        groups.join(one, other)
    return groups.all()


def _pairs(vectors: Vectors) -> Iterator[tuple[int, int]]:
    """Return pairs of rows that are alike, the most alike first; of equals the first rows."""
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    cosines, others = index.search(vectors, min(_NEIGHBOURS, len(vectors)))
    found: Mapping[tuple[int, int], float] = {
        (min(row, int(other)), max(row, int(other))): round(float(cosine), 4)
        for row in range(len(vectors))
        for cosine, other in zip(cosines[row], others[row], strict=True)
        if cosine >= _ALIKE and other != row
    }
    yield from sorted(found, key=lambda pair: (-found[pair], pair))


class _Groups:
    """Groups of rows with the sums of their vectors; each row begins as a group of its own."""

    def __init__(self, vectors: Vectors) -> None:
        self._of: NDArray[np.int64] = np.arange(len(vectors))
        self._rows = {row: [row] for row in range(len(vectors))}
        self._sums = vectors.astype(np.float64)

    def join(self, one: int, other: int) -> None:
        """Make the groups of two rows one, where their rows are alike on average."""
        first, second = sorted((int(self._of[one]), int(self._of[other])))
        if first == second:
            return
        pairs = len(self._rows[first]) * len(self._rows[second])
        if float(self._sums[first] @ self._sums[second]) / pairs < _ALIKE:
            return
        moved = self._rows.pop(second)
        self._rows[first] += moved
        self._of[moved] = first
        self._sums[first] += self._sums[second]

    def all(self) -> list[list[int]]:
        """Return the groups."""
        return list(self._rows.values())
