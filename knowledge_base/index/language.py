"""Guess the language of a short question by its commonest words."""

from __future__ import annotations

from knowledge_base.index.text import plain

_MARKS = {
    "en": frozenset(
        "the a an of to in for is are how what where can i my want need learn learning free "
        "course courses with and write make use create from best beginner basics study "
        "english math physics "
        "book books online about me help please".split()
    ),
    "qu": frozenset(
        "munani munayki yachay yachayta yachakuy yachachiy yachana kay chay ima imayna imataq "
        "maypi maymi qillqay qillqayta ruway ruwayta rimay rimayta nuqa noqa runasimi "
        "runasimita simita yupay yupana allin tapuy kanchu".split()
    ),
    "es": frozenset(
        "el la los las un una de del que en para con por como quiero necesito aprender curso "
        "cursos gratis hacer libro libros mi me es y donde estudiar quisiera hay".split()
    ),
}


def guess_language(question: str) -> str:
    """Return `es`, `en` or `qu`; Spanish where nothing tells."""
    words = plain(question).split()
    counts = {
        language: sum(word.strip("?!.,") in marks for word in words)
        for language, marks in _MARKS.items()
    }
    best = max(("es", "en", "qu"), key=lambda language: counts[language])
    return best if counts[best] else "es"
