"""A file that travels with the page between the look at it and its taking in.

So no process has to keep it, and nobody has to choose it twice.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import hashlib
import zlib
from dataclasses import dataclass

from flask_babel import gettext as _

LARGEST_BYTES = 2_000_000
# The packed file, its page's other fields and some room.
LARGEST_REQUEST_BYTES = 4_000_000
TYPES = {".csv": "text/csv", ".geojson": "application/geo+json", ".json": "application/geo+json"}


class BadFile(ValueError):
    """The file cannot be taken in; the message says why and what to do."""


@dataclass(frozen=True)
class HubFile:
    """A file of hubs; `name` decides how it is read."""

    name: str
    data: bytes

    def __post_init__(self) -> None:
        if not self.data.strip():
            raise BadFile(_("El archivo está vacío: elige otro."))
        if len(self.data) > LARGEST_BYTES:
            raise BadFile(_("El archivo pasa de 2 MB: pártelo en varios."))
        if self._ending not in TYPES:
            raise BadFile(
                _("Solo se leen archivos .csv y .geojson. En Excel, guarda como «CSV UTF-8».")
            )

    @property
    def _ending(self) -> str:
        dot = self.name.rfind(".")
        return self.name[dot:].lower() if dot >= 0 else ""

    @property
    def content_type(self) -> str:
        """How the recommender reads it."""
        return TYPES[self._ending]

    @property
    def digest(self) -> str:
        """What tells that the file taken in is the one that was looked at."""
        return hashlib.sha256(self.data).hexdigest()

    def packed(self) -> str:
        """Return the file as text for a hidden field."""
        return base64.b64encode(gzip.compress(self.data, mtime=0)).decode("ascii")


def unpacked(name: str, packed: str, digest: str) -> HubFile:
    """Return the file of a hidden field; raises BadFile where it is not the one looked at."""
    again = _("El archivo no llegó completo: elígelo otra vez.")
    try:
        reader = zlib.decompressobj(wbits=31)
        data = reader.decompress(base64.b64decode(packed, validate=True), LARGEST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error):
        raise BadFile(again) from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise BadFile(again)
    return HubFile(name[:200], data)
