"""What a question says beside its topic: for beginners, as a book, as exercises."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge_base.index.text import spoken_words

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
    "lesson": frozenset("leccion lecciones chat sms whatsapp".split()),
}
_STEP = 0.03


@dataclass(frozen=True)
class Step:
    """What a field's value is worth where it is one of `values`."""

    values: frozenset[str]
    size: float


class Preference:
    """Small additions to a score: they order what fits alike and decide nothing else."""

    def __init__(self, question: str, language: str) -> None:
        words = set(spoken_words(question))
        kinds = {kind for kind, marks in _KINDS.items() if words & marks}
        named = {name for names, marks in _LEVELS.items() if words & marks for name in names}
        # Most who ask are at the beginning; half a step when nothing says otherwise.
        self.steps = {
            "language": Step(frozenset({language}), _STEP),
            "kind": Step(frozenset(kinds), _STEP),
            "level": Step(frozenset(named or _BEGINNING), _STEP if named else _STEP / 2),
        }
