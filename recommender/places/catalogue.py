"""The names under which units and notable towns are found, and which of them fit a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from recommender.places.gazetteer import Gazetteer
from recommender.places.index import NameIndex
from recommender.places.names import compact, plain
from recommender.records import Place

DATA = Path(__file__).parent / "data"
# A town of this size is as well known as a district.
NOTABLE_PEOPLE = 5_000
# Names of four letters have too many neighbours: a slip in one can only mean a well-known place.
SHORT_LETTERS, WELL_KNOWN_PEOPLE = 4, 100_000
CERTAIN = 96.0
# One letter in nine: what passes for a name that lies elsewhere. Huantán is not Huanta.
NEAR = 86.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that fits a text, before ranking."""

    place: Place
    score: float
    matched_by: str


@dataclass(frozen=True)
class Catalogue:
    """Units with their aliases, and towns better known than the district that holds them."""

    index: NameIndex
    places: list[Place]
    kinds_of_name: list[str]
    everyday: frozenset[str]

    @classmethod
    def build(cls, gazetteer: Gazetteer) -> Catalogue:
        names: list[str] = []
        places: list[Place] = []
        by: list[str] = []
        for place, name, kind in _entries(gazetteer):
            names.append(name)
            places.append(place)
            by.append(kind)
        everyday = frozenset((DATA / "everyday.txt").read_text("utf-8").split())
        return cls(NameIndex.build(names, with_words=True), places, by, everyday)

    def is_everyday(self, text: str) -> bool:
        """Whether the text is made of everyday words, which are no misspelled place."""
        return all(word in self.everyday for word in compact(text).split())

    def hits(self, text: str) -> list[Hit]:
        """Return the units and notable towns that fit a plain text, one hit for each."""
        return self._best(self._scores(text))

    def named(self, text: str) -> list[Hit]:
        """Return those of exactly this name: a few look-ups, no comparison."""
        exact = self.index.exact(text).items()
        return self._best({row: score for row, score in exact if score > CERTAIN})

    def similar(self, text: str) -> list[Hit]:
        """Return those whose name is near this one or longer, whatever bears it exactly."""
        if len(text) <= SHORT_LETTERS or self.is_everyday(text):
            return []
        scores = self.index.by_words(text) | self.index.fuzzy(text)
        return self._best({row: score for row, score in scores.items() if score >= NEAR})

    def _best(self, scores: dict[int, float]) -> list[Hit]:
        best: dict[str, Hit] = {}
        for row, score in scores.items():
            place = self.places[row]
            if place.id not in best or score > best[place.id].score:
                by = self.kinds_of_name[row] if score >= CERTAIN else "similar_name"
                best[place.id] = Hit(place, score, by)
        return list(best.values())

    def _scores(self, text: str) -> dict[int, float]:
        scores = self.index.exact(text)
        if self.is_everyday(text):
            return {row: score for row, score in scores.items() if score > CERTAIN}
        if max(scores.values(), default=0.0) < CERTAIN:
            for found in (self.index.fuzzy(text), self.index.by_words(text)):
                for row, score in found.items():
                    scores[row] = max(score, scores.get(row, 0.0))
        if len(text) > SHORT_LETTERS:
            return scores
        known = (row for row in scores if self.places[row].people >= WELL_KNOWN_PEOPLE)
        return {row: scores[row] for row in {*known, *self.index.exact(text)}}


@dataclass(frozen=True)
class Hamlets:
    """All populated places by name: 95,000 of them bear some 62,000 names.

    `name_of_row` numbers the name of each place; `rows` are the places in the order of these
    numbers, and those of a name begin at its `first`.
    """

    gazetteer: Gazetteer
    index: NameIndex
    name_of_row: NDArray[np.int32]
    rows: NDArray[np.int32]
    first: NDArray[np.int32]

    @classmethod
    def build(cls, gazetteer: Gazetteer) -> Hamlets:
        numbers: dict[str, int] = {}
        name_of_row = np.array(
            [numbers.setdefault(name, len(numbers)) for name in gazetteer.names], dtype=np.int32
        )
        rows = np.argsort(name_of_row, kind="stable").astype(np.int32)
        first = np.searchsorted(name_of_row[rows], np.arange(len(numbers) + 1)).astype(np.int32)
        index = NameIndex.build(list(numbers), with_words=False)
        return cls(gazetteer, index, name_of_row, rows, first)

    # Whole names: 82 points are one edit in seven letters, and no more than that is trusted
    # among so many names unless a qualifier narrows them.
    TRUSTED = 82.0
    SHORT = 5

    def anywhere(self, text: str) -> list[Hit]:
        """Return the populated places of a name in all of Peru."""
        scores = self.index.exact(text)
        if max(scores.values(), default=0.0) < CERTAIN:
            scores = self.index.fuzzy(text) | scores
        floor = self.TRUSTED if len(text) > self.SHORT else CERTAIN
        return [
            self._hit(row, score)
            for number, score in scores.items()
            if score >= floor
            for row in self._rows_named(number)
        ]

    def inside(self, text: str, unit_ids: list[str], exact: bool) -> list[Hit]:
        """Return the populated places of a name (`exact`: spelled so) inside any of the units."""
        rows = np.unique(np.concatenate([self.gazetteer.rows_in(unit) for unit in unit_ids]))
        names = self.name_of_row[rows]
        scores = self.index.exact(text)
        if not exact and not set(scores) & set(names.tolist()):
            scores = self.index.fuzzy(text, np.unique(names)) | scores
        pairs = zip(rows.tolist(), names.tolist(), strict=True)
        return [self._hit(row, scores[name]) for row, name in pairs if name in scores]

    def _rows_named(self, number: int) -> list[int]:
        return [int(row) for row in self.rows[self.first[number] : self.first[number + 1]]]

    def _hit(self, row: int, score: float) -> Hit:
        by = "name" if score >= CERTAIN else "similar_name"
        return Hit(self.gazetteer.place_at(row), score, by)


@lru_cache(maxsize=1)
def aliases() -> tuple[tuple[str, str], ...]:
    """Return the pairs (alias, unit id) of the alias file."""
    entries = yaml.safe_load((DATA / "aliases.yaml").read_text("utf-8"))
    return tuple(
        (str(name), str(unit)) for one in entries for name in one["names"] for unit in one["units"]
    )


def _entries(gazetteer: Gazetteer) -> list[tuple[Place, str, str]]:
    found = [(unit, unit.name, "name") for unit in gazetteer.units.values()]
    for name, unit_id in aliases():
        if unit_id in gazetteer.units:
            found.append((gazetteer.units[unit_id], name, "alias"))
    for name, parent in gazetteer.newer:
        if parent in gazetteer.units:
            found.append((_newer_district(gazetteer, name, parent), name, "newer_district"))
    return found + [(place, place.name, "name") for place in _notable_towns(gazetteer)]


def _newer_district(gazetteer: Gazetteer, name: str, parent: str) -> Place:
    """Return the town after which a district made since the census is named, or its parent."""
    wanted = compact(plain(name))
    rows = gazetteer.rows_in(parent)
    named = [row for row in rows if compact(plain(gazetteer.names[row])) == wanted]
    if not named:
        return gazetteer.units[parent]
    return gazetteer.place_at(int(max(named, key=lambda row: gazetteer.people[row])))


def _notable_towns(gazetteer: Gazetteer) -> list[Place]:
    """Return capitals and larger towns whose name is not that of a unit around them."""
    capitals = gazetteer.districts["capital_place_id"].to_numpy().astype("S10")
    large = gazetteer.urban & (gazetteer.people >= NOTABLE_PEOPLE)
    is_capital = np.isin(gazetteer.ids, capitals)
    towns = [gazetteer.place_at(int(row)) for row in np.flatnonzero(large | is_capital)]
    return [
        town
        for town in towns
        if compact(plain(town.name))
        not in {compact(plain(name)) for name in (town.district, town.province) if name}
    ]
