"""The Spanish words of what a hub is and has; what nobody named yet is kept as it was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext

KINDS = {
    "tambo": "tambo",
    "library": "biblioteca",
    "school": "colegio",
    "university": "universidad",
    "institute": "instituto",
    "telecentre": "telecentro",
    "community_centre": "centro comunitario",
    "municipality": "municipalidad",
    "fab_lab": "laboratorio de fabricación",
    "hub": "centro tecnológico",
}
SERVICES = {
    "internet": "internet",
    "wifi": "wifi",
    "computers": "computadoras",
    "printing": "impresiones",
    "classes": "clases",
    "courses": "cursos",
    "teachers": "profesores",
    "books": "libros",
    "electricity": "electricidad",
}
STATUSES = {
    "open": lazy_gettext("abierto"),
    "closed": lazy_gettext("cerrado"),
    "moved": lazy_gettext("se mudó"),
}
OUTCOMES = {
    "worked": lazy_gettext("sí sirvió"),
    "closed": lazy_gettext("cerrado"),
    "no_internet": lazy_gettext("sin internet"),
}
# What the recommender writes where an editor said nothing.
NO_LICENCE = "not stated"
_LONGEST = 40


def kind_word(code: str) -> str:
    """Return the word of a kind: library -> biblioteca."""
    return KINDS.get(code, code.replace("_", " "))


def kind_code(word: str) -> str:
    """Return the code of a kind as an editor wrote it: Biblioteca -> library."""
    return _code(word, KINDS)


def service_words(codes: Iterable[str]) -> str:
    """Return the words of services, with commas between."""
    return ", ".join(SERVICES.get(code, code.replace("_", " ")) for code in codes)


def service_codes(text: str) -> list[str]:
    """Return the codes of services that an editor wrote with commas or lines between."""
    found = (_code(word, SERVICES) for word in re.split(r"[,;\n]", text))
    return [code for code in dict.fromkeys(found) if code]


def slug(text: str) -> str:
    """Return an id made of a name, Biblioteca Muñoz -> biblioteca-munoz; it may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", _plain(text)).strip("-")[:50].rstrip("-")


def field_name(name: str) -> str:
    """Return what a field of a hub is called."""
    words: dict[str, str] = {
        "name": _("Nombre"),
        "kind": _("Tipo"),
        "latitude": _("Ubicación"),
        "longitude": _("Ubicación"),
        "ubigeo": _("Distrito"),
        "status": _("Estado"),
        "hours": _("Horario"),
        "contact": _("Contacto"),
        "services": _("Servicios"),
        "services_confirmed": _("Servicios"),
        "verified_on": _("Verificado el"),
        "events": _("Eventos"),
        "source": _("Fuente"),
        "licence": _("Fuente"),
    }
    return words.get(name, name)


def _code(word: str, known: dict[str, str]) -> str:
    plain = _plain(word)
    for code, name in known.items():
        if plain in (_plain(name), code.replace("_", " ")):
            return code
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST].rstrip("_")


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", " ".join(text.casefold().split()).replace("_", " "))
    return "".join(char for char in apart if not unicodedata.combining(char))
