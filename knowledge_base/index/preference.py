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
# For those without data: a lesson on the topic comes before a link that fits somewhat better; an
# answer says one thing only, so it comes first where that is what was asked.
_LESSON_STEP, _ANSWER_STEP = 0.3, 0.1


@dataclass(frozen=True)
class Step:
    """What the value of `field` is worth where it is one of `values`."""

    field: str
    values: frozenset[str]
    size: float


class Preference:
    """Additions to a score: they order what fits, and never decide whether something fits."""

    def __init__(self, question: str, language: str, chat_first: bool = False) -> None:
        """With `chat_first` what is read in the chat itself comes before links."""
        words = set(spoken_words(question))
        kinds = {kind for kind, marks in _KINDS.items() if words & marks}
        named = {name for names, marks in _LEVELS.items() if words & marks for name in names}
        # Most who ask are at the beginning; half a step when nothing says otherwise.
        levels, level_step = (named, _STEP) if named else (set(_BEGINNING), _STEP / 2)
        self.steps = [
            Step("language", frozenset({language}), _STEP),
            Step("kind", frozenset(kinds), _STEP),
            Step("level", frozenset(levels), level_step),
        ]
        if chat_first:
            self.steps.append(Step("kind", frozenset({"lesson"}), _LESSON_STEP))
            self.steps.append(Step("kind", frozenset({"answer"}), _ANSWER_STEP))
