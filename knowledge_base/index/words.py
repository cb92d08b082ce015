"""The words half of the search: BM25 (bm25s) over weighted fields, as shares of a question."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.repair import Repairer
from knowledge_base.index.text import GENERIC_WORDS, Word, content_words, indexed_words, stem
from knowledge_base.index.translation import in_spanish
from knowledge_base.resources.records import Resource

Scores = NDArray[np.float32]

# How often a word counts by where it stands; texts are short, so length matters little (B).
TITLE, TAGS, TEXT = 3, 3, 1
K1, B = 0.9, 0.2
# What a word no resource holds weighs, in parts of the rarest known word: people add names,
# places and typing slips, but a word that decides must not be overlooked.
UNKNOWN = 0.7
MENDED = 0.8
# A resource that holds a word in title and tags answers to it in full.
FULL = (TITLE + TAGS) / (TITLE + TAGS + K1)
# Below 1, a rare word beside the topic (`fisica vectores`) outweighs the topic less.
RARITY_POWER = 0.5
# What a generic word counts beside one that names a topic.
GENERIC = 0.1


@dataclass(frozen=True)
class WordMatch:
    """For every resource the share (0 to 1) of the question its words answer, and which words."""

    shares: NDArray[np.float32]
    by_word: tuple[tuple[str, NDArray[np.bool_]], ...]

    def matched(self, position: int) -> list[str]:
        """Return the words of the question, as typed, that a resource holds."""
        return [typed for typed, holders in self.by_word if holders[position]]


class WordIndex:
    """BM25 over the stems of all resources, with the plain words they came from."""

    def __init__(
        self, ranker: bm25s.BM25 | None, frequency: dict[str, int], documents: int
    ) -> None:
        # An empty base has no ranker: bm25s cannot index nothing.
        self._ranker = ranker
        self._frequency = frequency
        self.documents = documents
        self._known_stems = set(ranker.vocab_dict) - {""} if ranker else set()
        self._repairer = Repairer(frequency)

    @classmethod
    def build(cls, resources: Sequence[Resource]) -> WordIndex:
        """Index the resources in their order."""
        ranker = None
        if resources:
            ranker = bm25s.BM25(method="lucene", k1=K1, b=B)
            ranker.index([_weighted_stems(r) for r in resources], show_progress=False)
        frequency: Counter[str] = Counter()
        for resource in resources:
            frequency.update(set(indexed_words(_all_text(resource))))
        return cls(ranker, dict(frequency), len(resources))

    def save(self, folder: Path) -> None:
        """Write the index under `folder`."""
        if self._ranker is not None:
            self._ranker.save(str(folder / "bm25"), show_progress=False)
        about = {"documents": self.documents, "frequency": self._frequency}
        (folder / "words.json").write_text(json.dumps(about), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> WordIndex:
        """Read what `save` wrote."""
        about = json.loads((folder / "words.json").read_text("utf-8"))
        ranker = None
        if about["documents"]:
            ranker = bm25s.BM25.load(str(folder / "bm25"), load_corpus=False)
        return cls(ranker, about["frequency"], about["documents"])

    def match(self, question: str, language: str = "es") -> WordMatch:
        """Match the words of a question, misspelt ones mended, foreign ones in Spanish too."""
        shares = np.zeros(self.documents, dtype=np.float32)
        total, by_word = 0.0, []
        for word in content_words(question):
            part = GENERIC if word.generic else 1.0
            scores, weight = self._score(word, language)
            if not scores.any():
                total += 0.0 if word.generic else UNKNOWN * _rarity(1, self.documents)
                continue
            total += part * weight
            shares += part * weight * scores
            if not word.generic:
                by_word.append((word.typed, scores > 0))
        if total:
            shares = np.minimum(shares / total, 1.0).astype(np.float32)
        return WordMatch(shares, tuple(by_word))

    def _score(self, word: Word, language: str) -> tuple[Scores, float]:
        """Return how well each resource (0 to 1) answers to one word, and the word's weight."""
        scores = np.zeros(self.documents, dtype=np.float32)
        stems = {stem(spanish): 1.0 for spanish in in_spanish(word.meant, language)}
        for found, quality in (stems | self._known(word, mend=not stems)).items():
            scores = np.maximum(scores, quality * self._one_stem(found))
        return scores, _rarity(int((scores > 0).sum()), self.documents)

    def _one_stem(self, found: str) -> Scores:
        if self._ranker is None or found not in self._known_stems:
            return np.zeros(self.documents, dtype=np.float32)
        scores: Scores = self._ranker.get_scores([found]).astype(np.float32)
        # bm25s multiplies by the word's rarity; here that is the weight among words instead.
        full = _lucene(int((scores > 0).sum()), self.documents) * FULL
        scores = np.minimum(scores / full, 1.0)
        return scores

    def _known(self, word: Word, mend: bool) -> dict[str, float]:
        """Return the stem to look for, with how sure it is; none for a word nobody wrote."""
        if word.stem in self._known_stems:
            return {word.stem: 1.0}
        mended = self._repairer.mend(word.meant) if mend else None
        # A slip may stand for a generic word (`grattis`): then it says nothing about the topic.
        if mended is None or mended in GENERIC_WORDS:
            return {}
        return {stem(mended): MENDED}


def _lucene(holders: int, documents: int) -> float:
    """BM25's inverse document frequency, in Lucene's form."""
    return math.log(1 + (documents - holders + 0.5) / (holders + 0.5))


def _rarity(holders: int, documents: int) -> float:
    """Return a word's weight among the words of a question; 0 where no resource is."""
    return _lucene(max(holders, 1), documents) ** RARITY_POWER if documents else 0.0


def _all_text(resource: Resource) -> str:
    parts = [resource.title, resource.description, resource.author or "", *resource.tags]
    return " ".join([*parts, resource.topic.replace("-", " ")])


def _weighted_stems(resource: Resource) -> list[str]:
    text = f"{resource.description} {resource.author or ''} {resource.topic.replace('-', ' ')}"
    fields = ((resource.title, TITLE), (" ".join(resource.tags), TAGS), (text, TEXT))
    stems: list[str] = []
    for content, times in fields:
        # A field tells what a resource is about once, however often it repeats a word.
        stems += sorted({stem(word) for word in indexed_words(content)}) * times
    return stems
