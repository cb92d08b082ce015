"""Fixed texts in three languages: gettext catalogues, whose ids are the Spanish texts."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

SPANISH, QUECHUA, ENGLISH = "es", "qu", "en"
LANGUAGES = (SPANISH, QUECHUA, ENGLISH)
CATALOGUES = Path(__file__).resolve().parents[1] / "translations"
BETWEEN = {"sms": "\n"}


def said(text: str, language: str) -> str:
    """The text in a language; a text without a translation stays Spanish."""
    return _catalogue(language).gettext(text) if text else text


def with_spanish(text: str, language: str, channel: str) -> str:
    """The text in a language, with the Spanish one beside it where they differ."""
    translated = said(text, language)
    return text if translated == text else f"{translated}{BETWEEN.get(channel, chr(10) * 2)}{text}"


def later(text: str) -> str:
    """Mark a Spanish text for the catalogues that is translated only where it is said."""
    return text


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == SPANISH:
        return gettext.NullTranslations()
    return gettext.translation("messages", CATALOGUES, [language], fallback=True)
