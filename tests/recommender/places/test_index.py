"""The look-ups of names agree with comparing each name with the text."""

from __future__ import annotations

import pytest

from recommender.places.catalogue import Hamlets
from recommender.places.gazetteer import Gazetteer
from recommender.places.index import NameIndex, Texts


@pytest.mark.parametrize("rows", [[], ["b"], ["b", "a", "", "b", "ñ", "a", "b", "ab"]])
def test_equal_texts_are_found_in_rising_order(rows: list[str]) -> None:
    texts = Texts.of(rows)
    for text in ("", "a", "aa", "ab", "b", "c", "z", "ñ", "\U0010ffff"):
        assert texts.equal_to(text) == [row for row, held in enumerate(rows) if held == text]


def test_a_name_is_found_spelled_without_articles_and_by_sound() -> None:
    index = NameIndex.build(["Huanta", "La Oroya", "Oroya", "Guanta"], with_words=False)
    assert index.exact("la oroya") == {1: 100.0, 2: 98.0}
    scores = index.exact("wanta")
    assert set(scores) == {0, 3} and max(scores.values()) < 98.0
    assert index.exact("lima") == index.exact("") == {}


def test_all_hamlets_of_a_name_are_found(gazetteer: Gazetteer) -> None:
    hits = Hamlets.build(gazetteer).anywhere("pampa hermosa")
    spelled = {hit.place.id for hit in hits if hit.score == 100.0}
    ids = [one.decode() for one in gazetteer.ids.tolist()]
    named = {ids[row] for row, name in enumerate(gazetteer.names) if name == "Pampa Hermosa"}
    assert len(named) > 1 and named <= spelled
