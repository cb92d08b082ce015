"""Find the places that a person's words may mean, and say when they may mean several."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from recommender.places.catalogue import CERTAIN, Catalogue, Hamlets, Hit
from recommender.places.contradictions import either, names_in
from recommender.places.gazetteer import Gazetteer
from recommender.places.query import Reading, split_readings, whole_readings
from recommender.places.ranking import rank
from recommender.records import Kind, Place, SearchResult, Use

# A populated place must fit this much better than any unit or notable town to be meant.
HAMLET_MARGIN = 12.0
QUALIFIER_MIN = 76.0
QUALIFIER_SPREAD = 6.0
LEVEL_SPREAD = 6.0
IGNORED_WORDS_COST = 15.0

Lookup = Callable[[str], list[Hit]]
NOTHING = SearchResult("none", ())


class PlaceSearch:
    """Search by name over all units and populated places; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.catalogue = Catalogue.build(gazetteer)
        self.hamlets = Hamlets.build(gazetteer)
        self.search = lru_cache(maxsize=4096)(self._search)

    def _search(
        self, query: str, use: Use = "point", kind: Kind | None = None, limit: int = 5
    ) -> SearchResult:
        """Return what the query may mean, best first, of one `kind` where one is asked for."""
        whole = whole_readings(query)
        if not whole:
            return NOTHING
        level = kind or whole[0].level
        known = _remembered(self.catalogue.hits)
        hits = self._units(whole, kind, known)
        if _best(hits) < CERTAIN:
            hits += self._units(split_readings(query), kind, known)
        if level == "populated_place" or (kind is None and _best(hits) < CERTAIN):
            hits = self._with_hamlets(query, whole, hits, level, known)
        if not hits:
            hits = self._slips_inside([*whole, *split_readings(query)], kind, known)
        names = [] if hits and not _is_faint(hits) else names_in(query, self.catalogue)
        if not hits or len(names) > 1:
            return either(self._each(names, use, kind, limit, level), limit)
        return rank(_of_level(hits, level), use, limit, self.gazetteer)

    def _units(self, readings: Iterable[Reading], kind: Kind | None, known: Lookup) -> list[Hit]:
        """Return the units and notable towns that fit any of the readings."""
        found: list[Hit] = []
        for reading in readings:
            named = _of_kind(known(reading.name), kind)
            if named and not reading.qualifiers:
                found += [_less(hit, reading.cost) for hit in named]
            elif named:
                sought = [self._units_meant(text, known) for text in reading.qualifiers]
                found += _qualified(named, sought, reading.cost, self.gazetteer)
        return found

    def _units_meant(self, text: str, known: Lookup) -> dict[str, float]:
        """Return the units that a qualifier may name, with their scores."""
        hits = [hit for hit in known(text) if hit.place.kind != "populated_place"]
        floor = max(QUALIFIER_MIN, _best(hits) - QUALIFIER_SPREAD)
        return {hit.place.id: hit.score for hit in hits if hit.score >= floor}

    def _with_hamlets(
        self,
        query: str,
        whole: list[Reading],
        hits: list[Hit],
        level: Kind | None,
        known: Lookup,
    ) -> list[Hit]:
        """Let populated places in where no unit fits about as well, or where they are meant."""
        found: list[Hit] = []
        for readings in (whole, split_readings(query)):
            for reading in readings:
                if _best(found) < CERTAIN and not self.catalogue.is_everyday(reading.name):
                    found += self._hamlets_of(reading, known)
        if level == "populated_place":
            return found + [hit for hit in hits if hit.place.kind == "populated_place"]
        if _best(found) <= _best(hits) + HAMLET_MARGIN:
            return hits
        return found + [hit for hit in hits if hit.score >= QUALIFIER_MIN]

    def _hamlets_of(self, reading: Reading, known: Lookup) -> list[Hit]:
        if not reading.qualifiers:
            found = self.hamlets.anywhere(reading.name)
            return [_less(hit, reading.cost) for hit in found]
        sought = [self._units_meant(text, known) for text in reading.qualifiers]
        named_elsewhere = _best(known(reading.name)) > CERTAIN
        if not all(sought):
            return []
        named = self.hamlets.inside(reading.name, list(sought[0]), exact=named_elsewhere)
        return _qualified(named, sought, reading.cost, self.gazetteer)

    def _slips_inside(
        self, readings: Iterable[Reading], kind: Kind | None, known: Lookup
    ) -> list[Hit]:
        """Return units like a name inside its qualifiers, where the name itself lies elsewhere.

        "Chincheros, Cusco" is Chinchero in Cusco rather than Chincheros in Apurímac.
        """
        found: list[Hit] = []
        for reading in readings:
            if not reading.qualifiers or _best(known(reading.name)) <= CERTAIN:
                continue
            sought = [self._units_named(text) for text in reading.qualifiers]
            if all(sought):
                named = _of_kind(self.catalogue.similar(reading.name), kind)
                found += _qualified(named, sought, reading.cost, self.gazetteer)
        return found

    def _units_named(self, text: str) -> dict[str, float]:
        hits = self.catalogue.named(text)
        return {hit.place.id: hit.score for hit in hits if hit.place.kind != "populated_place"}

    def _each(
        self, names: list[str], use: Use, kind: Kind | None, limit: int, level: Kind | None
    ) -> list[SearchResult]:
        """Return what each name means by itself, the words around it ignored."""
        found = []
        for name in names:
            exact = [_less(hit, IGNORED_WORDS_COST) for hit in self.catalogue.named(name)]
            stated = _of_level(_of_kind(exact, kind), level)
            found.append(rank(stated, use, limit, self.gazetteer))
        return [result for result in found if result.matches]


def _qualified(
    named: list[Hit], sought: list[dict[str, float]], cost: float, gazetteer: Gazetteer
) -> list[Hit]:
    """Keep the hits that lie in units which the qualifiers name, smaller units first."""
    kept = []
    for hit in named:
        fits = _fit(_above(hit.place, gazetteer), sought)
        if fits is not None:
            score = 0.7 * hit.score + 0.3 * fits - cost
            by = hit.matched_by if score >= CERTAIN - cost else "similar_name"
            kept.append(Hit(hit.place, score, by))
    return kept


def _fit(above: list[str], sought: list[dict[str, float]]) -> float | None:
    """Return the mean score of qualifiers found in order among the units above, or None."""
    total, start = 0.0, 0
    for wanted in sought:
        place = next((at for at in range(start, len(above)) if above[at] in wanted), None)
        if place is None:
            return None
        total += wanted[above[place]]
        start = place + 1
    return total / len(sought)


def _above(place: Place, gazetteer: Gazetteer) -> list[str]:
    """Return the ids of the units that hold a place, smallest first."""
    if place.kind != "populated_place":
        return [place.id[:length] for length in (4, 2) if length < len(place.id)]
    row = gazetteer.row_of(place.id)
    ubigeo = place.id[:6] if row is None else gazetteer.ubigeos[row]
    return [ubigeo, ubigeo[:4], ubigeo[:2]]


def _of_kind(hits: list[Hit], kind: Kind | None) -> list[Hit]:
    return hits if kind is None else [hit for hit in hits if hit.place.kind == kind]


def _of_level(hits: list[Hit], level: Kind | None) -> list[Hit]:
    """Keep the level that the query states, unless nothing of that level fits about as well."""
    stated = _of_kind(hits, level)
    return stated if stated and _best(stated) >= _best(hits) - LEVEL_SPREAD else hits


def _less(hit: Hit, cost: float) -> Hit:
    return Hit(hit.place, hit.score - cost, hit.matched_by) if cost else hit


def _is_faint(hits: list[Hit]) -> bool:
    """Whether nothing but hamlets of another spelling was found."""
    return all(hit.place.kind == "populated_place" for hit in hits) and _best(hits) < CERTAIN - 3.0


def _best(hits: list[Hit]) -> float:
    return max((hit.score for hit in hits), default=0.0)


def _remembered(lookup: Lookup) -> Lookup:
    return lru_cache(maxsize=None)(lookup)
