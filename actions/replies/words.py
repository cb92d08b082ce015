"""How figures, dates, directions, places and kinds are said in the Spanish of Peru."""

from __future__ import annotations

import re
from datetime import date

MONTHS = "ene feb mar abr may jun jul ago set oct nov dic".split()

COMPASS = {
    "N": "norte",
    "NE": "noreste",
    "E": "este",
    "SE": "sureste",
    "S": "sur",
    "SW": "suroeste",
    "SO": "suroeste",
    "W": "oeste",
    "O": "oeste",
    "NW": "noroeste",
    "NO": "noroeste",
}

HUB_KINDS = {
    "tambo": "tambo",
    "library": "biblioteca",
    "school": "colegio",
    "university": "universidad",
    "institute": "instituto",
    "telecentre": "telecentro",
    "telecenter": "telecentro",
    "community_center": "centro comunitario",
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

RESOURCE_KINDS = {
    "course": "curso",
    "book": "libro",
    "video": "videos",
    "site": "página",
    "website": "página",
    "exercise": "ejercicios",
    "exercises": "ejercicios",
    "tutorial": "tutorial",
    "app": "aplicación",
    "tool": "herramienta",
    "guide": "guía",
    "library": "biblioteca",
    "platform": "plataforma",
    "lesson": "lección por este chat",
    "answer": "respuesta",
    "section": "parte de un libro",
}

LANGUAGES = {"en": "en inglés", "qu": "en quechua", "pt": "en portugués", "ay": "en aimara"}


def kilometres(distance_km: float) -> str:
    """10.84 -> "10.8 km"."""
    return f"{distance_km:.1f} km"


def whole_kilometres(distance_km: float) -> str:
    """30.0 -> "30 km", 7.5 -> "7.5 km"."""
    return f"{distance_km:g} km"


def size(megabytes: float) -> str:
    """What a download takes, roughly: 11.7 -> "unos 12 MB", 0.3 -> "menos de 1 MB"."""
    if megabytes < 1:
        return "menos de 1 MB"
    if megabytes >= 1000:
        return f"unos {megabytes / 1000:.1f} GB"
    return f"unos {round(megabytes, 1 if megabytes < 10 else None):g} MB"


def count(people: int) -> str:
    """Thousands stand apart from five digits on: 150000 -> "150 000", 1500 -> "1500"."""
    return f"{people:,}".replace(",", " ") if abs(people) >= 10_000 else str(people)


def people(number: int) -> str:
    """1 -> "1 persona"; 150000 -> "150 000 personas"."""
    return f"{count(number)} persona" if number == 1 else f"{count(number)} personas"


def direction(compass: str) -> str:
    """NE -> "al noreste"; an unknown point of the compass says nothing."""
    word = COMPASS.get(compass.upper())
    return f"al {word}" if word else ""


def compass_letters(compass: str) -> str:
    """The Spanish letters: W is O in Spanish."""
    return compass.upper().replace("W", "O")


def day(iso_date: str) -> str:
    """2026-10-01 -> "1 oct 2026"; what is no date comes back as it is."""
    try:
        parsed = date.fromisoformat(iso_date[:10])
    except ValueError:
        return iso_date
    return f"{parsed.day} {MONTHS[parsed.month - 1]} {parsed.year}"


def month(iso_date: str) -> str:
    """2026-10-01 -> "oct 2026"."""
    return day(iso_date).split(" ", 1)[-1]


def origin_of_data(source: str) -> str:
    """Name who made the data in a word or two."""
    return "OpenStreetMap" if "openstreetmap" in source.lower() else source


def hub_kind(kind: str) -> str:
    """The Spanish word of a kind; one that editors made up is said as they wrote it."""
    return HUB_KINDS.get(kind, kind.replace("_", " "))


def services(codes: tuple[str, ...]) -> str:
    """("internet", "computers") -> "internet, computadoras"."""
    return ", ".join(SERVICES.get(code, code.replace("_", " ")) for code in codes)


def place_name(label: str) -> str:
    """Say a label without repeating itself: "Huanta, Huanta, Ayacucho" -> "Huanta, Ayacucho"."""
    parts = [part.strip() for part in label.split(",") if part.strip()]
    kept = [part for at, part in enumerate(parts) if at == 0 or part != parts[at - 1]]
    return ", ".join(kept)


def short_place_name(label: str) -> str:
    """The first name of a label alone."""
    return label.split(",")[0].strip()


def echo(text: str, limit: int = 30) -> str:
    """What a person typed, short enough to say back, in one line and without markup."""
    line = re.sub(r"\s+", " ", re.sub(r"[*_~`<>{}\[\]]", "", text)).strip()
    return line if len(line) <= limit else line[: limit - 3].rstrip() + "..."
