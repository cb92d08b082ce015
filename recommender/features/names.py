"""Proper Spanish names from the capitals that INEI's lists are written in.

The lists of places and provinces are in capitals without accents. The lists of district capitals
and of projected districts are in proper Spanish, so each word takes the spelling that it has most
often there ("JOSE" becomes "José"), then from a short list of Spanish words; any other word, most
of them Quechua or Aymara, is only given its capital letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

# Small inside a name; an article only after one of them: "Carmen de la Legua", "Villa El Salvador".
PREPOSITIONS = frozenset({"de", "del", "y", "e", "en", "al", "con", "a"})
# "El" keeps its capital even there: a small one would have become "del".
ARTICLES = frozenset({"la", "las", "los"})
WORD = re.compile(r"[^\W\d_]+")
ROMAN = re.compile(r"^(?=[IVX])X{0,3}(IX|IV|V?I{0,3})$")
# Spanish words with an accent that names of places and provinces have and the accented lists lack.
ACCENTED = """
agrícola américa aragón balcón batán béjar bogotá bongará búfalo cajón callejón canaán cantería
cápac capulí cardón carbón carrión chimú ciénaga cóndor corazón crédito díaz edén ejército
fátima fermín fernández fundo garcía gerónimo gómez gonzález gutiérrez hernández higuerón
huamalíes ibáñez inés jerusalén jiménez león limón lópez lúcumo marañón mariátegui martínez
méxico minería moisés muñoz mártires núñez pacífico panamá paraíso pérez político porvenir
ramírez raúl rincón rodríguez román ruiz sánchez simón sinaí sofía suárez terraplén tornillón
último ángel ángeles árbol águila álvarez vaquería vásquez zorrón común azúcar límite máximo
próspero rómulo ambrosio benjamín eulalia germán julián adrián fabián hipólito joaquín lázaro
nazaré rubén salomón tobías efraín abraham esaú josué isaías jeremías zacarías elías matías
""".split()
DEPARTMENTS = {
    "ANCASH": "Áncash",
    "APURIMAC": "Apurímac",
    "HUANUCO": "Huánuco",
    "JUNIN": "Junín",
    "SAN MARTIN": "San Martín",
}


def plain(name: str) -> str:
    """Return a name in capitals without accents, but with its Ñ: the spelling of INEI's lists."""
    kept = unicodedata.normalize("NFC", name).upper().replace("Ñ", "\0")
    letters = unicodedata.normalize("NFD", kept)
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("\0", "Ñ")


@dataclass(frozen=True)
class Speller:
    """Writes names properly; `spellings` maps a plain word to its spelling with accents."""

    spellings: dict[str, str]

    @classmethod
    def from_names(cls, *lists: Iterable[str]) -> Speller:
        """Learn the most frequent spelling of each word, an earlier list before a later one.

        Of equally frequent spellings the one with more accents wins: lists drop them, and do not
        invent any.
        """
        spellings: dict[str, str] = {}
        for names in reversed(lists):
            seen: dict[str, Counter[str]] = defaultdict(Counter)
            for name in names:
                for word in WORD.findall(unicodedata.normalize("NFC", name)):
                    seen[plain(word)][word.lower()] += 1
            spellings |= {w: max(c, key=lambda s: (c[s], _accents(s), s)) for w, c in seen.items()}
        # The short list has the last word where the longer ones know no accent.
        return cls(spellings | {plain(word): word for word in ACCENTED})

    def spell(self, name: str) -> str:
        """Return a name of capitals in proper Spanish, with one space between words."""
        name = " ".join(unicodedata.normalize("NFC", name).split())
        return WORD.sub(self._word, name)

    def _word(self, match: re.Match[str]) -> str:
        word, before = match.group(), match.string[: match.start()]
        lower = self.spellings.get(plain(word)) or _stressed(word.lower())
        # After a bracket or a dash a new name begins.
        inside = before.endswith(" ")
        if inside and _is_small(lower, before.split()[-1].lower()):
            return lower
        if inside and ROMAN.match(word):
            return word
        return lower[0].upper() + lower[1:]


def _accents(word: str) -> int:
    return sum(not letter.isascii() for letter in word)


def _is_small(lower: str, previous: str) -> bool:
    return lower in PREPOSITIONS or (lower in ARTICLES and previous in PREPOSITIONS)


def _stressed(word: str) -> str:
    """Return a word with the accent that every Spanish word in -ción or -sión has."""
    return re.sub(r"([cs])ion$", r"\1ión", word)


def department_name(name: str) -> str:
    """Return the proper name of one of the 25 departments."""
    return DEPARTMENTS.get(name) or Speller({}).spell(name)
