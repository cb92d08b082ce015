"""When two titles are the same: near-equal ones are found without comparing each with each."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from knowledge_base.resources.records import Resource
from knowledge_base.resources.urls import host_of

# `C`, `C++` and `C#` are three languages; other marks only part words.
_WORD = re.compile(r"[cf]#|c\+\+|[^\W_]+")
_SMALL_WORDS = frozenset(
    "a al con de del e el en la las los o para por se su sus un una y"
    " an and for in of the to".split()
)
_SHORTEST_MISSPELT = 5
_KEPT_LETTERS = 2

Key = tuple[str, ...]


@lru_cache(maxsize=100_000)
def title_words(title: str) -> Key:
    """Return the words that tell a title: no accents, case, marks or small words.

    A title of small words only keeps them all. Numbers stay, Roman ones too.
    """
    plain = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = _WORD.findall(plain)
    # A single letter after the first word may be a number or a name: Física I, Vitamina A.
    telling = tuple(
        word
        for place, word in enumerate(words)
        if word not in _SMALL_WORDS or (word in ("a", "e", "o") and place == len(words) - 1)
    )
    return telling or tuple(words)


def misspelt(one: str, other: str) -> bool:
    """Tell whether two words are one with a letter too many or two letters swapped.

    Another letter in its place is another word: `microeconomia`, `macroeconomia`. So is another
    number, and whatever differs in its first letters.
    """
    if not (one.isalpha() and other.isalpha()) or one[:_KEPT_LETTERS] != other[:_KEPT_LETTERS]:
        return False
    if min(len(one), len(other)) < _SHORTEST_MISSPELT:
        return False
    changed = OSA.distance(one, other, score_cutoff=1) == 1
    return changed and (len(one) != len(other) or sorted(one) == sorted(other))


class TitleIndex:
    """Titles by the words they hold and by who made them, so that a lookup meets few of them."""

    def __init__(self, resources: Iterable[Resource] = ()) -> None:
        self._by_key: dict[tuple[Key, Key], list[Resource]] = defaultdict(list)
        for resource in resources:
            self.add(resource)

    def add(self, resource: Resource) -> None:
        """Let later lookups find a resource."""
        for key in _keys(resource):
            for sign in _signs(resource):
                self._by_key[key, sign].append(resource)

    def same_as(self, resource: Resource) -> Resource | None:
        """Return another resource of near-equal title that is the same work, or None."""
        words = title_words(resource.title)
        for key in _keys(resource):
            for sign in _signs_of_one_work(resource):
                for other in self._by_key.get((key, sign), ()):
                    if other.id != resource.id and _spelt_alike(words, title_words(other.title)):
                        return other
        return None


def _keys(resource: Resource) -> Iterator[Key]:
    """Yield the keys of a title: its words, and each time one of them cut to its first letters."""
    words = title_words(resource.title)
    kind = (resource.language, resource.kind)
    yield kind + words
    for place, word in enumerate(words):
        if len(word) >= _SHORTEST_MISSPELT and word.isalpha():
            yield (*kind, *words[:place], f"{word[:_KEPT_LETTERS]}*", *words[place + 1 :])


def _spelt_alike(one: Key, other: Key) -> bool:
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return all(misspelt(*pair) for pair in pairs)


def _signs(resource: Resource) -> list[Key]:
    """Return what a work of the same title may be known by."""
    authored = "by" if resource.author else "unsigned"
    signs = [("topic", authored, resource.topic), ("host", authored, host_of(resource.url))]
    return [*signs, _author_sign(resource.author)] if resource.author else [*signs]


def _signs_of_one_work(resource: Resource) -> Iterator[Key]:
    """Yield the signs by which another resource of the same title is the same work.

    Where both authors are known, they decide. Else the same host or the same topic must hold:
    `Introducción a la programación` is the title of many works.
    """
    if resource.author:
        yield _author_sign(resource.author)
    for authored in ("unsigned",) if resource.author else ("unsigned", "by"):
        yield ("topic", authored, resource.topic)
        yield ("host", authored, host_of(resource.url))


def _author_sign(author: str) -> Key:
    return ("author", *title_words(author))
