"""The form of a message that all readers look at."""

from __future__ import annotations

import re
import unicodedata

# Nobody names a place or a topic after so many characters; longer texts only cost time.
LONGEST = 500


def fold(text: str) -> str:
    """Lower case without accents, ñ kept, apostrophes straight, spaces single, no "¿" before it."""
    kept = text.lower().replace("ñ", "\0").replace("’", "'")
    bare = unicodedata.normalize("NFKD", kept)
    bare = "".join(part for part in bare if not unicodedata.combining(part))
    return re.sub(r"\s+", " ", bare.replace("\0", "ñ")).strip().lstrip("¿¡ ")
