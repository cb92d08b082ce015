"""The four roles; each may do what the one before it may."""

from __future__ import annotations

from enum import IntEnum


class Role(IntEnum):
    """What a person may do. The names are kept in the database, the numbers are not."""

    VIEWER = 1
    EDITOR = 2
    PUBLISHER = 3
    ADMIN = 4

    @classmethod
    def named(cls, name: str) -> Role:
        """Return the role of a name such as `editor`; raises ValueError."""
        try:
            return cls[name.strip().upper()]
        except KeyError:
            raise ValueError(f"no hay un rol «{name}»; los hay: {', '.join(ROLE_NAMES)}") from None

    @property
    def word(self) -> str:
        """The name as it is kept: `editor`."""
        return self.name.lower()


ROLE_NAMES = tuple(role.word for role in Role)
