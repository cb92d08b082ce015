"""Links and code that no wish is made of: whatever words stand around them, nothing is done."""

from __future__ import annotations

import re

# A place on a map may be what somebody is asking about.
_MAP = re.compile(r"https?://(?:www\.)?(?:maps\.|goo\.gl/maps|(?:\w+\.)?google\.[\w.]+/maps)", re.I)
_LINK = re.compile(r"https?://\S|\bwww\.\w", re.I)
_CODE = re.compile(
    r"<\s*/?\s*(?:script|img|iframe|svg)\b|\{\{|\$\{|['\"]\s*;|;\s*--|\bdrop\s+table\b|"
    r"\bunion\s+select\b",
    re.I,
)


def is_mischief(text: str) -> bool:
    """Whether a message holds a link that is no map's, or code meant for a machine."""
    without_maps = _MAP.sub("", text)
    return bool(_LINK.search(without_maps) or _CODE.search(without_maps))
