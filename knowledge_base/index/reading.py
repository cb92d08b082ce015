"""From a question to what each of its words may stand for in an index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from knowledge_base.index.common_words import GENERIC_WORDS, STOP_WORDS
from knowledge_base.index.expansion import Alternative, Expander
from knowledge_base.index.lexicon.pairs import content, shipped_lexicon
from knowledge_base.index.lexicon.vectors import shipped_vectors
from knowledge_base.index.profile import Profile
from knowledge_base.index.rarity import lucene_rarity
from knowledge_base.index.repair import Repairer
from knowledge_base.index.text import Word, content_words, spoken_words, stem


@dataclass(frozen=True)
class ReadWord:
    """A word of a question: as typed, its weight, and what stands for it, the surest first.

    `meant` is the word written out and mended.
    """

    typed: str
    weight: float
    alternatives: tuple[Alternative, ...]
    generic: bool = False
    meant: str = ""


@dataclass(frozen=True)
class Reading:
    """A question as an index understands it.

    `text` is the question with its slips mended; `total` the weight of all its words, those that
    nothing stands for included: these are `unknown`, as typed.
    """

    language: str
    text: str
    words: tuple[ReadWord, ...]
    total: float
    unknown: tuple[str, ...] = ()


class Words(Protocol):
    """What reading a question needs to know of an index."""

    @property
    def documents(self) -> int:
        """How many documents there are."""

    def holders(self, known: str) -> int:
        """Return how many documents hold a stem."""

    def holds(self, word: str) -> bool:
        """Tell whether some document holds this very word."""

    def written(self, known: str) -> str:
        """Return a whole word that has this stem, to be shown to people."""

    def alternatives(self, words: tuple[str, ...], language: str) -> tuple[Alternative, ...]:
        """Return what else may stand for a word or phrase."""

    def mend(self, word: str) -> str | None:
        """Return the word that a misspelt one stands for, else None."""


class Vocabulary:
    """The words of one index, and how many of its documents hold each."""

    def __init__(
        self, documents: int, frequency: Mapping[str, int], holders: Mapping[str, int]
    ) -> None:
        """`frequency` and `holders` give the documents that hold each plain word and each stem."""
        self.documents = documents
        self.frequency = dict(frequency)
        self._holders = holders
        ordered = sorted(frequency, key=lambda word: (frequency[word], word))
        self._by_stem = {stem(word): word for word in ordered}
        self._expander = Expander(self._by_stem, shipped_lexicon(), shipped_vectors())
        self._repairer = Repairer(frequency, shipped_lexicon().spanish_words)

    def holders(self, known: str) -> int:
        """Return how many documents hold a stem."""
        return self._holders.get(known, 0)

    def holds(self, word: str) -> bool:
        """Tell whether some document holds this very word."""
        return word in self.frequency

    def written(self, known: str) -> str:
        """Return the commonest word of the documents with this stem, else the stem."""
        return self._by_stem.get(known, known)

    def alternatives(self, words: tuple[str, ...], language: str) -> tuple[Alternative, ...]:
        """Return what else may stand for a word or phrase."""
        return self._expander.alternatives(words, language)

    def mend(self, word: str) -> str | None:
        """Return the word that a misspelt one stands for, else None."""
        return self._repairer.mend(word)


@dataclass(frozen=True)
class JointVocabulary:
    """The words of an index and of the documents that changed since it was built."""

    first: Vocabulary
    second: Vocabulary

    @property
    def documents(self) -> int:
        """How many documents there are in both."""
        return self.first.documents + self.second.documents

    def holders(self, known: str) -> int:
        """Return how many documents of both hold a stem."""
        return self.first.holders(known) + self.second.holders(known)

    def holds(self, word: str) -> bool:
        """Tell whether some document of either holds this very word."""
        return self.first.holds(word) or self.second.holds(word)

    def written(self, known: str) -> str:
        """Return a word of either with this stem, else the stem."""
        return (
            self.first.written(known) if self.first.holders(known) else self.second.written(known)
        )

    def alternatives(self, words: tuple[str, ...], language: str) -> tuple[Alternative, ...]:
        """Return what stands for a word in either."""
        found = self.first.alternatives(words, language)
        return tuple(dict.fromkeys(found + self.second.alternatives(words, language)))

    def mend(self, word: str) -> str | None:
        """Return a mended word of the new documents first: the others were there all along."""
        mended = self.second.mend(word)
        return mended if mended and self.second.holders(stem(mended)) else self.first.mend(word)


def read(question: str, language: str, words: Words, profile: Profile) -> Reading:
    """Read a question: misspelt words mended, foreign and near ones beside what was typed."""
    phrases = _phrases(question, language, words)
    found, texts, unknown, total = [], [], [], 0.0
    for word in _content_words(question, language):
        meant, alternatives = _meant(word, language, phrases.get(word.meant, []), words, profile)
        if meant != word.meant and _decides_nothing(meant, profile):
            continue  # a slip of `busco` or `gratis` says no more than they do
        texts.append(meant)
        part = profile.generic if word.generic else 1.0
        if alternatives:
            weight = part * _rarity(_holders(alternatives[0], words), words, profile)
            found.append(ReadWord(word.typed, weight, tuple(alternatives), word.generic, meant))
            total += weight
        elif not word.generic:
            unknown.append(word.typed)
            total += profile.unknown * _rarity(1, words, profile)
    return Reading(language, " ".join(texts), tuple(found), total, tuple(unknown))


def _decides_nothing(word: str, profile: Profile) -> bool:
    return word in STOP_WORDS or (profile.generic < 1 and word in GENERIC_WORDS)


def _content_words(question: str, language: str) -> list[Word]:
    """Return the words that decide; foreign ones are judged by what they mean in Spanish."""
    words = content_words(question)
    if language == "es":
        return words
    found = []
    for word in words:
        meanings = {w for p in shipped_lexicon().spanish_for((word.meant,), language) for w in p}
        meanings -= {word.meant}
        if meanings and meanings <= STOP_WORDS:
            continue
        generic = word.generic or bool(meanings) and meanings <= STOP_WORDS | GENERIC_WORDS
        found.append(replace(word, generic=generic))
    # Where none names a topic, none is marked as generic.
    if all(word.generic for word in found):
        return [replace(word, generic=False) for word in found]
    return found


def _phrases(question: str, language: str, words: Words) -> dict[str, list[Alternative]]:
    """Return what stands for the phrases of a question, by each word in them."""
    found: dict[str, list[Alternative]] = defaultdict(list)
    for phrase in shipped_lexicon().phrases(spoken_words(question), language):
        for word in content(phrase):
            found[word] += words.alternatives(phrase, language)
    return found


def _meant(
    word: Word, language: str, of_phrases: list[Alternative], words: Words, profile: Profile
) -> tuple[str, Sequence[Alternative]]:
    """Return a word, mended where nobody wrote it, and what stands for it, the surest first."""
    found = [*of_phrases, *words.alternatives((word.meant,), language)]
    if words.holders(word.stem) and (language != "en" or not found or words.holds(word.meant)):
        # Where the word itself is used, another is less likely to be what was meant.
        found = [Alternative(one.stems, profile.beside * one.certainty) for one in found]
        found.append(Alternative((word.stem,), 1.0))
    if found:
        return word.meant, sorted(found, key=lambda one: -one.certainty)
    mended = words.mend(word.meant)
    if mended is None:
        return word.meant, []
    known = stem(mended)
    found = [Alternative((known,), 1.0)] if words.holders(known) else []
    found += words.alternatives((mended,), "es")
    return mended, [Alternative(one.stems, profile.mended * one.certainty) for one in found]


def _holders(alternative: Alternative, words: Words) -> int:
    return min(words.holders(known) for known in alternative.stems)


def _rarity(holders: int, words: Words, profile: Profile) -> float:
    """Return a word's weight among the words of a question; 0 where no document is."""
    if not words.documents:
        return 0.0
    rarity: float = lucene_rarity(holders, words.documents) ** profile.rarity_power
    return rarity
