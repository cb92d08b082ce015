"""Passwords: argon2id, and what makes one good enough."""

from __future__ import annotations

import secrets
import string

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

SHORTEST = 12
LONGEST = 200
# Without letters and digits that look alike: a first password is read from paper.
_READABLE = "".join(set(string.ascii_lowercase + string.digits) - set("l1o0i"))
# The library's defaults are RFC 9106's second recommendation (64 MiB, 3 passes, 4 lanes).
_hasher = PasswordHasher()
_nobody: str | None = None


class WeakPassword(ValueError):
    """A password that must not be taken; the message says why, in Spanish."""


def check_strength(password: str, name: str) -> None:
    """Raise WeakPassword unless it is long enough and not guessed at once (NIST SP 800-63B)."""
    if len(password) < SHORTEST:
        raise WeakPassword(f"debe tener al menos {SHORTEST} caracteres")
    if len(password) > LONGEST:
        raise WeakPassword(f"debe tener como máximo {LONGEST} caracteres")
    plain = password.casefold()
    if name.casefold() in plain:
        raise WeakPassword("no debe contener tu nombre de usuario")
    if len(set(plain)) < 6:
        raise WeakPassword("repite demasiado los mismos caracteres")
    if any(row in plain for row in ("123456789", "contrase", "password", "qwertyuiop")):
        raise WeakPassword("es una de las primeras que alguien probaría")


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Tell whether a password is the one; takes as long where there is nobody (None)."""
    global _nobody
    if password_hash is None:
        _nobody = _nobody or _hasher.hash(secrets.token_hex())
    try:
        _hasher.verify(password_hash or _nobody or "", password[: LONGEST + 1])
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    """Tell whether it was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def first_password() -> str:
    """Return a password to be handed over once: four groups of four, 77 bits."""
    groups = ("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
