"""What to learn from: a list for WhatsApp, one title and link at a time by SMS."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from actions.records import Resource
from actions.replies import sms
from actions.replies.words import LANGUAGES, RESOURCE_KINDS, echo

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


def results_whatsapp(results: Sequence[Resource], topic: str, start: int, more: bool) -> str:
    """Title, one line and link of each."""
    first = f"Para aprender *{echo(topic)}*:" if start == 1 else f"Más sobre *{echo(topic)}*:"
    lines = [first, ""]
    for number, resource in enumerate(results, start):
        lines += [f"{number}. *{echo(resource.title, TITLE_LIMIT)}*{_traits(resource)}"]
        lines += [f"   {echo(resource.description, DESCRIPTION_LIMIT)}", f"   {resource.url}"]
    if more:
        lines += ["", "Escribe *MÁS* para ver otros."]
    return "\n".join(lines)


def result_sms(resource: Resource, more: bool) -> str:
    """One title and link, with its one line where a single segment holds it; no link is cut."""
    end = " MAS" if more else ""
    link = quote(resource.url, safe=URL_CHARACTERS)
    line = sms.plain(f"{resource.title}{_traits(resource)}. {resource.description}".strip())
    if resource.description and sms.septets(f"{line} {link}{end}") <= sms.SEGMENT:
        return f"{line} {link}{end}"
    for limit in (sms.SEGMENT, sms.TWO_SEGMENTS):
        room = limit - sms.septets(f": {link}{end}")
        if room >= 20:
            traits = sms.plain(_traits(resource))
            title = sms.plain(resource.title)
            if sms.septets(title + traits) > room:
                traits = ""
            return f"{sms.shorten(title, room - len(traits))}{traits}: {link}{end}"
    title = sms.shorten(resource.title, TITLE_LIMIT)
    return sms.plain(
        f"{title}: su enlace no cabe en un SMS, buscalo en internet por su titulo.{end}"
    )


def resource_whatsapp(resource: Resource) -> str:
    """One resource in full."""
    facts = [RESOURCE_KINDS.get(resource.kind, resource.kind)]
    facts += [f"de {resource.author}"] if resource.author else []
    facts += [f"nivel {resource.level}"] if resource.level else []
    facts += [LANGUAGES[resource.language]] if resource.language in LANGUAGES else []
    facts.append("gratis" if resource.free else "puede tener costo")
    if resource.offline:
        size = f" ({resource.megabytes:g} MB)" if resource.megabytes else ""
        facts.append(f"se puede usar sin internet una vez descargado{size}")
    return "\n".join(
        [f"*{resource.title}*", resource.description, "", ", ".join(facts) + ".", resource.url]
    )


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
    traits = [LANGUAGES[resource.language]] if resource.language in LANGUAGES else []
    traits += [] if resource.free else ["puede tener costo"]
    return f" ({', '.join(traits)})" if traits else ""
