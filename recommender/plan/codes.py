"""The two names of a plan: an id that nobody can guess, and a code short enough for an SMS."""

from __future__ import annotations

import hashlib
import secrets

# Crockford's base32: no I, L, O, U, so that nothing is misread and no word is spelt.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_SYMBOLS = 8
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_id() -> str:
    """Return 128 random bits as text: a plan is open to whoever was given its link."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """Return eight random symbols, 40 bits: guesses at it must be throttled."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_SYMBOLS))


def shown(code: str) -> str:
    """Return a code as people read it: XXXX-XXXX."""
    return f"{code[:4]}-{code[4:]}"


def read_code(text: str) -> str | None:
    """Return the code that a text means, or None where it is none.

    Dashes, spaces and case do not matter; O is read as 0, I and L as 1.
    """
    # An id is longer, however many dashes it has.
    if len(text) > 2 * CODE_SYMBOLS:
        return None
    code = text.upper().translate(_MISREAD)
    fits = len(code) == CODE_SYMBOLS and all(symbol in ALPHABET for symbol in code)
    return code if fits else None


def digest(secret: str) -> str:
    """Return the SHA-256 of a secret, which alone is kept."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()
