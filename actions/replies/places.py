"""Asking back for a place: none named, several of one name, none found, outside the country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from actions.replies import sms
from actions.replies.words import echo

Reason = Literal["missing", "ambiguous", "none", "outside", "no_pin", "no_choice"]


def ask(reason: Reason, query: str, choices: Sequence[str], use: str, channel: str) -> str:
    """Ask for a place; `choices` are lines that tell places of one name apart."""
    if reason in ("ambiguous", "no_choice"):
        if channel == "sms":
            return _which_sms(reason, query, choices)
        return _which_whatsapp(reason, query, choices)
    if channel == "sms":
        return _SMS[reason].format(query=sms.shorten(echo(query), 30), what=_what(use, brief=True))
    return _WHATSAPP[reason].format(query=echo(query), what=_what(use))


_WHATSAPP = {
    "missing": "¿{what} Escribe el distrito y la provincia, por ejemplo: *Luricocha, Huanta*. "
    "También puedes enviarme tu ubicación (clip > Ubicación).",
    "none": "No encontré *{query}*. Escribe el distrito y la provincia, por ejemplo: "
    "*Luricocha, Huanta*. También puedes enviarme tu ubicación (clip > Ubicación).",
    "outside": "Ese punto queda fuera del Perú y solo conozco lugares del Perú. Escribe un "
    "distrito y su provincia, por ejemplo: *Luricocha, Huanta*.",
    "no_pin": "Tu ubicación todavía no me llegó. En WhatsApp toca el clip, luego *Ubicación* y "
    "*Enviar tu ubicación actual*. O escribe tu distrito y provincia.",
}
_SMS = {
    "missing": "{what} Escribe el distrito y la provincia, por ejemplo: LURICOCHA, HUANTA",
    "none": "No encontre {query}. Escribe el distrito y la provincia, por ejemplo: "
    "LURICOCHA, HUANTA",
    "outside": "Ese punto queda fuera del Peru. Escribe un distrito y su provincia, por ejemplo: "
    "LURICOCHA, HUANTA",
    "no_pin": "Por SMS no me llega tu ubicacion. Escribe tu distrito y provincia, por ejemplo: "
    "LURICOCHA, HUANTA",
}


_SHORTER = (
    ("distrito de la provincia de ", "distrito en "),
    ("centro poblado del distrito de ", "pueblo en "),
    ("centro poblado de ", "pueblo en "),
    ("provincia del departamento de ", "provincia en "),
)


def _which_whatsapp(reason: Reason, query: str, choices: Sequence[str]) -> str:
    head = (
        f"Hay varios lugares llamados *{echo(query)}*. ¿Cuál es?"
        if reason == "ambiguous"
        else f"Elige un número del 1 al {len(choices)}:"
    )
    numbered = [f"{number}. {choice}" for number, choice in enumerate(choices, 1)]
    return "\n".join([head, *numbered, "Escribe el número, o el distrito y la provincia."])


def _which_sms(reason: Reason, query: str, choices: Sequence[str]) -> str:
    name = sms.shorten(echo(query), 24)
    head = f"Cual {name}?" if reason == "ambiguous" else "Elige un numero."
    full = " ".join(f"{number} {choice}." for number, choice in enumerate(choices, 1))
    brief = " ".join(f"{number} {_brief(choice)}." for number, choice in enumerate(choices, 1))
    end = "Responde con el numero"
    return sms.fit([f"{head} {full} {end}", f"{head} {brief} {end}", f"{head} {brief}", brief])


def _brief(choice: str) -> str:
    """A choice in about 60 septets, four of which two segments hold."""
    for long, short in _SHORTER:
        choice = choice.replace(long, short)
    return sms.shorten(choice, 60)


def _what(use: str, *, brief: bool = False) -> str:
    if use == "region":
        return "Para que region o provincia?" if brief else "Para qué región o provincia?"
    return "Cerca de que lugar?" if brief else "Cerca de qué lugar?"
