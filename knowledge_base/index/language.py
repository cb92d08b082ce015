"""Guess the language of a short question by its words."""

from __future__ import annotations

from functools import lru_cache

from knowledge_base.index.lexicon.pairs import Lexicon, shipped_lexicon
from knowledge_base.index.lexicon.quechua import quechua_root
from knowledge_base.index.text import spoken_words

# The commonest words: each says more about the language than a noun that the lists know.
_MARKS = {
    "en": frozenset(
        "the a an of to in for is are was were be how what where when who which why can i my want "
        "need did does do has have with and it its his her their they you your from by on at "
        "about me please name named".split()
    ),
    "qu": frozenset(
        "munani munayki yachay yachayta yachakuy yachachiy yachana kay chay ima imayna imataq "
        "maypi maymi qillqay qillqayta ruway ruwayta rimay rimayta nuqa noqa runasimi "
        "runasimita simita yupay yupana allin tapuy kanchu".split()
    ),
    "es": frozenset(
        "el la los las un una de del que en para con por como quiero necesito aprender curso "
        "cursos gratis hacer libro libros mi me es y donde estudiar quisiera hay se al su sus "
        "cual cuales cuando quien quienes cuanto cuantos fue era son lo q xq pa x a".split()
    ),
}
_MARK, _KNOWN = 2, 1
_SHORTEST_INFLECTED = 6


def guess_language(question: str) -> str:
    """Return `es`, `en` or `qu`; Spanish where nothing tells."""
    words = spoken_words(question)
    counts = {
        language: sum(
            _MARK if word in _MARKS[language] else _KNOWN if word in known else 0 for word in words
        )
        for language, known in _vocabularies().items()
    }
    counts["qu"] += sum(_KNOWN for word in words if _only_quechua(word))
    return max(("es", "en", "qu"), key=lambda language: counts[language])


def _only_quechua(word: str) -> bool:
    """Tell whether a word is a Quechua root with endings, and no word of the other lists."""
    known = _vocabularies()
    if len(word) < _SHORTEST_INFLECTED or word in known["es"] or word in known["en"]:
        return False
    return word not in known["qu"] and quechua_root(word, shipped_lexicon().quechua) is not None


@lru_cache(maxsize=1)
def _vocabularies() -> dict[str, frozenset[str]]:
    """Return the words of the lists that one language alone has."""
    lists = shipped_lexicon()
    words = {"es": lists.spanish_words, "en": _words(lists, "english"), "qu": _quechua(lists)}
    return {
        language: own - frozenset().union(*(words[other] for other in words if other != language))
        for language, own in words.items()
    }


def _words(lists: Lexicon, name: str) -> frozenset[str]:
    return frozenset(word for phrase in getattr(lists, name) for word in phrase.split())


def _quechua(lists: Lexicon) -> frozenset[str]:
    return _words(lists, "quechua")
