"""Take a query apart into the name that is sought and the names that qualify it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recommender.places.names import plain
from recommender.records import Kind

MAX_WORDS = 12

_LEVELS: tuple[tuple[str, Kind], ...] = (
    (r"(?:distrito|dist|dtto)", "district"),
    (r"(?:provincia|prov)", "province"),
    (r"(?:departamento|depto|dpto|dep|region)", "department"),
    (
        r"(?:centro poblado|ccpp|cp|caserio|anexo|comunidad(?: campesina| nativa)?)",
        "populated_place",
    ),
)
_LEVEL = [(re.compile(rf"^{words} (?:del? )?(?=.)"), kind) for words, kind in _LEVELS]
_LEAD = re.compile(
    r"^(?:(?:soy|vengo|estoy|vivo|queda|esta|hay|aqui|aca|alla|ahi|cerca|alrededores|alrededor"
    r"|cercanias|por|en|a|al|hacia|desde|hasta|de|del|entre|y|no|zona|lado)\b ?)+"
)
_PROPER = re.compile(r"^(?:la )?(?:ciudad|pueblo|localidad|lugar|villa|zona|valle) de ")
_TAIL = re.compile(r"(?<!^mi)(?: (?:por favor|porfa|gracias|en|de|del|peru|pe))+$")
# No brackets: names have them, as in "Quisqui (Kichki)".
_SEPARATOR = re.compile(r"[,;/|\n]| [-\u2013\u2014] ")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a query: a name, the units that should hold it, the level it states.

    `cost` is what this reading loses against a plainer one, in points of score.
    """

    name: str
    qualifiers: tuple[str, ...] = ()
    level: Kind | None = None
    cost: float = 0.0


def strip_noise(text: str) -> tuple[str, Kind | None]:
    """Return a plain text without the words around a name, and the level they state."""
    level: Kind | None = None
    before = ""
    while before != text:
        before = text
        text = _TAIL.sub("", text)
        text = _PROPER.sub("", text)
        for pattern, kind in _LEVEL:
            text, count = pattern.subn("", text)
            level = kind if count else level
        # "la" and "el" belong to names (La Mar, El Tambo); the other lead words do not.
        shorter = _LEAD.sub("", text)
        text = shorter or text
    return text.strip(), level


def parts_of(query: str) -> list[tuple[str, Kind | None]]:
    """Split a query at commas and the like; each part is a plain text with its level."""
    parts = [strip_noise(plain(part)) for part in _SEPARATOR.split(query)]
    return [(text, level) for text, level in parts if text and text != "peru"]


def whole_readings(query: str) -> list[Reading]:
    """Return the readings that take the query at its word: its commas, or no split at all."""
    parts = parts_of(query)
    if not parts:
        return []
    (name, level), rest = parts[0], tuple(text for text, _ in parts[1:])
    readings = [Reading(name, rest, level)]
    if rest:
        last, last_level = parts[-1]
        readings.append(Reading(last, tuple(text for text, _ in parts[:-1]), last_level, 3.0))
        joined, joined_level = strip_noise(" ".join(text for text, _ in parts))
        readings.append(Reading(joined, (), level or joined_level, 4.0))
    return readings


def split_readings(query: str) -> list[Reading]:
    """Return the readings that find a name and one qualifier side by side, without a comma."""
    parts = parts_of(query)
    if not parts:
        return []
    (text, level), rest = parts[0], tuple(part for part, _ in parts[1:])
    words = text.split()[:MAX_WORDS]
    readings = []
    for cut in range(1, len(words)):
        left, _ = strip_noise(" ".join(words[:cut]))
        right, right_level = strip_noise(" ".join(words[cut:]))
        if left and right and not _is_joint(words[cut - 1]):
            readings.append(Reading(left, (right, *rest), level, 1.0))
            readings.append(Reading(right, (left, *rest), right_level, 3.0))
    return readings


def _is_joint(word: str) -> bool:
    """Whether a name cannot end in this word, so that no cut may follow it."""
    return word in {"la", "las", "los", "el", "san", "santa", "santo", "villa", "nuevo", "nueva"}
