"""Sentences that the recommender writes in Spanish, said in the language of the turn.

A sentence is known by its form, and its own figures and names are filled in anew; one that has no
form here stays as it came. So nothing is told that the service did not say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from actions.speech import ENGLISH, SPANISH, _, language, later

REASONS = (
    later("unas {people} personas viven a menos de {within}"),
    later("{people} personas viven a menos de {within}"),
    later("unas {people} tienen de 10 a 24 años"),
    later("unas {people} no tienen un hub a menos de {within}"),
    later("tambo más cercano a {distance} en línea recta"),
    later("hub más cercano a {distance} en línea recta"),
    later("{percent} % de los hogares del distrito no tenían internet en {year}"),
    later("{percent} % de los hogares del distrito no tenían computadora en {year}"),
    later("{percent} % de pobreza en el distrito en {year}"),
    later("la capital del distrito está a {metres} m de altitud"),
    later("se parece a los lugares con tambo más que el {percent} % de los lugares rurales"),
)
# The sentences of a reason that was made for an SMS.
REASONS_SMS = (
    later("{place}: unas {people} personas nuevas a {within}, {youth} de 10 a 24 años."),
    later("{place}: {people} personas nuevas a {within}, {youth} de 10 a 24 años."),
    later("{place}: {people} personas nuevas a {within}."),
    later("{place}: {people} personas a {within}."),
    later("{percent}% de hogares sin internet ({year})."),
    later("{percent}% de hogares sin internet."),
    later("tambo más cercano a {distance}."),
    later("hub más cercano a {distance}."),
    later("sin hubs en el registro."),
)
GAP_NOTES = (
    later("con estos datos estimados y en línea recta, ningún plan alcanza más que este"),
    later(
        "con estos datos estimados y en línea recta, ningún plan alcanza más de {percent} % por "
        "encima de este"
    ),
    later("con estos datos estimados, no queda nadie por alcanzar con un hub nuevo"),
)
# A form fits with and without the accents that an SMS lacks.
_WITHOUT_ACCENT = str.maketrans({"á": "[áa]", "í": "[íi]", "ó": "[óo]", "ú": "[úu]"})
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-ZÁÉÍÓÚÑ\d])")
_APART = re.compile(r"(?<=\d) (?=\d{3}\b)")


def sentences(text: str) -> list[str]:
    """The sentences of a text as the service wrote them."""
    return _SENTENCE_END.split(text.strip())


def said(sentence: str) -> str:
    """The sentence in the language of the turn, or as it came where its form is unknown."""
    if language() == SPANISH:
        return sentence
    bare = sentence.strip()
    for form, pattern in _patterns():
        found = pattern.fullmatch(bare)
        if found:
            parts = {name: _figure(part) for name, part in found.groupdict().items()}
            text = _(form).format(**parts)
            return text[:1].upper() + text[1:] if bare[0].isupper() else text
    return sentence


def _figure(part: str) -> str:
    return _APART.sub(",", part) if language() == ENGLISH else part


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    forms = (*REASONS, *REASONS_SMS, *GAP_NOTES)
    return tuple((form, _pattern(form)) for form in forms)


def _pattern(form: str) -> re.Pattern[str]:
    """What a sentence of this form looks like; a place's name may be anything."""
    escaped = re.escape(form).translate(_WITHOUT_ACCENT)
    named = re.sub(r"\\\{(\w+)\\\}", lambda found: _group(found[1]), escaped)
    return re.compile(named, re.IGNORECASE)


def _group(name: str) -> str:
    return f"(?P<{name}>.+?)" if name == "place" else rf"(?P<{name}>[\d., ]+(?:km|min)?)"
