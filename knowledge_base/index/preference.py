"""What a question says beside its topic: for beginners, as a book, as exercises."""

from __future__ import annotations

from knowledge_base.index.text import spoken_words
from knowledge_base.resources.records import Resource

_BEGINNING = ("inicial", "basico")
_LEVELS = {
    _BEGINNING: frozenset(
        "cero principiante principiantes empezar empiezo comenzar inicio inicial basico basica "
        "basicos basicas facil faciles beginner beginners basics basic start nino ninos nina "
        "ninas primaria".split()
    ),
    ("avanzado",): frozenset("avanzado avanzada advanced experto".split()),
    ("intermedio",): frozenset("intermedio intermedia".split()),
}
_KINDS = {
    "book": frozenset("libro libros book books pdf".split()),
    "video": frozenset("video videos".split()),
    "course": frozenset("curso cursos course courses clase clases".split()),
    "exercise": frozenset("ejercicio ejercicios practicar practica exercises problemas".split()),
    "tool": frozenset("app apps aplicacion programa herramienta tool".split()),
    "guide": frozenset("guia manual tutorial paso pasos".split()),
}
_STEP = 0.03


class Preference:
    """Small additions to a score: they order what fits alike and decide nothing else."""

    def __init__(self, question: str, language: str) -> None:
        words = set(spoken_words(question))
        self._language = language
        self._kinds = {kind for kind, marks in _KINDS.items() if words & marks}
        named = {name for names, marks in _LEVELS.items() if words & marks for name in names}
        # Most who ask are at the beginning; half a step when nothing says otherwise.
        self._levels = named or set(_BEGINNING)
        self._level_step = _STEP if named else _STEP / 2

    def bonus(self, resource: Resource) -> float:
        """Return what to add to a resource's score, 0 to 0.09."""
        fits = (resource.language == self._language, resource.kind in self._kinds)
        return _STEP * sum(fits) + self._level_step * (resource.level in self._levels)
