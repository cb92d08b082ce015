"""Which places a whole sentence names."""

from __future__ import annotations

import pytest

from recommender.places.mentions import mentions
from recommender.places.search import PlaceSearch


def labels(search: PlaceSearch, text: str) -> list[str]:
    """The label of the likeliest place of each mention."""
    found = [search.search(phrase) for phrase in mentions(text, search.catalogue)]
    return [result.matches[0].place.label for result in found]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("oe zarumiya tumbes ai algo?", "Zarumilla, Zarumilla, Tumbes"),
        ("quiero un hub en castilla piura xfa", "Castilla, Piura, Piura"),
        (
            "vivimos en chalhuanca provincia de aymaraes no hay señal",
            "Chalhuanca, Aymaraes, Apurímac",
        ),
        ("AYABAKA TIENE TAMBO", "Ayabaca, Ayabaca, Piura"),
        ("mi primo es de Villa Rica, Oxapampa y busca internet", "Villa Rica, Oxapampa, Pasco"),
        ("para la provincia de la mar 3 hubs", "La Mar, Ayacucho"),
    ],
)
def test_a_place_is_found_among_other_words(search: PlaceSearch, text: str, label: str) -> None:
    assert labels(search, text) == [label]


def test_two_places_of_two_wishes_stay_apart(search: PlaceSearch) -> None:
    found = labels(search, "hubs en Juliaca. y tambien en Moquegua?")
    assert len(found) == 2
    assert found[0].endswith("Puno") and found[1].endswith("Moquegua")


@pytest.mark.parametrize(
    "text",
    [
        "hola, quiero aprender python gratis",
        "busco un curso de ingles de alto nivel",
        "donde hay un centro de computo cerca de mi casa",
        "arma un plan de 5 hubs",
        "mi mama quiere vender por internet",
        "gracias amigo, muy amable",
        "no entiendo las fracciones de mi tarea",
        "donde queda el tambo mas cercano",
        "",
        "?!",
    ],
)
def test_a_sentence_without_a_place_names_none(search: PlaceSearch, text: str) -> None:
    assert mentions(text, search.catalogue) == []


def test_every_district_is_found_in_a_sentence(search: PlaceSearch) -> None:
    """But for those whose name is an everyday word, which a sentence cannot tell from it."""
    units = [unit for unit in search.gazetteer.units.values() if unit.kind == "district"]
    lost = []
    for unit in units:
        phrases = mentions(f"quiero saber si hay algo por {unit.name} gracias", search.catalogue)
        found = [match.place.name for p in phrases for match in search.search(p, limit=20).matches]
        if unit.name not in found:
            lost.append(unit.name)
    assert len(lost) <= 0.03 * len(units), lost


@pytest.mark.parametrize("word", ["cuesta", "cuestan", "costo", "presupuesto", "mato", "capital",
                                  "campeon"])  # fmt: skip
def test_a_word_of_everyday_names_no_place(search: PlaceSearch, word: str) -> None:
    assert mentions(f"oye el {word} es lo que digo", search.catalogue) == []
