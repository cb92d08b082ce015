"""How figures, dates, directions, places and kinds are said in the language of the turn."""

from __future__ import annotations

import re
from datetime import date

from actions.speech import ENGLISH, _, language, later, ngettext

# What a shared position is called; as the name of a place it is told from all others by this.
PIN = later("tu ubicación")

MONTHS = (
    later("ene"),
    later("feb"),
    later("mar"),
    later("abr"),
    later("may"),
    later("jun"),
    later("jul"),
    later("ago"),
    later("set"),
    later("oct"),
    later("nov"),
    later("dic"),
)

COMPASS = {
    "N": later("al norte"),
    "NE": later("al noreste"),
    "E": later("al este"),
    "SE": later("al sureste"),
    "S": later("al sur"),
    "SW": later("al suroeste"),
    "SO": later("al suroeste"),
    "W": later("al oeste"),
    "O": later("al oeste"),
    "NW": later("al noroeste"),
    "NO": later("al noroeste"),
}

HUB_KINDS = {
    "tambo": later("tambo"),
    "library": later("biblioteca"),
    "school": later("colegio"),
    "university": later("universidad"),
    "institute": later("instituto"),
    "telecentre": later("telecentro"),
    "telecenter": later("telecentro"),
    "community_center": later("centro comunitario"),
    "community_centre": later("centro comunitario"),
    "municipality": later("municipalidad"),
    "fab_lab": later("laboratorio de fabricación"),
    "hub": later("centro tecnológico"),
}

SERVICES = {
    "internet": later("internet"),
    "wifi": later("wifi"),
    "computers": later("computadoras"),
    "printing": later("impresiones"),
    "classes": later("clases"),
    "courses": later("cursos"),
    "teachers": later("profesores"),
    "books": later("libros"),
    "electricity": later("electricidad"),
}

RESOURCE_KINDS = {
    "course": later("curso"),
    "book": later("libro"),
    "video": later("videos"),
    "site": later("página"),
    "website": later("página"),
    "exercise": later("ejercicios"),
    "exercises": later("ejercicios"),
    "tutorial": later("tutorial"),
    "app": later("aplicación"),
    "tool": later("herramienta"),
    "guide": later("guía"),
    "library": later("biblioteca"),
    "platform": later("plataforma"),
    "lesson": later("lección por este chat"),
    "answer": later("respuesta"),
    "section": later("parte de un libro"),
}

LEVELS = {
    "inicial": later("inicial"),
    "basico": later("basico"),
    "intermedio": later("intermedio"),
    "avanzado": later("avanzado"),
}

LANGUAGES = {
    "es": later("en español"),
    "en": later("en inglés"),
    "qu": later("en quechua"),
    "pt": later("en portugués"),
    "ay": later("en aimara"),
}


def kilometres(distance_km: float) -> str:
    """10.84 -> "10.8 km"."""
    return f"{distance_km:.1f} km"


def whole_kilometres(distance_km: float) -> str:
    """30.0 -> "30 km", 7.5 -> "7.5 km"."""
    return f"{distance_km:g} km"


def size(megabytes: float) -> str:
    """What a download takes, roughly: 11.7 -> "unos 12 MB", 0.3 -> "menos de 1 MB"."""
    if megabytes < 1:
        return _("menos de 1 MB")
    if megabytes >= 1000:
        return _("unos {size} GB").format(size=f"{megabytes / 1000:.1f}")
    rounded = round(megabytes, 1 if megabytes < 10 else None)
    return _("unos {size} MB").format(size=f"{rounded:g}")


def count(people: int) -> str:
    """Thousands stand apart from five digits on: 150000 -> "150 000", 1500 -> "1500".

    In English from four on, after a comma: "150,000", "1,500".
    """
    if language() == ENGLISH:
        return f"{people:,}"
    return f"{people:,}".replace(",", " ") if abs(people) >= 10_000 else str(people)


def people(number: int) -> str:
    """1 -> "1 persona"; 150000 -> "150 000 personas"."""
    text = ngettext("{count} persona", "{count} personas", number)
    return text.format(count=count(number))


def direction(compass: str) -> str:
    """NE -> "al noreste"; an unknown point of the compass says nothing."""
    phrase = COMPASS.get(compass.upper())
    return _(phrase) if phrase else ""


def compass_letters(compass: str) -> str:
    """The letters as they are read: west is O in Spanish, and in Quechua, which borrows them."""
    if language() == ENGLISH:
        return compass.upper().replace("O", "W")
    return compass.upper().replace("W", "O")


def day(iso_date: str) -> str:
    """2026-10-01 -> "1 oct 2026"; what is no date comes back as it is."""
    try:
        parsed = date.fromisoformat(iso_date[:10])
    except ValueError:
        return iso_date
    return f"{parsed.day} {_(MONTHS[parsed.month - 1])} {parsed.year}"


def month(iso_date: str) -> str:
    """2026-10-01 -> "oct 2026"."""
    return day(iso_date).split(" ", 1)[-1]


def origin_of_data(source: str) -> str:
    """Name who made the data in a word or two."""
    return "OpenStreetMap" if "openstreetmap" in source.lower() else source


def hub_kind(kind: str) -> str:
    """The word for a kind; one that editors made up is said as they wrote it."""
    return _(HUB_KINDS[kind]) if kind in HUB_KINDS else kind.replace("_", " ")


def resource_kind(kind: str) -> str:
    """The word for a kind of resource, or the kind itself."""
    return _(RESOURCE_KINDS[kind]) if kind in RESOURCE_KINDS else kind


def level(code: str) -> str:
    """The word for a level, as the catalogue of resources names it, or the level itself."""
    return _(LEVELS[code]) if code in LEVELS else code


def other_language(code: str) -> str:
    """In which language something is, such as "en inglés"; empty where it is the reader's."""
    return _(LANGUAGES[code]) if code in LANGUAGES and code != language() else ""


def services(codes: tuple[str, ...]) -> str:
    """("internet", "computers") -> "internet, computadoras"."""
    return ", ".join(
        _(SERVICES[code]) if code in SERVICES else code.replace("_", " ") for code in codes
    )


def place_name(label: str) -> str:
    """Say a label without repeating itself: "Huanta, Huanta, Ayacucho" -> "Huanta, Ayacucho"."""
    if label == PIN:
        return _(PIN)
    parts = [part.strip() for part in label.split(",") if part.strip()]
    kept = [part for at, part in enumerate(parts) if at == 0 or part != parts[at - 1]]
    return ", ".join(kept)


def short_place_name(label: str) -> str:
    """The first name of a label alone."""
    return _(PIN) if label == PIN else label.split(",")[0].strip()


def more_sms(more: bool) -> str:
    """What ends an SMS whose list goes on."""
    return " " + _("MAS") if more else ""


def echo(text: str, limit: int = 30) -> str:
    """What a person typed, short enough to say back, in one line and without markup."""
    line = re.sub(r"\s+", " ", re.sub(r"[*_~`<>{}\[\]]", "", text)).strip()
    return line if len(line) <= limit else line[: limit - 3].rstrip() + "..."
