"""Cells hold every place once, mean what they say, and are never too many."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.places.cells import MOST_CELLS, Box, PlaceMap
from recommender.places.gazetteer import Gazetteer

PERU = Box(-84.0, -19.0, -66.0, 1.0)


@pytest.fixture(scope="module")
def places(gazetteer: Gazetteer) -> PlaceMap:
    return PlaceMap(gazetteer)


@pytest.mark.parametrize("zoom", [0, 5, 8, 12])
def test_every_place_is_in_one_cell(places: PlaceMap, gazetteer: Gazetteer, zoom: int) -> None:
    cells, inside = places.cells_in(PERU, zoom)
    assert cells.places[inside].sum() == len(gazetteer.ids)
    assert cells.people[inside].sum() == gazetteer.people.sum()
    assert len(inside) <= MOST_CELLS


def test_nearer_cells_are_smaller(places: PlaceMap) -> None:
    sizes = [len(places.cells_in(PERU, zoom)[1]) for zoom in (4, 5, 6)]
    assert sizes == sorted(sizes) and sizes[0] < sizes[2]


def test_means_lie_within_what_they_are_of(places: PlaceMap, gazetteer: Gazetteer) -> None:
    cells, _ = places.cells_in(PERU, 6)
    assert ((cells.need >= 0) & (cells.need <= 1)).all()
    scored = np.isfinite(cells.suitability)
    assert scored.any() and (cells.suitability[scored] <= np.nanmax(gazetteer.suitability)).all()
    assert ((cells.rank[scored] >= 0) & (cells.rank[scored] < 100)).all()


def test_one_cell_of_all_of_peru_has_its_means(places: PlaceMap, gazetteer: Gazetteer) -> None:
    cells = places._cells(360.0)
    assert len(cells.people) == 1
    rural = np.isfinite(gazetteer.suitability)
    assert cells.suitability[0] == pytest.approx(gazetteer.suitability[rural].mean())
    need = np.average(gazetteer.need, weights=gazetteer.people)
    assert cells.need[0] == pytest.approx(need, abs=1e-3)


def test_urban_places_have_no_rank(places: PlaceMap, gazetteer: Gazetteer) -> None:
    assert np.isnan(places.rank[gazetteer.urban]).all()
    rural = places.rank[~gazetteer.urban]
    assert rural.min() == 0 and rural.max() < 100


def test_a_box_holds_what_lies_in_it_and_the_largest_first(
    places: PlaceMap, gazetteer: Gazetteer
) -> None:
    box = Box(-74.3, -13.0, -74.2, -12.9)
    rows = places.rows_in(box)
    assert gazetteer.names[rows[0]] == "Huanta"
    assert (np.diff(gazetteer.people[rows]) <= 0).all()
    assert ((gazetteer.latitude[rows] >= -13.0) & (gazetteer.latitude[rows] <= -12.9)).all()
