"""Coordinates as people type and paste them."""

from __future__ import annotations

import re

from flask_babel import gettext as _

_NUMBER = r"[-+]?\d{1,3}(?:[.,]\d+)?"
_ONE = re.compile(rf"({_NUMBER})°?")
# A comma alone parts two numbers only where it cannot be a decimal comma.
_PAIRS = (
    re.compile(rf"\(?({_NUMBER})°?(?:\s*[;/]\s*|,?\s+|,(?=[-+]))({_NUMBER})°?\)?"),
    re.compile(r"\(?([-+]?\d{1,3}\.\d+),([-+]?\d{1,3}(?:\.\d+)?)\)?"),
)


class NoPosition(ValueError):
    """What was typed is no position in Peru; `field` says where, the message what to do."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def read_position(latitude: str, longitude: str) -> tuple[float, float]:
    """Return degrees from two fields; a pair that was pasted into either is understood."""
    for text in (latitude, longitude):
        pair = _pair(text)
        if pair:
            return _in_order(*pair)
    return _in_order(_degrees("latitude", latitude), _degrees("longitude", longitude))


def _pair(text: str) -> tuple[float, float] | None:
    for pattern in _PAIRS:
        found = pattern.fullmatch(_plain(text))
        if found:
            return _number(found[1]), _number(found[2])
    return None


def _degrees(field: str, text: str) -> float:
    found = _ONE.fullmatch(_plain(text))
    if not text.strip():
        raise NoPosition(field, _("Falta: toca el mapa o escribe los grados, como -13.16."))
    if not found:
        raise NoPosition(field, _("No son grados con decimales, como -13.16."))
    return _number(found[1])


def _in_order(latitude: float, longitude: float) -> tuple[float, float]:
    if latitude > 0 or longitude > 0:
        field = "latitude" if latitude > 0 else "longitude"
        raise NoPosition(field, _("En Perú los dos números llevan el signo menos delante."))
    if latitude < -60 and longitude > -20:
        raise NoPosition(
            "latitude", _("Parece que están al revés: primero va la latitud, de -19 a 0.")
        )
    return latitude, longitude


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _plain(text: str) -> str:
    return text.replace("\u2212", "-").replace("\u2013", "-").strip()
