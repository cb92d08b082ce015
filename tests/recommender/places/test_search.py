"""Names as people write them find the place that they mean."""

from __future__ import annotations

import random

import pytest

from recommender.places.gazetteer import Gazetteer
from recommender.places.search import PlaceSearch


@pytest.mark.parametrize(
    ("query", "point"),
    [
        ("huanta", "050401"), ("HUANTA", "050401"), ("wanta", "050401"), ("guanta", "050401"),
        ("huantta", "050401"), ("ayakucho", "050101"), ("aricipa", "040101"),
        ("Áncash", "02"), ("SJL", "150132"), ("s.j.l.", "150132"), ("SMP", "150135"),
        ("VES", "150142"), ("VMT", "150143"), ("SJM", "150133"), ("cuzco", "080101"),
        ("Qosqo", "080101"), ("Huamanga", "050101"), ("la ciudad blanca", "040101"),
        ("cercado de lima", "150101"), ("Miraflores Arequipa", "040110"),
        ("arequipa miraflores", "040110"), ("huanta, ayacucho", "050401"),
        ("distrito de San Juan de Lurigancho", "150132"), ("San Juan Lurigancho", "150132"),
        ("provincia de La Mar", "0505"), ("Miraflores de Lima", "150122"),
        ("cerca de Huanta por favor", "050401"), ("vivo en la ciudad de Ayacucho", "050101"),
        ("Lima, Perú", "150101"), ("Lima", "150101"), ("Mi Perú", "070107"),
        ("iquitos", "160101"), ("pumo", "210101"), ("Chincha", "1102"),
        ("san martin de porras", "150135"), ("Huanta, gracias", "050401"),
    ],
)  # fmt: skip
def test_a_point_query_finds_its_place_first(search: PlaceSearch, query: str, point: str) -> None:
    result = search.search(query)
    assert result.status == "match"
    assert result.matches[0].place.id == point


@pytest.mark.parametrize(
    ("query", "region"),
    [
        ("Ayacucho", "05"), ("Huanta", "0504"), ("Lima", "15"), ("Lima, Lima", "1501"),
        ("Huamanga", "0501"), ("cusco", "08"), ("distrito de Huanta", "050401"),
        ("provincia de Huanta", "0504"), ("Loreto", "16"), ("callao", "07"),
        ("Puerto Maldonado", "170101"), ("Junín", "12"),
    ],
)  # fmt: skip
def test_a_region_query_finds_the_largest_unit_first(
    search: PlaceSearch, query: str, region: str
) -> None:
    result = search.search(query, "region")
    assert result.status == "match"
    assert result.matches[0].place.id == region


def test_nested_units_of_one_name_are_one_place_with_all_in_the_list(search: PlaceSearch) -> None:
    result = search.search("Lima")
    assert result.status == "match"
    assert {match.place.id for match in result.matches} >= {"15", "1501", "150101"}


@pytest.mark.parametrize(
    "query",
    ["Miraflores", "Santa Rosa", "San Juan", "La Unión", "Independencia", "Bellavista",
     "Santa Rosa en Puno", "caserío San Antonio"],
)  # fmt: skip
def test_names_of_many_places_are_ambiguous_and_told_apart(search: PlaceSearch, query: str) -> None:
    result = search.search(query)
    assert result.status == "ambiguous"
    says = [(match.place.name, match.distinction) for match in result.matches]
    assert len(says) >= 2 and len(set(says)) == len(says)


def test_the_best_known_namesake_comes_first(search: PlaceSearch) -> None:
    assert search.search("Miraflores").matches[0].place.id == "150122"
    assert search.search("Independencia").matches[0].place.id == "150112"


@pytest.mark.parametrize(
    "query",
    ["asdfgh", "gratis", "python", "computadoras", "mi casa", "hola", "🎉", "!!!", "123", "x",
     "qwertyuiop", "soldadura submarina", "quiero aprender a programar", "carpinteria",
     "curso de cocina", "ñ", "%", "a" * 200],
)  # fmt: skip
def test_nonsense_finds_nothing(search: PlaceSearch, query: str) -> None:
    result = search.search(query)
    assert (result.status, result.matches) == ("none", ())


def test_a_populated_place_of_unique_name_is_found(search: PlaceSearch) -> None:
    result = search.search("Cachicoto")
    assert result.status == "match"
    assert result.matches[0].place.id == "1005070002"
    assert result.matches[0].place.label == "Cachicoto, Monzón, Huamalíes, Huánuco"


def test_a_common_populated_place_is_found_by_its_district(search: PlaceSearch) -> None:
    places = [m.place for m in search.search("Santa Rosa, Llochegua, Huanta, Ayacucho").matches]
    assert places and {place.district for place in places} == {"Llochegua"}


def test_every_label_of_a_unit_finds_that_unit(search: PlaceSearch, gazetteer: Gazetteer) -> None:
    units = list(gazetteer.units.values())
    lost = [
        unit.label
        for unit in random.Random(5).sample(units, 400)
        if unit.id not in {m.place.id for m in search.search(unit.label, limit=20).matches}
    ]
    assert lost == []


def test_district_labels_find_the_district_first(search: PlaceSearch, gazetteer: Gazetteer) -> None:
    districts = [unit for unit in gazetteer.units.values() if unit.kind == "district"]
    wrong = [unit.label for unit in districts if search.search(unit.label).matches[0].place != unit]
    # Two districts of one name in one province would be no fault of the search.
    assert len(wrong) <= 2, wrong


def test_labels_of_populated_places_find_them(search: PlaceSearch, gazetteer: Gazetteer) -> None:
    rows = random.Random(3).sample(range(len(gazetteer.names)), 150)
    lost = []
    for row in rows:
        place = gazetteer.place_at(row)
        found = search.search(place.label, "point", "populated_place", 20).matches
        if place.id not in {match.place.id for match in found}:
            lost.append(place.label)
    assert len(lost) <= 3, lost


@pytest.mark.parametrize(
    ("query", "point"),
    [
        ("chincheros cusco", "081302"), ("Chincheros, Cusco", "081302"),
        ("Chincheros, Urubamba, Cusco", "081302"), ("chincheros apurimac", "030601"),
        ("asdf cusco", "080101"), ("ayacucho gratis", "050101"), ("lima, huanta", "150101"),
    ],
)  # fmt: skip
def test_a_qualifier_tells_which_of_two_like_names_is_meant(
    search: PlaceSearch, query: str, point: str
) -> None:
    result = search.search(query)
    assert (result.status, result.matches[0].place.id) == ("match", point)


@pytest.mark.parametrize(
    ("query", "points"),
    [
        ("morrope, chiclayo", ["140306", "140101"]), ("morrope chiclayo", ["140306", "140101"]),
        ("chiclayo, morrope", ["140306", "140101"]), ("mancora, tumbes", ["200706", "240101"]),
        ("huanta lima", ["050401", "150101"]), ("juliaca, arequipa", ["211101", "040101"]),
    ],
)  # fmt: skip
def test_names_that_contradict_one_another_are_all_asked_about(
    search: PlaceSearch, query: str, points: list[str]
) -> None:
    result = search.search(query)
    assert result.status == "ambiguous"
    assert [match.place.id for match in result.matches] == points


def test_contradicting_names_keep_to_kind_and_limit(search: PlaceSearch) -> None:
    asked = search.search("huanta, cusco", "point", "province")
    assert [match.place.id for match in asked.matches] == ["0504", "0801"]
    assert len(search.search("huanta, cusco", "point", None, 1).matches) == 1


@pytest.mark.parametrize("kind", ["department", "province", "district", "populated_place"])
def test_kind_limits_what_is_found(search: PlaceSearch, kind: str) -> None:
    result = search.search("Junín", "point", kind)
    assert result.matches and {match.place.kind for match in result.matches} == {kind}


def test_limit_is_kept(search: PlaceSearch) -> None:
    assert len(search.search("Santa Rosa", "point", None, 2).matches) == 2


def test_one_slip_in_a_district_name_still_finds_it(
    search: PlaceSearch, gazetteer: Gazetteer
) -> None:
    found = asked = 0
    rng = random.Random(11)
    districts = [unit for unit in gazetteer.units.values() if unit.kind == "district"]
    for unit in rng.sample([one for one in districts if len(one.name) >= 6], 300):
        query = one_slip(unit.name, rng)
        ids = [match.place.id for match in search.search(query, limit=5).matches]
        same_name = [m.place.name for m in search.search(query, limit=5).matches]
        asked += 1
        found += unit.id in ids or unit.name in same_name
    assert found / asked >= 0.95


def one_slip(name: str, rng: random.Random) -> str:
    """Return the name with one letter dropped, doubled, swapped with the next or replaced."""
    at = rng.randrange(len(name))
    slips = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
        name[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + name[at + 1 :],
    )
    return rng.choice(slips)
