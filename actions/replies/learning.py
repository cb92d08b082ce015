"""What to learn from: a list for WhatsApp, one title and link at a time by SMS."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from actions.replies import sms
from actions.replies.words import LANGUAGES, RESOURCE_KINDS, echo, size
from actions.resources import Resource

# What is offered where nothing was named or found; the second part is what is searched for.
TOPICS = (
    ("Habilidades digitales", "habilidades digitales"),
    ("Programación", "programación"),
    ("Matemática", "matemática"),
    ("Inglés", "inglés"),
    ("Hacer mi CV", "hacer mi curriculum vitae"),
)
TITLE_LIMIT = 90
# A letter outside ASCII goes into the link percent-encoded: dropping it would break the link.
URL_CHARACTERS = ":/?#[]@!$&'()*+,;=%-._~"
DESCRIPTION_LIMIT = 200
LESSON, ANSWER = "lesson", "answer"


def results_whatsapp(
    results: Sequence[Resource], topic: str, start: int, more: bool, lead: str = ""
) -> str:
    """Title, one line and link of each; an answer that comes first is given whole."""
    lines = [lead, ""] if lead else []
    if start == 1 and results[0].kind == ANSWER:
        lines += [resource_whatsapp(results[0])]
        results, start = results[1:], 2
        lines += ["", "Además:", ""] if results else []
    else:
        first = f"Para aprender *{echo(topic)}*:" if start == 1 else f"Más sobre *{echo(topic)}*:"
        lines += [first, ""]
    for number, resource in enumerate(results, start):
        lines += [f"{number}. *{echo(resource.title, TITLE_LIMIT)}*{_traits(resource)}"]
        lines += [f"   {echo(resource.description, DESCRIPTION_LIMIT)}"]
        lines += [f"   {way}" for way in (_way_whatsapp(resource, number),) if way]
    if more:
        lines += ["", "Escribe *MÁS* para ver otros."]
    return "\n".join(lines)


def result_sms(resource: Resource, more: bool, number: int = 1, lead: str = "") -> str:
    """One result: what it is and how to reach it; no link is cut.

    An answer is given whole where it is the first, and by its number later on.
    """
    end = " MAS" if more else ""
    before = f"{lead} " if lead else ""
    if resource.kind == ANSWER and number == 1:
        # It was asked for, and is worth a third segment.
        answer = sms.plain(resource.answer)
        drafts = (f"{before}{answer}{end}", f"{answer}{end}")
        return next((text for text in drafts if sms.septets(text) <= sms.THREE_SEGMENTS), answer)
    if not resource.url:
        return _without_link_sms(resource, number, before, end)
    link = quote(resource.url, safe=URL_CHARACTERS)
    tail = f": {link}{end}"
    line = sms.plain(f"{before}{resource.title}{_traits(resource)}. {resource.description}")
    if resource.description and sms.septets(f"{line} {link}{end}") <= sms.SEGMENT:
        return f"{line} {link}{end}"
    for limit in (sms.SEGMENT, sms.TWO_SEGMENTS):
        room = limit - sms.septets(tail)
        if room >= 20:
            heads = [f"{before}{resource.title}{traits}" for traits in _shorter_traits(resource)]
            fitting = [head for head in map(sms.plain, heads) if sms.septets(head) <= room]
            return (fitting or [sms.shorten(f"{before}{resource.title}", room)])[0] + tail
    title = sms.shorten(resource.title, TITLE_LIMIT)
    return sms.plain(
        f"{title}: su enlace no cabe en un SMS, buscalo en internet por su titulo.{end}"
    )


def resource_whatsapp(resource: Resource) -> str:
    """One resource in full; an answer is all that there is of it."""
    if resource.kind == ANSWER:
        return f"*{resource.title}*\n{resource.answer}"
    facts = [RESOURCE_KINDS.get(resource.kind, resource.kind)]
    facts += [f"de {resource.author}"] if resource.author else []
    facts += [f"nivel {resource.level}"] if resource.level else []
    facts += [LANGUAGES[resource.language]] if resource.language in LANGUAGES else []
    facts.append("gratis" if resource.free else "puede tener costo")
    cost = size(resource.megabytes) if resource.megabytes else ""
    if resource.offline:
        facts.append(
            "se puede usar sin internet una vez descargado" + (f" ({cost})" if cost else "")
        )
    elif cost:
        facts.append(f"gasta {cost}")
    lines = [f"*{resource.title}*", resource.description, "", ", ".join(facts) + "."]
    return "\n".join([*lines, *([resource.url] if resource.url else [])])


def nothing_of_the_kind(topic: str, only: str, channel: str) -> str:
    """The words before results that are no lessons, or need internet, where that was wished for."""
    if only == LESSON:
        if channel == "sms":
            return "Aun no hay esa leccion. Puedes ver:"
        return f"Todavía no tengo una lección sobre *{echo(topic)}*. Te puede servir:"
    if channel == "sms":
        return "Sin internet no halle nada; esto lo necesita:"
    return f"No encontré nada sobre *{echo(topic)}* que sirva sin internet. Esto sí lo necesita:"


def nothing_found(topic: str, channel: str) -> str:
    """Say so, offer what there is, and say who will see the question."""
    if channel == "sms":
        return (
            f"No encontre nada sobre {sms.shorten(echo(topic), 30)}. Lo anote para los editores. "
            f"Elige: {_numbered(brief=True)}"
        )
    return "\n".join(
        [
            f"No encontré nada sobre *{echo(topic)}*. Anoté tu pregunta para los editores.",
            "Mientras, puedes elegir un tema con su número:",
            _numbered(),
        ]
    )


def which_topic(channel: str) -> str:
    """Ask what to learn, with choices."""
    if channel == "sms":
        return f"Que quieres aprender? Escribe el tema o un numero: {_numbered(brief=True)}"
    return f"¿Qué quieres aprender? Escribe el tema o elige un número:\n{_numbered()}"


def no_more(topic: str, channel: str) -> str:
    """The list has come to its end."""
    if channel == "sms":
        return f"No tengo mas sobre {sms.shorten(echo(topic), 40)}. Escribe APRENDER y otro tema."
    return f"No tengo más sobre *{echo(topic)}*. Escribe *aprender* y otro tema."


def _numbered(*, brief: bool = False) -> str:
    if brief:
        short = ("digital", "programacion", "matematica", "ingles", "CV")
        return ", ".join(f"{number} {name}" for number, name in enumerate(short, 1))
    return "\n".join(f"{number}. {name}" for number, (name, _) in enumerate(TOPICS, 1))


def _traits(resource: Resource) -> str:
    return _shorter_traits(resource)[0]


def _shorter_traits(resource: Resource) -> list[str]:
    """What to know before opening it, from all to nothing: first what costs money goes last."""
    traits = [LANGUAGES[resource.language]] if resource.language in LANGUAGES else []
    traits += [] if resource.free else ["puede tener costo"]
    traits += [size(resource.megabytes)] if resource.megabytes else []
    # A lesson or an answer has no need of internet: it is read here.
    traits += ["descargado sirve sin internet"] if resource.offline and resource.url else []
    return [
        *(f" ({', '.join(traits[:kept])})" for kept in range(len(traits), 0, -1)),
        "",
    ]


def _way_whatsapp(resource: Resource, number: int) -> str:
    """How to reach a result: its link, its lesson, or its number."""
    if resource.kind == LESSON and resource.number is not None:
        return f"Se lee aquí mismo: escribe *LECCIÓN {resource.number}*"
    if resource.kind == ANSWER:
        return f"Escribe *{number}* para leer la respuesta"
    return resource.url


def _without_link_sms(resource: Resource, number: int, before: str, end: str) -> str:
    head = f"{before}{resource.title}{_traits(resource)}"
    way = ""
    if resource.kind == LESSON and resource.number is not None:
        head = f"{before}Leccion {resource.number}: {resource.title}"
        way = f" Escribe LECCION {resource.number}."
    elif resource.kind == ANSWER:
        way = f" Escribe {number} para leerla."
    return sms.whole([f"{head}. {resource.description}{way}{end}", f"{head}.{way}{end}"])
