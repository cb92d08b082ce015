"""In which language a reply is written: gettext catalogues, chosen turn by turn.

The Spanish text is the message id, so that a text without a translation is still said.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

SPANISH, QUECHUA, ENGLISH = "es", "qu", "en"
LANGUAGES = (SPANISH, QUECHUA, ENGLISH)
CATALOGUES = Path(__file__).resolve().parent / "translations"
_LANGUAGE: ContextVar[str] = ContextVar("language", default=SPANISH)
_BESIDE: ContextVar[bool] = ContextVar("beside", default=False)


@contextmanager
def speaking(language: str, *, beside: bool = False) -> Iterator[None]:
    """Write every reply within this block in one of LANGUAGES.

    `beside` says that another language will stand in the same message, which leaves half the room.
    """
    spoken, shared = _LANGUAGE.set(language), _BESIDE.set(beside)
    try:
        yield
    finally:
        _LANGUAGE.reset(spoken)
        _BESIDE.reset(shared)


def language() -> str:
    """The language that replies are written in now."""
    return _LANGUAGE.get()


def shares_the_message() -> bool:
    """Whether the same message is to hold another language too."""
    return _BESIDE.get()


def _(text: str) -> str:
    """The text in the language of the turn; placeholders are filled in afterwards."""
    return _catalogue(_LANGUAGE.get()).gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """As `_`, for a text that counts something."""
    return _catalogue(_LANGUAGE.get()).ngettext(one, many, number)


def later(text: str) -> str:
    """Mark a text for the catalogues that is translated only where it is said."""
    return text


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(spoken: str) -> gettext.NullTranslations:
    if spoken == SPANISH:
        return gettext.NullTranslations()
    return gettext.translation("messages", CATALOGUES, [spoken], fallback=True)
