"""How an English word would be spelt in Spanish: `photosynthesis` and `fotosintesis` are one word.

The rules propose spellings; only those that a text really holds are ever used, so a wrong proposal
costs nothing.
"""

from __future__ import annotations

import re

_SHORTEST = 4
_SHORTEST_ROOT = 3
_ENDINGS = (
    ("tion", "cion"),
    ("ity", "idad"),
    ("ty", "dad"),
    ("phy", "fia"),
    ("ogy", "ogia"),
    ("cy", "cia"),
    ("ics", "ica"),
    ("ic", "ico"),
    ("ical", "ico"),
    ("ism", "ismo"),
    ("ist", "ista"),
    ("ance", "ancia"),
    ("ancy", "ancia"),
    ("ence", "encia"),
    ("ency", "encia"),
    ("ment", "mento"),
    ("ment", "miento"),
    ("ary", "ario"),
    ("ory", "orio"),
    ("ous", "oso"),
    ("ous", "o"),
    ("ive", "ivo"),
    ("ate", "ar"),
    ("ate", "ado"),
    ("ate", "ato"),
    ("ize", "izar"),
    ("ise", "izar"),
    ("ized", "izado"),
    ("ify", "ificar"),
    ("fy", "ficar"),
    ("ly", "mente"),
    ("ally", "mente"),
    ("ure", "ura"),
    ("ant", "ante"),
    ("ent", "ente"),
    ("er", "ero"),
    ("er", "or"),
    ("um", "o"),
    ("us", "o"),
    ("an", "ano"),
    ("ian", "iano"),
    ("ine", "ina"),
    ("ne", "na"),
    ("le", "la"),
    ("ide", "ido"),
    ("ose", "osa"),
    ("oid", "oide"),
    ("ude", "ud"),
    ("ed", "ado"),
    ("e", "o"),
    ("e", "a"),
    ("e", "ar"),
    ("y", "ia"),
    ("y", "io"),
    ("s", ""),
    ("", "o"),
    ("", "a"),
    ("", "e"),
    ("", "ar"),
    ("", ""),
)
_BEFORE_ALL = (("ph", "f"), ("th", "t"), ("ck", "c"))
# Each is tried by itself: which of them a word follows depends on where it came from.
_ONE_OF = (
    ("y", "i"),
    ("ch", "qu"),
    ("ch", "c"),
    ("k", "c"),
    ("qu", "cu"),
    ("mm", "nm"),
    ("w", "v"),
)
_DOUBLED = re.compile(r"(.)\1")
_DOUBLED_BUT_SPANISH = re.compile(r"([^rlc])\1")
_HISSING_START = re.compile(r"s[cfklmnpqt]")


def spanish_spellings(word: str) -> frozenset[str]:
    """Return the plain Spanish spellings that a plain English word may have."""
    ended = {
        word[: len(word) - len(english)] + spanish
        for english, spanish in _ENDINGS
        if word.endswith(english) and len(word) - len(english) >= _SHORTEST_ROOT
    }
    spelt: set[str] = set()
    for form in ended:
        for written, heard in _BEFORE_ALL:
            form = form.replace(written, heard)
        spelt |= {form, *(form.replace(written, heard) for written, heard in _ONE_OF)}
    single = {
        pattern.sub(r"\1", form) for form in spelt for pattern in (_DOUBLED, _DOUBLED_BUT_SPANISH)
    }
    # No Spanish word begins with an s before a consonant: school, escuela.
    return frozenset(
        "e" + form if _HISSING_START.match(form) else form
        for form in single
        if len(form) >= _SHORTEST
    )
