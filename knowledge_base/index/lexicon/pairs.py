"""The word lists: which Spanish words stand for an English, Quechua or other Spanish one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import Stemmer

from knowledge_base.index.lexicon.quechua import quechua_root
from knowledge_base.index.text import plain

FOLDER = Path(__file__).parent / "words"
_LONGEST_PHRASE = 3
# Words that a phrase keeps for grammar only: `hoja de calculo` is found by its other words.
_SMALL = frozenset("a al de del el en la las los para por y the of to in an for and".split())
_english = Stemmer.Stemmer("english")

Phrase = tuple[str, ...]


@lru_cache(maxsize=50_000)
def english_stem(word: str) -> str:
    """Return the English stem of a plain word."""
    stemmed: str = _english.stemWord(word)
    return stemmed


@dataclass(frozen=True)
class Lexicon:
    """Pairs of words and phrases. All of them are plain (lower case, no accents).

    `english` and `quechua` map a word or phrase to Spanish ones, most usual first; `synonyms` map
    a Spanish one to others that may stand for it.
    """

    english: Mapping[str, tuple[str, ...]]
    quechua: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, tuple[str, ...]]
    _by_stem: Mapping[str, tuple[str, ...]] = field(repr=False)

    def spanish_for(self, words: Phrase, language: str) -> tuple[Phrase, ...]:
        """Return the Spanish words and phrases that may stand for a word or phrase of a question.

        `language` is `es` (synonyms), `en` or `qu` (translations). Small words are left out.
        """
        key = " ".join(words)
        if language == "en":
            # `children` has a line of its own, and `child` another.
            found = (*self.english.get(key, ()), *self._by_stem.get(_stem_key(words), ()))
        elif language == "qu":
            root = quechua_root(key, self.quechua) or key
            # Spanish texts name some things in Quechua: `quipu`, `runasimi`.
            found = (root, *self.quechua.get(root, ()))
        else:
            found = self.synonyms.get(key, ())
        return tuple(dict.fromkeys(content(phrase.split()) for phrase in found))

    def phrases(self, words: list[str], language: str) -> Iterator[Phrase]:
        """Yield the phrases of two or three words in a question that the lists know."""
        for length in range(2, _LONGEST_PHRASE + 1):
            for start in range(len(words) - length + 1):
                phrase = tuple(words[start : start + length])
                found = self.spanish_for(phrase, language)
                # A Quechua phrase always stands for itself.
                if len(found) > (language == "qu"):
                    yield phrase

    @cached_property
    def spanish_words(self) -> frozenset[str]:
        """Every plain Spanish word of the lists."""
        lists = (self.english.values(), self.quechua.values(), self.synonyms.values())
        return frozenset(
            word for found in lists for phrases in found for p in phrases for word in p.split()
        )


def content(words: Iterable[str]) -> Phrase:
    """Return the words of a phrase that say what it is about."""
    words = tuple(words)
    return tuple(word for word in words if word not in _SMALL) or words


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """Return the lists that ship with the project."""
    return read_lexicon(FOLDER)


def read_lexicon(folder: Path) -> Lexicon:
    """Read `english-*.tsv`, `spanish.tsv`, `quechua.tsv` and `synonyms.tsv` of a folder."""
    english: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("english-*.tsv")):
        for word, meanings in _pairs(path):
            english[word] += meanings
    for spanish, meanings in _pairs(folder / "spanish.tsv"):
        for word in meanings:
            english[word].append(spanish)
    by_stem: dict[str, list[str]] = defaultdict(list)
    for word, meanings in english.items():
        by_stem[_stem_key(tuple(word.split()))] += meanings
    quechua = {word: tuple(meanings) for word, meanings in _pairs(folder / "quechua.tsv")}
    return Lexicon(_closed(english), quechua, _groups(folder / "synonyms.tsv"), _closed(by_stem))


def _closed(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(dict.fromkeys(found)) for word, found in lists.items()}


def _pairs(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in path.read_text("utf-8").splitlines():
        word, meanings = plain(line).split("\t")
        yield word.strip(), [meaning.strip() for meaning in meanings.split(",")]


def _groups(path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        group = [phrase.strip() for phrase in plain(line).split("\t")]
        for phrase in group:
            # By its forms and not by its stem: `matar` shares one with `matematica`.
            for form in _forms(phrase):
                found[form] += [other for other in group if other != phrase]
    return _closed(found)


def _stem_key(words: Phrase) -> str:
    return " ".join(english_stem(word) for word in words)


def _forms(phrase: str) -> set[str]:
    """Return a phrase, and for a single word its other number and gender."""
    if " " in phrase:
        return {phrase}
    one = phrase.removesuffix("s") if len(phrase) > 4 else phrase
    forms = {phrase, one, one + "s", one + "es", one.removesuffix("e")}
    if one[-1:] in "oa":
        forms |= {one[:-1] + ending for ending in ("o", "a", "os", "as")}
    return forms
