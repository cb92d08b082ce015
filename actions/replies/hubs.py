"""Hubs near a place: the list, and the one that lies too far."""

from __future__ import annotations

from collections.abc import Sequence

from actions.records import NearestHubs, NearHub, Register
from actions.replies import sms
from actions.replies.hub_details import data_note
from actions.replies.words import (
    compass_letters,
    direction,
    hub_kind,
    kilometres,
    month,
    more_sms,
    origin_of_data,
    place_name,
    services,
    short_place_name,
    whole_kilometres,
)
from actions.speech import _, later

# The heading of an SMS list, from the fullest to the shortest, of tambos alone and of any hubs.
TAMBOS_SMS = (
    later("Tambos cerca de {near} (km en linea recta): {items}{unconfirmed} ({note})."),
    later("Tambos cerca de {near} (km linea recta): {items}{unconfirmed} ({note})."),
    later("Tambos {near}, km linea recta: {items}{unconfirmed}, {note}."),
)
HUBS_SMS = (
    later("Hubs cerca de {near} (km en linea recta): {items}{unconfirmed} ({note})."),
    later("Hubs cerca de {near} (km linea recta): {items}{unconfirmed} ({note})."),
    later("Hubs {near}, km linea recta: {items}{unconfirmed}, {note}."),
)
UNCONFIRMED_SMS = later(". Servicios no confirmados")


def nearest_whatsapp(answer: NearestHubs, near: str, start: int = 1) -> str:
    """List one page of hubs; `near` is the place's label, `start` the number of the first."""
    lines = [_heading(answer.hubs, near, start), ""]
    for number, hub in enumerate(answer.hubs, start):
        lines += [_whatsapp_line(number, hub), f"   {_where(hub)}"]
    lines += ["", *_what_they_are(answer.hubs), data_note(answer.register)]
    lines.append(
        _("Escribe un número para saber más, o *MÁS* para ver los siguientes.")
        if answer.next_offset is not None
        else _("Escribe un número para saber más.")
    )
    return "\n".join(lines)


def nearest_sms(answer: NearestHubs, near: str, start: int = 1) -> tuple[str, int]:
    """Return the text and how many hubs it holds: as many of the page as fit one segment."""
    text, shown = "", 0
    for shown in range(len(answer.hubs), 0, -1):
        more = shown < len(answer.hubs) or answer.next_offset is not None
        text = sms.fit(_sms_drafts(answer, near, start, shown, more))
        if sms.septets(text) <= sms.segment():
            break
    return text, shown


def far_whatsapp(answer: NearestHubs, near: str, limit_km: float) -> str:
    """Nothing lies within `limit_km`: the nearest all the same, and what works without one."""
    hub = answer.hubs[0]
    none = _("No hay un hub cerca de {near}: ninguno a menos de {limit}.")
    nearest = _("El más cercano es *{name}*, a {distance} en línea recta ({where}).")
    return "\n".join(
        [
            none.format(near=_bold(near), limit=whole_kilometres(limit_km)),
            nearest.format(name=hub.name, distance=_distance(hub), where=_where(hub)),
            "",
            *_what_they_are(answer.hubs[:1]),
            data_note(answer.register),
            "",
            _("Sin un hub cerca igual puedes:"),
            _("- aprender gratis por este chat: escribe *aprender python*"),
            _("- preguntar en tu colegio, biblioteca o municipalidad si prestan computadoras"),
            _("Escribe *1* para saber más de ese hub."),
        ]
    )


def far_sms(answer: NearestHubs, near: str, limit_km: float) -> str:
    """As `far_whatsapp`, in one segment where the names allow it."""
    hub = answer.hubs[0]
    fact = _(
        "No hay hub a menos de {limit} de {near}. El mas cercano: {name}, {distance} {towards} en "
        "linea recta"
    ).format(
        limit=whole_kilometres(limit_km),
        near=_short(near),
        name=hub.name,
        distance=kilometres(hub.distance_km),
        towards=compass_letters(hub.compass),
    )
    unconfirmed = "" if hub.services_confirmed else _(", servicios no confirmados")
    edition = f" ({_edition(answer.register)})"
    python, excel = _("Sin hub: escribe APRENDER PYTHON"), _("Escribe APRENDER EXCEL")
    return sms.fit(
        [
            f"{fact}{unconfirmed}{edition}. {python}",
            f"{fact}{unconfirmed}{edition}. {excel}",
            f"{fact}{unconfirmed}. {excel}",
        ]
    )


def no_hubs(channel: str) -> str:
    """The register is empty, or the list has come to its end."""
    if channel == "sms":
        return _("No hay mas hubs en el registro. Para aprender gratis escribe APRENDER y un tema.")
    return _("No hay más hubs en el registro. Para aprender gratis escribe *aprender* y un tema.")


def _heading(hubs: Sequence[NearHub], near: str, start: int) -> str:
    if start > 1:
        text = _("Siguen, cerca de {near}:")
    elif len(hubs) == 1:
        text = _("El hub más cercano a {near}:")
    elif _all_tambos(hubs):
        text = _("Los {count} tambos más cerca de {near}:")
    else:
        text = _("Los {count} hubs más cerca de {near}:")
    return text.format(count=len(hubs), near=_bold(near))


def _whatsapp_line(number: int, hub: NearHub) -> str:
    line = f"{number}. *{hub.name}*: {_distance(hub)}"
    if hub.kind == "tambo" and not hub.services_confirmed:
        return line
    known = services(hub.services) if hub.services_confirmed else _("servicios no confirmados")
    return f"{line} ({'; '.join(part for part in (hub_kind(hub.kind), known) if part)})"


def _what_they_are(hubs: Sequence[NearHub]) -> list[str]:
    if not any(hub.kind == "tambo" for hub in hubs):
        return []
    if all(hub.services_confirmed for hub in hubs if hub.kind == "tambo"):
        return [_("Un tambo es una plataforma de servicios del Estado.")]
    return [
        _(
            "Un tambo es una plataforma de servicios del Estado, con servicios no confirmados: "
            "pregunta antes de ir si hay internet o computadoras."
        )
    ]


def _sms_drafts(answer: NearestHubs, near: str, start: int, shown: int, more: bool) -> list[str]:
    hubs = answer.hubs[:shown]
    tambos = _all_tambos(hubs)
    confirmed = all(hub.services_confirmed for hub in hubs)
    parts = {
        "near": _short(near),
        "items": ", ".join(_sms_item(at, hub, tambos) for at, hub in enumerate(hubs, start)),
        "unconfirmed": "" if confirmed else _(UNCONFIRMED_SMS),
        "note": _edition(answer.register),
    }
    drafts = TAMBOS_SMS if tambos else HUBS_SMS
    return [_(draft).format(**parts) + more_sms(more) for draft in drafts]


def _sms_item(number: int, hub: NearHub, tambos: bool) -> str:
    name = hub.name
    if tambos:
        name = name.removeprefix("Tambo ")
    elif hub.kind != "tambo":
        name = f"{name} ({hub_kind(hub.kind)})"
    return f"{number} {name} {hub.distance_km:.1f} {compass_letters(hub.compass)}"


def _edition(register: Register) -> str:
    source = origin_of_data(register.source).replace("OpenStreetMap", "OSM")
    return f"{sms.shorten(source, 20)} {month(register.as_of)}"


def _distance(hub: NearHub) -> str:
    return f"{kilometres(hub.distance_km)} {direction(hub.compass)}".rstrip()


def _where(hub: NearHub) -> str:
    return place_name(f"{hub.district}, {hub.province}, {hub.department}")


def _all_tambos(hubs: Sequence[NearHub]) -> bool:
    return bool(hubs) and all(hub.kind == "tambo" for hub in hubs)


def _bold(near: str) -> str:
    return f"*{place_name(near)}*"


def _short(near: str) -> str:
    return sms.shorten(short_place_name(near), 24)
