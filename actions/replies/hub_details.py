"""One hub in full, and what a tambo is."""

from __future__ import annotations

from actions.records import HubDetails, Register
from actions.replies import sms
from actions.replies.words import day, hub_kind, origin_of_data, place_name, services

TAMBO = "plataforma de servicios del Estado"


def data_note(register: Register) -> str:
    """Say how distances were measured, and from what edition of whose data."""
    return (
        "Distancias en línea recta. Datos de "
        f"{origin_of_data(register.source)} al {day(register.as_of)}."
    )


def details_whatsapp(answer: HubDetails) -> str:
    """One hub in full, with what is not known about it."""
    hub = answer.hub
    spot = f"{hub.latitude:.4f}/{hub.longitude:.4f}"
    marker = f"mlat={hub.latitude:.4f}&mlon={hub.longitude:.4f}"
    verified = f" (revisado el {day(hub.verified_on)})" if hub.verified_on else ""
    if hub.services_confirmed and hub.services:
        known = f"Servicios confirmados{verified}: {services(hub.services)}."
        unknown = "No tengo su horario ni su teléfono: pregunta antes de ir."
    else:
        known = "Servicios no confirmados: no sé si tiene internet o computadoras."
        unknown = (
            "Tampoco tengo su horario ni su teléfono: pregunta en tu municipalidad antes de ir."
        )
    return "\n".join(
        [
            f"*{hub.name}* ({_kind(hub.kind)})",
            place_name(f"{hub.district}, {hub.province}, {hub.department}"),
            f"Mapa: https://www.openstreetmap.org/?{marker}#map=15/{spot}",
            "",
            known,
            unknown,
            data_note(answer.register),
        ]
    )


def details_sms(answer: HubDetails) -> str:
    """One hub by SMS: where it is in words and degrees, and what is not known."""
    hub = answer.hub
    where = place_name(f"{hub.district}, {hub.province}, {hub.department}")
    point = f"{hub.latitude:.4f},{hub.longitude:.4f}"
    if hub.services_confirmed and hub.services:
        known = f"Tiene: {services(hub.services)}."
    else:
        known = "Servicios no confirmados, sin horario ni telefono: pregunta antes de ir."
    return sms.fit(
        [
            f"{hub.name} ({_kind(hub.kind)}): {where}. {point}. {known}",
            f"{hub.name}: {where}. {point}. {known}",
            f"{hub.name}: {hub.district}. {point}. {known}",
        ]
    )


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
