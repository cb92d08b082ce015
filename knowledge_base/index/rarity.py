"""How much rarer words say."""

from __future__ import annotations

import math


def lucene_rarity(holders: int, documents: int) -> float:
    """BM25's inverse document frequency, in Lucene's form."""
    return math.log(1 + (documents - holders + 0.5) / (holders + 0.5))
