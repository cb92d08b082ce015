"""One hub in full, and what a tambo is."""

from __future__ import annotations

from actions.records import Hub, HubDetails, Register
from actions.replies import sms
from actions.replies.words import day, hub_kind, origin_of_data, place_name, services
from actions.speech import _, later, shares_the_message

TAMBO = later("tambo: plataforma de servicios del Estado")
NOT_OPEN = {
    "closed": later("Este hub está cerrado."),
    "moved": later("Este hub se mudó y todavía no sé adónde."),
}
OTHERS = later("Para ver otros escribe *HUBS CERCA DE* y tu distrito.")
# What is said of hours and telephone that nobody knows: where the services are confirmed, and where
# they are not known either.
NO_HOURS = (
    later("No tengo su horario: pregunta antes de ir."),
    later("Tampoco tengo su horario: pregunta en tu municipalidad antes de ir."),
)
NO_PHONE = (
    later("No tengo su teléfono: pregunta antes de ir."),
    later("Tampoco tengo su teléfono: pregunta en tu municipalidad antes de ir."),
)
NEITHER = (
    later("No tengo su horario ni su teléfono: pregunta antes de ir."),
    later("Tampoco tengo su horario ni su teléfono: pregunta en tu municipalidad antes de ir."),
)


def data_note(register: Register) -> str:
    """Say how distances were measured, and from what edition of whose data."""
    return _("Distancias en línea recta. Datos de {source} al {day}.").format(
        source=origin_of_data(register.source), day=day(register.as_of)
    )


def details_whatsapp(answer: HubDetails) -> str:
    """One hub in full, with what is not known about it."""
    hub = answer.hub
    title = [f"*{hub.name}* ({_kind(hub.kind)})", _where(hub)]
    if hub.status in NOT_OPEN:
        return "\n".join([*title, "", *_not_open(hub), _(OTHERS)])
    spot = f"{hub.latitude:.4f}/{hub.longitude:.4f}"
    marker = f"mlat={hub.latitude:.4f}&mlon={hub.longitude:.4f}"
    return "\n".join(
        [
            *title,
            _("Mapa: {url}").format(url=f"https://www.openstreetmap.org/?{marker}#map=15/{spot}"),
            "",
            _confirmed(hub),
            *_known(hub),
            *_unknown(hub),
            data_note(answer.register),
        ]
    )


def details_sms(answer: HubDetails) -> str:
    """One hub by SMS: where it is in words and degrees, what is known of it and what is not.

    Two segments hold the hours, the contact and the next event as far as there is room for them.
    """
    hub = answer.hub
    if hub.status in NOT_OPEN:
        said = [f"{hub.name}: {_where(hub)}.", *_not_open(hub)]
        return sms.fit([" ".join([*said, _(OTHERS).replace("*", "")]), " ".join(said)])
    point = f"{hub.latitude:.4f},{hub.longitude:.4f}"
    if shares_the_message():
        facts = [_confirmed_sms(hub), *_known(hub)]
        owns = [" ".join(facts[:kept]) for kept in range(len(facts), 0, -1)]
        return sms.beside(f"{hub.name}: {_where(hub)}. {point}.", owns)
    said = [f"{point}.", _confirmed_sms(hub)]
    for fact in _known(hub):
        if sms.septets(sms.plain(_sms_drafts(hub, [*said, fact])[-1])) <= sms.two_segments():
            said.append(fact)
    return sms.fit(_sms_drafts(hub, said))


def _sms_drafts(hub: Hub, said: list[str]) -> list[str]:
    rest = " ".join(said)
    return [
        f"{hub.name} ({_kind(hub.kind)}): {_where(hub)}. {rest}",
        f"{hub.name}: {_where(hub)}. {rest}",
        f"{hub.name}: {hub.district}. {rest}",
    ]


def what_is_a_tambo(channel: str) -> str:
    """Say what a tambo is, and what nobody has confirmed about it."""
    if channel == "sms":
        return _(
            "Un tambo es una plataforma de servicios del Estado en el campo. No se si tiene "
            "internet: no esta confirmado. Escribe HUBS CERCA DE y tu distrito."
        )
    return _(
        "Un tambo es una plataforma de servicios del Estado en zonas rurales (Programa Nacional "
        "PAIS).\n"
        "No sé si un tambo tiene internet o computadoras: sus servicios no están confirmados.\n"
        "Para ver los más cercanos escribe *hubs cerca de* y tu distrito."
    )


def _kind(kind: str) -> str:
    return _(TAMBO) if kind == "tambo" else hub_kind(kind)


def _where(hub: Hub) -> str:
    return place_name(f"{hub.district}, {hub.province}, {hub.department}")


def _not_open(hub: Hub) -> list[str]:
    return [_(NOT_OPEN[hub.status]), *([_contact(hub)] if hub.contact else [])]


def _known(hub: Hub) -> list[str]:
    """Say the hours, the institution's contact and the next event, as far as they are known."""
    said = []
    if hub.hours:
        said.append(_("Horario: {hours}").format(hours=_closed_sentence(hub.hours)))
    if hub.contact:
        said.append(_contact(hub))
    for event in hub.events[:1]:
        at = f"{day(event.date)}, {event.time}" if event.time else day(event.date)
        said.append(_("Próximo evento: {title} ({at}).").format(title=event.title, at=at))
    return said


def _contact(hub: Hub) -> str:
    return _("Contacto de la institución: {contact}").format(contact=_closed_sentence(hub.contact))


def _closed_sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _confirmed(hub: Hub) -> str:
    if not (hub.services_confirmed and hub.services):
        return _("Servicios no confirmados: no sé si tiene internet o computadoras.")
    known = services(hub.services)
    if not hub.verified_on:
        return _("Servicios confirmados: {services}.").format(services=known)
    return _("Servicios confirmados (revisado el {day}): {services}.").format(
        day=day(hub.verified_on), services=known
    )


def _confirmed_sms(hub: Hub) -> str:
    if hub.services_confirmed and hub.services:
        return _("Tiene: {services}.").format(services=services(hub.services))
    if hub.hours and hub.contact:
        return _("Servicios no confirmados: pregunta antes de ir.")
    if hub.hours:
        return _("Servicios no confirmados, sin teléfono: pregunta antes de ir.")
    if hub.contact:
        return _("Servicios no confirmados, sin horario: pregunta antes de ir.")
    return _("Servicios no confirmados, sin horario ni teléfono: pregunta antes de ir.")


def _unknown(hub: Hub) -> list[str]:
    """Say which of hours and contact nobody knows."""
    confirmed = bool(hub.services_confirmed and hub.services)
    if hub.hours and hub.contact:
        return [] if confirmed else [_("Pregunta antes de ir.")]
    if not hub.hours and not hub.contact:
        alone, besides = NEITHER
    else:
        alone, besides = NO_PHONE if hub.hours else NO_HOURS
    return [_(alone) if confirmed else _(besides)]
