"""From what people type to the words that decide: accents, SMS spelling, stems, stop words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from knowledge_base.index.common_words import GENERIC_WORDS, SHORTHAND, STOP_WORDS

# `c++` and `c#` are names; a dot or slash elsewhere only parts words.
_TOKEN = re.compile(r"c\+\+|c#|[a-z0-9]+")
_POSSESSIVE = re.compile(r"(?<=[a-z])['\u2019]s\b")
_APOSTROPHE = re.compile(r"(?<=[a-z])['\u2019`\u00b4](?=[a-z])")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
# What is left of an accent when its letter is taken apart.
_COMBINING = re.compile("[\u0300-\u036f]")
_LAUGHTER = re.compile(r"(?:j[aeiou]){2,}j?|(?:h[ae]){2,}h?")
# Words that the stemmer throws together with others (a cell with a phone, all with the universe),
# or whose plural it parts from them once the accents are gone; by their beginning.
_APART = (
    *("celular", "universidad", "comunidad", "formacion", "ciudad", "mujer", "taller", "examen"),
    *("imagen", "joven", "unidad", "propiedad", "tarea", "gobierno", "cuaderno", "glaciar"),
    *("interes", "lugar", "normand", "modern", "comunicacion"),
)
# The same for words that others begin like: `isla` and `islam`.
_PAIRS = ("inca", "isla", "linea", "obra", "arte", "dolar", "universitaria", "universitario")
_KEPT = {form: word for word in _PAIRS for form in (word, word + "s", word + "es")}
_stemmer = Stemmer.Stemmer("spanish")


@dataclass(frozen=True)
class Word:
    """A word of a question: as it was typed (without accents), written out, and its stem.

    A generic one (`curso`, `gratis`) stands beside words that name the topic.
    """

    typed: str
    meant: str
    stem: str
    generic: bool = False


def plain(text: str) -> str:
    """Return `text` in lower case without accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return _COMBINING.sub("", unicodedata.normalize("NFKD", folded))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the Spanish stem of a plain word: `programacion` and `programar` share one."""
    own = _KEPT.get(word)
    if own or word.startswith(_APART):
        return own or next(beginning for beginning in _APART if word.startswith(beginning))
    # The stemmer knows `-ción` and `-sión` only with the accent that people leave out.
    if word.endswith(("cion", "sion")) and len(word) > 5:
        word = word[:-2] + "ón"
    return plain(_stemmer.stemWord(word))


def spoken_words(text: str) -> list[str]:
    """Return all plain words of a text, SMS spellings written out."""
    return [meant for _, meant in _typed_and_meant(text)]


def _typed_and_meant(text: str) -> list[tuple[str, str]]:
    # `Newton's` is Newton; inside a Quechua word (`llank'ay`) the mark may as well be left out.
    whole = _APOSTROPHE.sub("", _POSSESSIVE.sub("", plain(text)))
    found = (_word(token) for token in _TOKEN.findall(whole))
    return [word for word in found if word]


@lru_cache(maxsize=100_000)
def _word(token: str) -> tuple[str, str] | None:
    """Return a word as typed and as meant; None for laughter.

    `holaaaa` is `hola`: no Spanish word holds a letter three times in a row.
    """
    word = _STRETCHED.sub(r"\1", token)
    return None if _LAUGHTER.fullmatch(word) else (word, SHORTHAND.get(word, word))


def indexed_words(text: str) -> list[str]:
    """Return the plain words of a resource's text that a question may look for."""
    return [word for word in spoken_words(text) if word not in STOP_WORDS]


def content_words(question: str) -> list[Word]:
    """Return the words of a question that are no stop words.

    Where none names a topic (`cursos gratis`), none is marked as generic.
    """
    typed = {meant: word for word, meant in reversed(_typed_and_meant(question))}
    words = [w for w in dict.fromkeys(spoken_words(question)) if w not in STOP_WORDS]
    if all(word.isdigit() for word in words):
        return []  # numbers alone name nothing to learn
    aside = GENERIC_WORDS if any(word not in GENERIC_WORDS for word in words) else frozenset()
    return [Word(typed[word], word, stem(word), word in aside) for word in words]
