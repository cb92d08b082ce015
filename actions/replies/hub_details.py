"""One hub in full, and what a tambo is."""

from __future__ import annotations

from actions.records import Hub, HubDetails, Register
from actions.replies import sms
from actions.replies.words import day, hub_kind, origin_of_data, place_name, services

TAMBO = "plataforma de servicios del Estado"
NOT_OPEN = {
    "closed": "Este hub está cerrado.",
    "moved": "Este hub se mudó y todavía no sé adónde.",
}
OTHERS = "Para ver otros escribe *HUBS CERCA DE* y tu distrito."


def data_note(register: Register) -> str:
    """Say how distances were measured, and from what edition of whose data."""
    return (
        "Distancias en línea recta. Datos de "
        f"{origin_of_data(register.source)} al {day(register.as_of)}."
    )


def details_whatsapp(answer: HubDetails) -> str:
    """One hub in full, with what is not known about it."""
    hub = answer.hub
    title = [f"*{hub.name}* ({_kind(hub.kind)})", _where(hub)]
    if hub.status in NOT_OPEN:
        return "\n".join([*title, "", *_not_open(hub), OTHERS])
    spot = f"{hub.latitude:.4f}/{hub.longitude:.4f}"
    marker = f"mlat={hub.latitude:.4f}&mlon={hub.longitude:.4f}"
    verified = f" (revisado el {day(hub.verified_on)})" if hub.verified_on else ""
    confirmed = "Servicios no confirmados: no sé si tiene internet o computadoras."
    if hub.services_confirmed and hub.services:
        confirmed = f"Servicios confirmados{verified}: {services(hub.services)}."
    return "\n".join(
        [
            *title,
            f"Mapa: https://www.openstreetmap.org/?{marker}#map=15/{spot}",
            "",
            confirmed,
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
        return sms.fit([" ".join([*said, OTHERS.replace("*", "")]), " ".join(said)])
    point = f"{hub.latitude:.4f},{hub.longitude:.4f}"
    wanting = " ni ".join(_wanting(hub))
    confirmed = f"Servicios no confirmados{', sin ' + wanting if wanting else ''}: pregunta antes"
    confirmed += " de ir."
    if hub.services_confirmed and hub.services:
        confirmed = f"Tiene: {services(hub.services)}."
    said = [f"{point}.", confirmed]
    for fact in _known(hub):
        if sms.septets(sms.plain(_sms_drafts(hub, [*said, fact])[-1])) <= sms.TWO_SEGMENTS:
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
        return (
            "Un tambo es una plataforma de servicios del Estado en el campo. No se si tiene "
            "internet: no esta confirmado. Escribe HUBS CERCA DE y tu distrito."
        )
    return (
        "Un tambo es una plataforma de servicios del Estado en zonas rurales (Programa Nacional "
        "PAIS).\n"
        "No sé si un tambo tiene internet o computadoras: sus servicios no están confirmados.\n"
        "Para ver los más cercanos escribe *hubs cerca de* y tu distrito."
    )


def _kind(kind: str) -> str:
    return f"tambo: {TAMBO}" if kind == "tambo" else hub_kind(kind)


def _where(hub: Hub) -> str:
    return place_name(f"{hub.district}, {hub.province}, {hub.department}")


def _not_open(hub: Hub) -> list[str]:
    said = [NOT_OPEN[hub.status]]
    if hub.contact:
        said.append(f"Contacto de la institución: {_closed_sentence(hub.contact)}")
    return said


def _known(hub: Hub) -> list[str]:
    """Say the hours, the institution's contact and the next event, as far as they are known."""
    said = []
    if hub.hours:
        said.append(f"Horario: {_closed_sentence(hub.hours)}")
    if hub.contact:
        said.append(f"Contacto de la institución: {_closed_sentence(hub.contact)}")
    for event in hub.events[:1]:
        at = f", {event.time}" if event.time else ""
        said.append(f"Próximo evento: {event.title} ({day(event.date)}{at}).")
    return said


def _closed_sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _wanting(hub: Hub) -> list[str]:
    known = {"horario": hub.hours, "teléfono": hub.contact}
    return [word for word, said in known.items() if not said]


def _unknown(hub: Hub) -> list[str]:
    wanting = " ni su ".join(_wanting(hub))
    if hub.services_confirmed and hub.services:
        return [f"No tengo su {wanting}: pregunta antes de ir."] if wanting else []
    if not wanting:
        return ["Pregunta antes de ir."]
    return [f"Tampoco tengo su {wanting}: pregunta en tu municipalidad antes de ir."]
