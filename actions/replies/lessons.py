"""Lessons that are read in the chat: the list, a step, the end; by SMS no step is ever cut."""

from __future__ import annotations

from collections.abc import Sequence

from actions.replies import sms
from actions.replies.words import echo
from actions.resources import Lesson, LessonLine

TITLE_LIMIT = 90
# What to ask for once a lesson is done, by the topic that the catalogue gives it.
SEARCHES = {
    "digital-basics": "habilidades digitales",
    "online-safety": "estafas",
    "office-tools": "Excel",
    "programming": "Python",
    "data-and-ai": "inteligencia artificial",
    "mathematics": "matemática",
    "work-and-entrepreneurship": "negocios",
    "language-and-writing": "redacción",
    "english": "inglés",
    "libraries-and-books": "libros",
    "university-entrance": "examen de admisión",
}


def list_whatsapp(lessons: Sequence[LessonLine], page: int, lead: str = "") -> tuple[str, int]:
    """Return the text of the next lessons and how many it names, `page` at most."""
    lines = [lead] if lead else []
    lines += ["*Lecciones que se leen aquí mismo*, gratis y sin abrir enlaces:", ""]
    shown = lessons[:page]
    lines += [f"{lesson.number}. {echo(lesson.title, TITLE_LIMIT)}" for lesson in shown]
    example = shown[min(1, len(shown) - 1)].number
    more = " Escribe *MÁS* para ver las otras." if len(lessons) > page else ""
    return "\n".join([*lines, "", f"Para empezar una escribe *LECCIÓN {example}*.{more}"]), len(
        shown
    )


def list_sms(lessons: Sequence[LessonLine], lead: str = "") -> tuple[str, int]:
    """As `list_whatsapp`, in one segment: as many lessons as it holds."""
    text, shown = "", 0
    for shown in range(len(lessons), 0, -1):
        names = "; ".join(f"{lesson.number} {_short(lesson)}" for lesson in lessons[:shown])
        example = lessons[min(1, shown - 1)].number
        more = " MAS" if shown < len(lessons) else ""
        text = sms.plain(f"{lead or 'Lecciones:'} {names}. Escribe LECCION {example}.{more}")
        if sms.septets(text) <= sms.SEGMENT:
            return text, shown
    return sms.fit([text]), shown


def no_such_lesson(number: int, channel: str) -> str:
    """The words before the list where a number has no lesson."""
    if channel == "sms":
        return f"No hay leccion {number}. Hay:"
    return f"No tengo una lección {number}. Estas son las que hay:"


def without_internet(channel: str) -> str:
    """The words before the list where someone has no internet and names no topic."""
    if channel == "sms":
        return "Sin internet, por mensaje:"
    return (
        "Si te falta internet o megas, puedes aprender por este chat, o buscar un hub: escribe "
        "*hubs cerca de* y tu distrito."
    )


def no_lessons(channel: str) -> str:
    """There is no lesson yet."""
    if channel == "sms":
        return "Aun no tengo lecciones por mensaje. Escribe APRENDER y un tema."
    return "Todavía no tengo lecciones por chat. Escribe *aprender* y un tema."


def end_of_lessons(channel: str) -> str:
    """The list of lessons has come to its end."""
    if channel == "sms":
        return "Esas eran todas las lecciones. Escribe LECCION y su numero para empezar una."
    return "Esas eran todas las lecciones. Escribe *LECCIÓN* y su número para empezar una."


def step_whatsapp(lesson: Lesson, step: int) -> str:
    """One step under a heading; the first names the lesson, each says how to go on."""
    steps = len(lesson.steps)
    title = f"*Lección {lesson.number}: {lesson.title}*"
    lines = [title, lesson.description, ""] if step == 1 else [f"_{lesson.title}_"]
    lines += [f"*Paso {step} de {steps}*", lesson.steps[step - 1], ""]
    if step == steps:
        return "\n".join([*lines, "Es el último paso. Cuando lo hayas hecho escribe *SIGUE*."])
    back = " *ATRÁS* vuelve al paso anterior." if step > 1 else ""
    return "\n".join([*lines, f"Escribe *SIGUE* para el paso {step + 1}.{back}"])


def step_sms(lesson: Lesson, step: int) -> str:
    """One step in as few segments as hold it, after "2/7"; the first says how to go on.

    What stands around the step gives way to it: first the title, then the hint, last the count,
    by which a person finds back.
    """
    text = lesson.steps[step - 1]
    count = f"{step}/{len(lesson.steps)}"
    if step == 1 and len(lesson.steps) > 1:
        hinted = sms.whole(
            [
                f"Leccion {lesson.number}: {lesson.title}. {count} {text} Escribe SIGUE o ATRAS",
                f"Leccion {lesson.number}: {_short(lesson)}. {count} {text} Escribe SIGUE",
                f"{_short(lesson)}. {count} {text} SIGUE",
                f"Leccion {lesson.number}, {count} {text} Escribe SIGUE",
                f"{count} {text} SIGUE",
            ]
        )
        if sms.septets(hinted) <= sms.TWO_SEGMENTS:
            return hinted
    counted = sms.plain(f"{count} {text}")
    return counted if sms.septets(counted) <= sms.TWO_SEGMENTS else sms.plain(text)


def first_step(lesson_number: int, steps: int, channel: str) -> str:
    """ATRÁS at the first step."""
    if channel == "sms":
        return sms.plain(
            f"Este es el primer paso de la leccion {lesson_number}. "
            f"{'SIGUE va al paso 2, ' if steps > 1 else ''}REPITE lo muestra otra vez."
        )
    return (
        f"Este es el primer paso de la lección {lesson_number}, antes no hay otro. "
        f"{'*SIGUE* va al paso 2 y ' if steps > 1 else ''}*REPITE* lo muestra otra vez."
    )


def no_such_step(lesson_number: int, steps: int, said: int | None, channel: str) -> str:
    """A number beyond the steps of the open lesson."""
    which = "un solo paso" if steps == 1 else f"{steps} pasos"
    other = said or lesson_number + 1
    if channel == "sms":
        return sms.plain(
            f"La leccion {lesson_number} tiene {which}. Escribe SIGUE, el numero de un paso, o "
            f"LECCION {other} para abrir esa leccion."
        )
    return (
        f"La lección {lesson_number} tiene {which}. Escribe *SIGUE*, el número de un paso, o "
        f"*LECCIÓN {other}* para abrir esa lección."
    )


def finished(lesson: Lesson, following: LessonLine | None, channel: str) -> str:
    """Praise, the next lesson by its name, and something to search for."""
    topic = SEARCHES.get(lesson.topic)
    if channel == "sms":
        search = f"APRENDER {topic.upper()}" if topic else "APRENDER y un tema"
        done = f"Muy bien! Terminaste la leccion {lesson.number}."
        if following is None:
            return sms.fit([f"{done} Era la ultima. LECCIONES las muestra todas. Mas: {search}"])
        return sms.fit(
            [
                f"{done} SIGUE abre la {following.number}: {name}. Mas del tema: {search}"
                for name in (following.title, _short(following))
            ]
        )
    search = f"*aprender {topic}*" if topic else "*aprender* y un tema"
    lines = [f"¡Muy bien! Terminaste la lección {lesson.number}: *{lesson.title}*.", ""]
    if following is None:
        lines.append("Era la última. Escribe *LECCIONES* para verlas todas.")
    else:
        lines.append(f"La siguiente es la {following.number}: *{following.title}*.")
        lines.append(f"Escribe *SIGUE* para empezarla, o *LECCIÓN {following.number}* otro día.")
    return "\n".join([*lines, f"Para más sobre este tema escribe {search}."])


def nothing_open(channel: str) -> str:
    """ATRÁS, REPITE or "sigue la leccion" where no lesson is open."""
    if channel == "sms":
        return "No tienes una leccion abierta. Escribe LECCIONES para ver cuales hay."
    return "No tienes una lección abierta. Escribe *LECCIONES* para ver cuáles hay."


def _short(lesson: LessonLine) -> str:
    """The title up to its first colon or comma, which is enough to know a lesson by."""
    title = lesson.title.split(":")[0].split(",")[0].strip()
    return sms.shorten(title, 60)
