"""Asking back for a place: none named, several of one name, none found, outside the country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from actions.replies import sms
from actions.replies.words import COMPASS, echo
from actions.speech import _, later

Reason = Literal["missing", "ambiguous", "none", "outside", "no_pin", "no_choice"]


def ask(reason: Reason, query: str, choices: Sequence[str], use: str, channel: str) -> str:
    """Ask for a place; `choices` are lines that tell places of one name apart."""
    if reason in ("ambiguous", "no_choice"):
        if channel == "sms":
            return _which_sms(reason, query, choices)
        return _which_whatsapp(reason, query, choices)
    if reason == "missing" and use == "region":
        wanted = _REGION_SMS if channel == "sms" else _REGION
        return _(wanted)
    if channel == "sms":
        name = sms.shorten(echo(query), 30)
        return _(_SMS[reason]).format(query=name, what=_what(use, brief=True))
    return _(_WHATSAPP[reason]).format(query=echo(query), what=_what(use))


_WHATSAPP = {
    "missing": later(
        "¿{what} Escribe el distrito y la provincia, por ejemplo: *Luricocha, Huanta*. También "
        "puedes enviarme tu ubicación (clip > Ubicación)."
    ),
    "none": later(
        "No encontré *{query}*. Escribe el distrito y la provincia, por ejemplo: *Luricocha, "
        "Huanta*. También puedes enviarme tu ubicación (clip > Ubicación)."
    ),
    "outside": later(
        "Ese punto queda fuera del Perú y solo conozco lugares del Perú. Escribe un distrito y su "
        "provincia, por ejemplo: *Luricocha, Huanta*."
    ),
    "no_pin": later(
        "Tu ubicación todavía no me llegó. En WhatsApp toca el clip, luego *Ubicación* y *Enviar "
        "tu ubicación actual*. O escribe tu distrito y provincia."
    ),
}
_SMS = {
    "missing": later("{what} Escribe el distrito y la provincia, por ejemplo: LURICOCHA, HUANTA"),
    "none": later(
        "No encontre {query}. Escribe el distrito y la provincia, por ejemplo: LURICOCHA, HUANTA"
    ),
    "outside": later(
        "Ese punto queda fuera del Peru. Escribe un distrito y su provincia, por ejemplo: "
        "LURICOCHA, HUANTA"
    ),
    "no_pin": later(
        "Por SMS no me llega tu ubicacion. Escribe tu distrito y provincia, por ejemplo: "
        "LURICOCHA, HUANTA"
    ),
}
_REGION = later(
    "¿Para qué región o provincia? Escribe la provincia o el departamento, por ejemplo: *Huanta*, "
    "o *Ayacucho*."
)
_REGION_SMS = later(
    "Para que region o provincia? Escribe la provincia o el departamento, por ejemplo: HUANTA, o "
    "AYACUCHO"
)
DEPARTMENT = later("departamento")
# How the place search tells namesakes apart, as it begins; in the shorter form by SMS.
_BEGINNINGS = (
    (
        "provincia del departamento de ",
        later("provincia del departamento de {where}"),
        later("provincia en {where}"),
    ),
    (
        "distrito de la provincia de ",
        later("distrito de la provincia de {where}"),
        later("distrito en {where}"),
    ),
    (
        "centro poblado del distrito de ",
        later("centro poblado del distrito de {where}"),
        later("pueblo en {where}"),
    ),
    ("centro poblado de ", later("centro poblado de {where}"), later("pueblo en {where}")),
)


_FROM_THE_SEAT = re.compile(r", a ([\d.]+) km (al \w+) de la capital del distrito$")


def _which_whatsapp(reason: Reason, query: str, choices: Sequence[str]) -> str:
    head = (
        _("Hay varios lugares llamados *{query}*. ¿Cuál es?").format(query=echo(query))
        if reason == "ambiguous"
        else _("Elige un número del 1 al {last}:").format(last=len(choices))
    )
    numbered = [f"{number}. {_said(choice)}" for number, choice in enumerate(choices, 1)]
    return "\n".join([head, *numbered, _("Escribe el número, o el distrito y la provincia.")])


def _which_sms(reason: Reason, query: str, choices: Sequence[str]) -> str:
    name = sms.shorten(echo(query), 24)
    head = _("Cual {name}?").format(name=name) if reason == "ambiguous" else _("Elige un numero.")
    full = " ".join(f"{number} {_said(choice)}." for number, choice in enumerate(choices, 1))
    brief = " ".join(f"{number} {_brief(choice)}." for number, choice in enumerate(choices, 1))
    end = _("Responde con el numero")
    return sms.fit([f"{head} {full} {end}", f"{head} {brief} {end}", f"{head} {brief}", brief])


def _brief(choice: str) -> str:
    """A choice in about 60 septets, four of which two segments hold."""
    return sms.shorten(_said(choice, brief=True), 60)


def _said(choice: str, *, brief: bool = False) -> str:
    """A choice in the language of the turn; the place search tells namesakes apart in Spanish."""
    name, colon, kind = choice.rpartition(": ")
    if kind == DEPARTMENT:
        return name + colon + _(DEPARTMENT)
    for beginning, full, short in _BEGINNINGS:
        if kind.startswith(beginning):
            where = _from_the_seat(kind[len(beginning) :])
            return name + colon + _(short if brief else full).format(where=where)
    return choice


def _from_the_seat(where: str) -> str:
    found = _FROM_THE_SEAT.search(where)
    if not found or found[2] not in COMPASS.values():
        return where
    text = _(", a {km} km {towards} de la capital del distrito")
    return where[: found.start()] + text.format(km=found[1], towards=_(found[2]))


def _what(use: str, *, brief: bool = False) -> str:
    if use == "region":
        return _("Para que region o provincia?") if brief else _("Para qué región o provincia?")
    return _("Cerca de que lugar?") if brief else _("Cerca de qué lugar?")
