"""Reads a message in every language at once: people mix them, above all when they are afraid."""

from __future__ import annotations

import re

from bot.channel.danger import english, quechua, spanish
from bot.channel.danger.language import KINDS, Language
from bot.channel.keywords import plain

LANGUAGES = (spanish.LANGUAGE, english.LANGUAGE, quechua.LANGUAGE)
# "p'anawashan" and "don't" are one word each.
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])['’´`ʼ](?=[A-Za-z])")
# The police are whom a weapon is a matter of.
_SLOT_VALUE = {"weapon": "police"}


def danger_in(text: str) -> str | None:
    """The kind of danger that a message tells of (a value of the slot `danger`), or None."""
    words = plain(_APOSTROPHE.sub("", text))
    said = [(language, _literally(language, words)) for language in LANGUAGES]
    learns = any(language.learning.search(what) for language, what in said)
    distant = any(language.distant.search(what) for language, what in said)
    heard: set[str] = set()
    for language, what in said:
        near = language.supposed.sub(" | ", what) if learns else what
        tables = [language.near]
        if not distant:
            tables += [language.told] if learns else [language.told, language.named]
        heard |= {kind for table in tables for kind in table if table[kind].search(near)}
    first = next((kind for kind in KINDS if kind in heard), None)
    return _SLOT_VALUE.get(first, first) if first else None


def _literally(language: Language, words: str) -> str:
    """The words as the language's patterns have them, without figures of speech."""
    return language.figures.sub(" | ", language.spelled(words))
