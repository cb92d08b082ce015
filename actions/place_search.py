"""Look a name up in the recommender's place search, also one with Quechua endings."""

from __future__ import annotations

from actions import quechua
from actions.clients.http import BadRequest
from actions.clients.recommender import Recommender, Use
from actions.records import PlaceSearch

CHOICES = 4
# From this score of 100 on a name is found as it is written; less is a slip, or an ending.
CERTAIN = 95.0
NOTHING = PlaceSearch("none", ())


def search(recommender: Recommender, query: str, use: Use) -> PlaceSearch:
    """Search for a place, without Quechua endings where it then fits better.

    What the service refuses to read names none.
    """
    best = NOTHING
    for form in quechua.place_forms(query[:80]):
        found = _search(recommender, form, use)
        if _score(found) > _score(best):
            best = found
        if _score(best) >= CERTAIN:
            break
    return best


def _search(recommender: Recommender, query: str, use: Use) -> PlaceSearch:
    try:
        return recommender.search_places(query, use, CHOICES)
    except BadRequest:
        return NOTHING


def _score(found: PlaceSearch) -> float:
    return max((match.score for match in found.matches), default=0.0)
