"""Order hits, join nested units of one name into one place, and tell the others apart."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from recommender.places.catalogue import CERTAIN, Hit
from recommender.places.gazetteer import Gazetteer
from recommender.places.sphere import SphereIndex, bearing_deg, compass_point
from recommender.records import DEPTH, Match, Place, SearchResult, Use

# Points of score that a tenfold population is worth.
TENFOLD = 2.0
# A lead of this many points decides: the same name with ten times the people, for instance.
DECISIVE = 2.0
# Whoever names a department means it rather than a town of the same name elsewhere.
DEPARTMENT_LEAD = 2.0
NESTED_SPREAD = 3.0
SPREAD_CERTAIN, SPREAD_SIMILAR = 4.0, 8.0

_TOWARDS = {
    "N": "norte", "NE": "noreste", "E": "este", "SE": "sureste",
    "S": "sur", "SW": "suroeste", "W": "oeste", "NW": "noroeste",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cluster:
    """Units of one name nested in one another: one place to the person who asks."""

    hits: tuple[Hit, ...]

    @property
    def weight(self) -> float:
        people = max(hit.place.people for hit in self.hits)
        lead = DEPARTMENT_LEAD if self.hits[0].place.kind == "department" else 0.0
        return max(hit.score for hit in self.hits) + TENFOLD * math.log10(1 + people) + lead

    @property
    def is_hamlet(self) -> bool:
        return all(hit.place.kind == "populated_place" for hit in self.hits)


def rank(hits: list[Hit], use: Use, limit: int, gazetteer: Gazetteer) -> SearchResult:
    """Return the matches for a use and whether they are one place, several, or none."""
    kept = _near_the_best(_one_each(hits))
    if not kept:
        return SearchResult("none", ())
    clusters = sorted(
        _clusters(kept, gazetteer), key=lambda one: (-one.weight, one.hits[0].place.id)
    )
    ambiguous = len(clusters) > 1 and (
        clusters[0].weight - clusters[1].weight < DECISIVE
        # A hamlet's people are an estimate that cannot decide between two of one name.
        or clusters[0].is_hamlet
    )
    ordered = [hit for cluster in clusters for hit in _ordered(cluster, use, gazetteer)][:limit]
    return SearchResult("ambiguous" if ambiguous else "match", _matches(ordered, gazetteer))


def _one_each(hits: list[Hit]) -> list[Hit]:
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.place.id not in best or hit.score > best[hit.place.id].score:
            best[hit.place.id] = hit
    return list(best.values())


def _near_the_best(hits: list[Hit]) -> list[Hit]:
    top = max((hit.score for hit in hits), default=0.0)
    spread = SPREAD_CERTAIN if top >= CERTAIN else SPREAD_SIMILAR
    return [hit for hit in hits if hit.score >= top - spread]


def _clusters(hits: list[Hit], gazetteer: Gazetteer) -> list[Cluster]:
    """Join each unit, or town, with the unit above it that fits equally well."""
    groups: list[list[Hit]] = []
    for hit in sorted(hits, key=lambda one: (DEPTH[one.place.kind], one.place.id)):
        home = next((group for group in groups if _nested(hit, group, gazetteer)), None)
        if home is None:
            groups.append([hit])
        else:
            home.append(hit)
    return [Cluster(tuple(group)) for group in groups]


def _nested(inner: Hit, group: list[Hit], gazetteer: Gazetteer) -> bool:
    """Whether a hit is the same place to people as the units of its name around it.

    A district named like its department counts only as the capital of that department or
    within a province of the name: San Martin in El Dorado is not what "San Martin" means.
    """
    outer = group[0]
    home = inner.place.id
    if inner.place.kind == "populated_place":
        row = gazetteer.row_of(home)
        home = gazetteer.ubigeos[row] if row is not None else home
    if not home.startswith(outer.place.id) or abs(inner.score - outer.score) > NESTED_SPREAD:
        return False
    if outer.place.kind != "department" or inner.place.kind == "province":
        return True
    provinces = {hit.place.id for hit in group if hit.place.kind == "province"}
    return home[:4] in provinces or home.startswith(outer.place.id + "01")


def _ordered(cluster: Cluster, use: Use, gazetteer: Gazetteer) -> list[Hit]:
    """Put the district first for a point, the largest unit first for a region."""
    if use == "point":
        order = {"district": 0, "populated_place": 1, "province": 2, "department": 3}
        return sorted(cluster.hits, key=lambda one: (order[one.place.kind], -one.place.people))
    hits = list(cluster.hits)
    town = hits[0].place
    if town.kind == "populated_place":
        row = gazetteer.row_of(town.id)
        district = gazetteer.units[gazetteer.ubigeos[row] if row is not None else town.id[:6]]
        hits.insert(0, Hit(district, hits[0].score, "populated_place"))
    return hits


def _matches(hits: list[Hit], gazetteer: Gazetteer) -> tuple[Match, ...]:
    says = [_distinction(hit.place) for hit in hits]
    often = Counter(says)
    return tuple(
        Match(
            place=hit.place,
            score=round(max(0.0, min(hit.score, 100.0)), 1),
            matched_by=hit.matched_by,
            distinction=said + (_whereabouts(hit.place, gazetteer) if often[said] > 1 else ""),
        )
        for hit, said in zip(hits, says, strict=True)
    )


def _distinction(place: Place) -> str:
    """Say in Spanish what kind of place this is and where, to tell namesakes apart."""
    if place.kind == "department":
        return "departamento"
    if place.kind == "province":
        return f"provincia del departamento de {place.department}"
    if place.kind == "district":
        return f"distrito de la provincia de {place.province}, {place.department}"
    return f"centro poblado del distrito de {place.district}, {place.province}, {place.department}"


def _whereabouts(place: Place, gazetteer: Gazetteer) -> str:
    """Say how far and which way from its district's capital, for namesakes in one district."""
    row = gazetteer.row_of(place.id)
    if row is None:
        return ""
    district = gazetteer.units[gazetteer.ubigeos[row]]
    seat = SphereIndex.build(gazetteer.latitude[row : row + 1], gazetteer.longitude[row : row + 1])
    _, km = seat.nearest(district.latitude, district.longitude, 1)
    towards = compass_point(
        bearing_deg(district.latitude, district.longitude, place.latitude, place.longitude)
    )
    return f", a {km[0]:.1f} km al {_TOWARDS[towards]} de la capital del distrito"
