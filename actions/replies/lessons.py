"""Lessons that are read in the chat: the list, a step, the end; by SMS no step is ever cut."""

from __future__ import annotations

from collections.abc import Sequence

from actions.replies import sms
from actions.replies.words import echo, more_sms
from actions.resources import Lesson, LessonLine
from actions.speech import _, later, ngettext, shares_the_message

TITLE_LIMIT = 90
# What the hint beneath the first step takes in each of two languages, at most.
HINT_SEPTETS = 30
# What to ask for once a lesson is done, by the topic that the catalogue gives it.
SEARCHES = {
    "digital-basics": later("habilidades digitales"),
    "online-safety": later("estafas"),
    "office-tools": later("Excel"),
    "programming": later("Python"),
    "data-and-ai": later("inteligencia artificial"),
    "mathematics": later("matemática"),
    "work-and-entrepreneurship": later("negocios"),
    "language-and-writing": later("redacción"),
    "english": later("inglés"),
    "libraries-and-books": later("libros"),
    "university-entrance": later("examen de admisión"),
}


def list_whatsapp(lessons: Sequence[LessonLine], page: int, lead: str = "") -> tuple[str, int]:
    """Return the text of the next lessons and how many it names, `page` at most."""
    lines = [lead] if lead else []
    lines += [_("*Lecciones que se leen aquí mismo*, gratis y sin abrir enlaces:"), ""]
    shown = lessons[:page]
    lines += [f"{lesson.number}. {echo(lesson.title, TITLE_LIMIT)}" for lesson in shown]
    start = _("Para empezar una escribe *LECCIÓN {number}*.")
    start = start.format(number=shown[min(1, len(shown) - 1)].number)
    more = " " + _("Escribe *MÁS* para ver las otras.") if len(lessons) > page else ""
    return "\n".join([*lines, "", start + more]), len(shown)


def list_sms(lessons: Sequence[LessonLine], lead: str = "") -> tuple[str, int]:
    """As `list_whatsapp`, in one segment: as many lessons as it holds."""
    text, shown = "", 0
    for shown in range(len(lessons), 0, -1):
        names = "; ".join(f"{lesson.number} {_short(lesson)}" for lesson in lessons[:shown])
        written = _("{lead} {names}. Escribe LECCION {number}.").format(
            lead=lead or _("Lecciones:"),
            names=names,
            number=lessons[min(1, shown - 1)].number,
        )
        text = sms.plain(written + more_sms(shown < len(lessons)))
        if sms.septets(text) <= sms.segment():
            return text, shown
    return sms.fit([text]), shown


def no_such_lesson(number: int, channel: str) -> str:
    """The words before the list where a number has no lesson."""
    if channel == "sms":
        return _("No hay leccion {number}. Hay:").format(number=number)
    return _("No tengo una lección {number}. Estas son las que hay:").format(number=number)


def without_internet(channel: str) -> str:
    """The words before the list where someone has no internet and names no topic."""
    if channel == "sms":
        return _("Sin internet, por mensaje:")
    return _(
        "Si te falta internet o megas, puedes aprender por este chat, o buscar un hub: escribe "
        "*hubs cerca de* y tu distrito."
    )


def no_lessons(channel: str) -> str:
    """There is no lesson yet."""
    if channel == "sms":
        return _("Aun no tengo lecciones por mensaje. Escribe APRENDER y un tema.")
    return _("Todavía no tengo lecciones por chat. Escribe *aprender* y un tema.")


def end_of_lessons(channel: str) -> str:
    """The list of lessons has come to its end."""
    if channel == "sms":
        return _("Esas eran todas las lecciones. Escribe LECCION y su numero para empezar una.")
    return _("Esas eran todas las lecciones. Escribe *LECCIÓN* y su número para empezar una.")


def step_whatsapp(lesson: Lesson, step: int) -> str:
    """One step under a heading; the first names the lesson, each says how to go on."""
    steps = len(lesson.steps)
    title = _("*Lección {number}: {title}*").format(number=lesson.number, title=lesson.title)
    lines = [title, lesson.description, ""] if step == 1 else [f"_{lesson.title}_"]
    count = _("*Paso {step} de {steps}*").format(step=step, steps=steps)
    lines += [count, lesson.steps[step - 1], ""]
    if step == steps:
        return "\n".join([*lines, _("Es el último paso. Cuando lo hayas hecho escribe *SIGUE*.")])
    following = _("Escribe *SIGUE* para el paso {step}.").format(step=step + 1)
    back = " " + _("*ATRÁS* vuelve al paso anterior.") if step > 1 else ""
    return "\n".join([*lines, following + back])


# Around the first step by SMS, from the fullest to the shortest.
FIRST_STEP = (
    later("Leccion {number}: {title}. {count} {text} Escribe SIGUE o ATRAS"),
    later("Leccion {number}: {short}. {count} {text} Escribe SIGUE"),
    later("{short}. {count} {text} SIGUE"),
    later("Leccion {number}, {count} {text} Escribe SIGUE"),
    later("{count} {text} SIGUE"),
)


def step_sms(lesson: Lesson, step: int) -> str:
    """One step in as few segments as hold it, after "2/7"; the first says how to go on.

    What stands around the step gives way to it: first the title, then the hint, last the count,
    by which a person finds back.
    """
    text = lesson.steps[step - 1]
    count = f"{step}/{len(lesson.steps)}"
    first = step == 1 and len(lesson.steps) > 1
    if first and shares_the_message():
        name = _("Leccion {number}: {title}").format(number=lesson.number, title=_short(lesson))
        named = sms.plain(f"{name}. {count} {text}")
        # Both languages have to choose alike, however long the hint is in each.
        fits = sms.septets(named) <= sms.TWO_SEGMENTS - 2 * HINT_SEPTETS
        return sms.beside(named if fits else f"{count} {text}", [_("Escribe SIGUE o ATRAS")])
    if first:
        parts = {
            "number": lesson.number,
            "title": lesson.title,
            "short": _short(lesson),
            "count": count,
            "text": text,
        }
        hinted = sms.whole([_(draft).format(**parts) for draft in FIRST_STEP])
        if sms.septets(hinted) <= sms.two_segments():
            return hinted
    counted = sms.plain(f"{count} {text}")
    return counted if sms.septets(counted) <= sms.TWO_SEGMENTS else sms.plain(text)


def first_step(lesson_number: int, steps: int, channel: str) -> str:
    """ATRÁS at the first step."""
    if channel == "sms":
        text = (
            _(
                "Este es el primer paso de la leccion {number}. SIGUE va al paso 2, REPITE lo "
                "muestra otra vez."
            )
            if steps > 1
            else _("Este es el primer paso de la leccion {number}. REPITE lo muestra otra vez.")
        )
        return sms.plain(text.format(number=lesson_number))
    text = (
        _(
            "Este es el primer paso de la lección {number}, antes no hay otro. *SIGUE* va al paso "
            "2 y *REPITE* lo muestra otra vez."
        )
        if steps > 1
        else _(
            "Este es el primer paso de la lección {number}, antes no hay otro. *REPITE* lo "
            "muestra otra vez."
        )
    )
    return text.format(number=lesson_number)


def no_such_step(lesson_number: int, steps: int, said: int | None, channel: str) -> str:
    """A number beyond the steps of the open lesson."""
    which = ngettext("un solo paso", "{count} pasos", steps).format(count=steps)
    other = said or lesson_number + 1
    text = (
        _(
            "La leccion {number} tiene {steps}. Escribe SIGUE, el numero de un paso, o LECCION "
            "{other} para abrir esa leccion."
        )
        if channel == "sms"
        else _(
            "La lección {number} tiene {steps}. Escribe *SIGUE*, el número de un paso, o "
            "*LECCIÓN {other}* para abrir esa lección."
        )
    )
    said_back = text.format(number=lesson_number, steps=which, other=other)
    return sms.plain(said_back) if channel == "sms" else said_back


def finished(lesson: Lesson, following: LessonLine | None, channel: str) -> str:
    """Praise, the next lesson by its name, and something to search for."""
    if channel == "sms":
        return _finished_sms(lesson, following)
    topic = SEARCHES.get(lesson.topic)
    done = _("¡Muy bien! Terminaste la lección {number}: *{title}*.")
    lines = [done.format(number=lesson.number, title=lesson.title), ""]
    if following is None:
        lines.append(_("Era la última. Escribe *LECCIONES* para verlas todas."))
    else:
        lines += [
            _("La siguiente es la {number}: *{title}*.").format(
                number=following.number, title=following.title
            ),
            _("Escribe *SIGUE* para empezarla, o *LECCIÓN {number}* otro día.").format(
                number=following.number
            ),
        ]
    search = _("Para más sobre este tema escribe *aprender* y un tema.")
    if topic:
        search = _("Para más sobre este tema escribe *aprender {topic}*.").format(topic=_(topic))
    return "\n".join([*lines, search])


def _finished_sms(lesson: Lesson, following: LessonLine | None) -> str:
    topic = SEARCHES.get(lesson.topic)
    search = (
        _("APRENDER {topic}").format(topic=_(topic).upper()) if topic else _("APRENDER y un tema")
    )
    done = _("Muy bien! Terminaste la leccion {number}.").format(number=lesson.number)
    if following is None:
        last = _("Era la ultima. LECCIONES las muestra todas. Mas: {search}")
        return sms.fit([f"{done} {last.format(search=search)}"])
    then = _("SIGUE abre la {number}: {title}. Mas del tema: {search}")
    return sms.fit(
        [
            done + " " + then.format(number=following.number, title=title, search=search)
            for title in (following.title, _short(following))
        ]
    )


def nothing_open(channel: str) -> str:
    """ATRÁS, REPITE or "sigue la leccion" where no lesson is open."""
    if channel == "sms":
        return _("No tienes una leccion abierta. Escribe LECCIONES para ver cuales hay.")
    return _("No tienes una lección abierta. Escribe *LECCIONES* para ver cuáles hay.")


def _short(lesson: LessonLine) -> str:
    """The title up to its first colon or comma, which is enough to know a lesson by."""
    title = lesson.title.split(":")[0].split(",")[0].strip()
    return sms.shorten(title, 60)
