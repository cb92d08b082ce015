"""What to learn from: a list for WhatsApp, one title and link at a time by SMS."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from actions.replies import sms
from actions.replies.words import echo, level, more_sms, other_language, resource_kind, size
from actions.resources import Resource
from actions.speech import _, later, shares_the_message

# What is offered where nothing was named or found; the second part is what is searched for.
TOPICS = (
    (later("Habilidades digitales"), later("habilidades digitales")),
    (later("Programación"), later("programación")),
    (later("Matemática"), later("matemática")),
    (later("Inglés"), later("inglés")),
    (later("Hacer mi CV"), later("hacer mi curriculum vitae")),
)
TOPICS_SMS = (
    later("digital"),
    later("programacion"),
    later("matematica"),
    later("ingles"),
    later("CV"),
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
        lines += ["", _("Además:"), ""] if results else []
    else:
        first = _("Para aprender *{topic}*:") if start == 1 else _("Más sobre *{topic}*:")
        lines += [first.format(topic=echo(topic)), ""]
    for number, resource in enumerate(results, start):
        lines += [f"{number}. *{echo(resource.title, TITLE_LIMIT)}*{_traits(resource)}"]
        lines += [f"   {echo(resource.description, DESCRIPTION_LIMIT)}"]
        lines += [f"   {way}" for way in (_way_whatsapp(resource, number),) if way]
    if more:
        lines += ["", _("Escribe *MÁS* para ver otros.")]
    return "\n".join(lines)


def result_sms(resource: Resource, more: bool, number: int = 1, lead: str = "") -> str:
    """One result: what it is and how to reach it; no link is cut.

    An answer is given whole where it is the first, and by its number later on.
    """
    end = more_sms(more)
    before = f"{lead} " if lead else ""
    if resource.kind == ANSWER and number == 1:
        # It was asked for, and is worth a third segment.
        answer = sms.plain(resource.answer)
        drafts = (f"{before}{answer}{end}", f"{answer}{end}")
        return next((text for text in drafts if sms.septets(text) <= sms.THREE_SEGMENTS), answer)
    if shares_the_message():
        return _beside_sms(resource, number, lead, more)
    if not resource.url:
        return _without_link_sms(resource, number, before, end)
    link = quote(resource.url, safe=URL_CHARACTERS)
    tail = f": {link}{end}"
    line = sms.plain(f"{before}{resource.title}{_traits(resource)}. {resource.description}")
    if resource.description and sms.septets(f"{line} {link}{end}") <= sms.segment():
        return f"{line} {link}{end}"
    for limit in (sms.segment(), sms.TWO_SEGMENTS):
        room = limit - sms.septets(tail)
        if room >= 20:
            heads = [f"{before}{resource.title}{traits}" for traits in _shorter_traits(resource)]
            fitting = [head for head in map(sms.plain, heads) if sms.septets(head) <= room]
            return (fitting or [sms.shorten(f"{before}{resource.title}", room)])[0] + tail
    without = _("{title}: su enlace no cabe en un SMS, buscalo en internet por su titulo.")
    return sms.plain(without.format(title=sms.shorten(resource.title, TITLE_LIMIT)) + end)


def named_sms(resource: Resource, more: bool, topic: str, text: str) -> str:
    """The text of a result with the topic before it, where it names none and that costs nothing."""
    said = sms.plain(echo(topic))
    if not said or said.lower() in text.lower() or resource.kind == ANSWER:
        return text
    longer = result_sms(resource, more, 1, _("Para {topic}:").format(topic=said))
    fits = said in longer and sms.segments(longer) <= sms.segments(text)
    return longer if fits else text


def resource_whatsapp(resource: Resource) -> str:
    """One resource in full; an answer is all that there is of it."""
    if resource.kind == ANSWER:
        return f"*{resource.title}*\n{resource.answer}"
    facts = [resource_kind(resource.kind)]
    facts += [_("de {author}").format(author=resource.author)] if resource.author else []
    facts += [_("nivel {level}").format(level=level(resource.level))] if resource.level else []
    facts += [other_language(resource.language)] if other_language(resource.language) else []
    facts.append(_("gratis") if resource.free else _("puede tener costo"))
    cost = size(resource.megabytes) if resource.megabytes else ""
    if resource.offline and cost:
        text = _("se puede usar sin internet una vez descargado ({size})")
        facts.append(text.format(size=cost))
    elif resource.offline:
        facts.append(_("se puede usar sin internet una vez descargado"))
    elif cost:
        facts.append(_("gasta {size}").format(size=cost))
    lines = [f"*{resource.title}*", resource.description, "", ", ".join(facts) + "."]
    return "\n".join([*lines, *([resource.url] if resource.url else [])])


def nothing_of_the_kind(topic: str, only: str, channel: str) -> str:
    """The words before results that are no lessons, or need internet, where that was wished for."""
    if only == LESSON:
        if channel == "sms":
            return _("Aun no hay esa leccion. Puedes ver:")
        text = _("Todavía no tengo una lección sobre *{topic}*. Te puede servir:")
        return text.format(topic=echo(topic))
    if channel == "sms":
        return _("Sin internet no halle nada; esto lo necesita:")
    text = _("No encontré nada sobre *{topic}* que sirva sin internet. Esto sí lo necesita:")
    return text.format(topic=echo(topic))


def nothing_found(topic: str, channel: str) -> str:
    """Say so, offer what there is, and say who will see the question."""
    if channel == "sms":
        return _(
            "No encontre nada sobre {topic}. Lo anote para los editores. Elige: {topics}"
        ).format(topic=sms.shorten(echo(topic), 30), topics=_numbered(brief=True))
    nothing = _("No encontré nada sobre *{topic}*. Anoté tu pregunta para los editores.")
    return "\n".join(
        [
            nothing.format(topic=echo(topic)),
            _("Mientras, puedes elegir un tema con su número:"),
            _numbered(),
        ]
    )


def which_topic(channel: str) -> str:
    """Ask what to learn, with choices."""
    if channel == "sms":
        text = _("Que quieres aprender? Escribe el tema o un numero: {topics}")
        return text.format(topics=_numbered(brief=True))
    return _("¿Qué quieres aprender? Escribe el tema o elige un número:") + f"\n{_numbered()}"


def no_more(topic: str, channel: str) -> str:
    """The list has come to its end."""
    if channel == "sms":
        text = _("No tengo mas sobre {topic}. Escribe APRENDER y otro tema.")
        return text.format(topic=sms.shorten(echo(topic), 40))
    text = _("No tengo más sobre *{topic}*. Escribe *aprender* y otro tema.")
    return text.format(topic=echo(topic))


def called(query: str) -> str:
    """What is searched for as it is said back: one of TOPICS in the language of the turn."""
    return _(query) if any(query == searched for _name, searched in TOPICS) else query


def _numbered(*, brief: bool = False) -> str:
    if brief:
        return ", ".join(f"{number} {_(name)}" for number, name in enumerate(TOPICS_SMS, 1))
    return "\n".join(f"{number}. {_(topic[0])}" for number, topic in enumerate(TOPICS, 1))


def _traits(resource: Resource) -> str:
    return _shorter_traits(resource)[0]


def _shorter_traits(resource: Resource) -> list[str]:
    """What to know before opening it, from all to nothing: first what costs money goes last."""
    traits = [other_language(resource.language)] if other_language(resource.language) else []
    traits += [] if resource.free else [_("puede tener costo")]
    traits += [size(resource.megabytes)] if resource.megabytes else []
    # A lesson or an answer has no need of internet: it is read here.
    traits += [_("descargado sirve sin internet")] if resource.offline and resource.url else []
    return [
        *(f" ({', '.join(traits[:kept])})" for kept in range(len(traits), 0, -1)),
        "",
    ]


def _way_whatsapp(resource: Resource, number: int) -> str:
    """How to reach a result: its link, its lesson, or its number."""
    if resource.kind == LESSON and resource.number is not None:
        return _("Se lee aquí mismo: escribe *LECCIÓN {number}*").format(number=resource.number)
    if resource.kind == ANSWER:
        return _("Escribe *{number}* para leer la respuesta").format(number=number)
    return resource.url


def _beside_sms(resource: Resource, number: int, lead: str, more: bool) -> str:
    """As `result_sms` where another language shares the message: title and link are said once."""
    link = quote(resource.url, safe=URL_CHARACTERS) if resource.url else ""
    way = ""
    if not link and resource.kind == LESSON and resource.number is not None:
        way = _("Escribe LECCION {number}.").format(number=resource.number)
    elif not link and resource.kind == ANSWER:
        way = _("Escribe {number} para leerla.").format(number=number)
    owns = [
        " ".join(part for part in (lead, f"{traits.strip()}.".lstrip("."), way) if part)
        + more_sms(more)
        for traits in _shorter_traits(resource)
    ]
    return sms.beside(f"{resource.title}: {link}" if link else f"{resource.title}.", owns)


def _without_link_sms(resource: Resource, number: int, before: str, end: str) -> str:
    head = f"{before}{resource.title}{_traits(resource)}"
    way = ""
    if resource.kind == LESSON and resource.number is not None:
        name = _("Leccion {number}: {title}")
        head = before + name.format(number=resource.number, title=resource.title)
        way = " " + _("Escribe LECCION {number}.").format(number=resource.number)
    elif resource.kind == ANSWER:
        way = " " + _("Escribe {number} para leerla.").format(number=number)
    return sms.whole([f"{head}. {resource.description}{way}{end}", f"{head}.{way}{end}"])
