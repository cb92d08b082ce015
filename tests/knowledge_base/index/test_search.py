from dataclasses import replace

import numpy as np
import pytest

from knowledge_base.index.built import BuiltIndex, build
from knowledge_base.index.documents import document_of
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.search import Searcher
from knowledge_base.resources.records import Resource


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("kiero aprender exel", "excel-gcf"),
        ("como hago mi cv", "europass"),
        ("curso d python gratis", "tutorial-python"),
        ("MATEMÁTICA 3ro secundaria!!!", "khan-academy"),
        ("fisica vectores", "fisica-openstax-1"),
        ("como crear correo gmail", "gmail-ayuda"),
        ("programar desde cero", "scratch"),
        ("kimika", "phet"),
        ("learn programming", "cs50"),
        ("physics", "fisica-openstax-1"),
        ("runasimita yachayta munani", "wikipedia-quechua"),
    ],
)
def test_a_question_as_typed_finds_its_resource(
    searcher: Searcher, question: str, first: str
) -> None:
    assert searcher.search(question).hits[0].resource.id == first


@pytest.mark.parametrize(
    "question",
    [
        "asdf qwer",
        "soldadura submarina",
        "hola",
        "👍👍",
        "¿?",
        "x" * 500,
        "12345678",
        "how to knit",
        "1 2 3 4 5",
        "\x00",
        "SELECT * FROM x",
    ],
)
def test_nothing_is_better_than_something_wrong(searcher: Searcher, question: str) -> None:
    assert searcher.search(question).hits == ()


def test_accents_and_case_do_not_matter(searcher: Searcher) -> None:
    plain = [hit.resource.id for hit in searcher.search("matematica").hits]
    assert plain
    assert [hit.resource.id for hit in searcher.search("MATEMÁTICA").hits] == plain


def test_why_names_the_words_as_typed(searcher: Searcher) -> None:
    best = searcher.search("kiero aprender exel").hits[0]
    assert best.matched == ("exel",)
    assert best.by in ("words", "both")


def test_meaning_alone_is_said(searcher: Searcher) -> None:
    # No word of the question stands in the resource.
    hits = searcher.search("how do computers work: introductory lectures").hits
    assert all(hit.by in ("words", "meaning", "both") for hit in hits)
    assert all(hit.matched for hit in hits if hit.by != "meaning")


def test_scores_fall_and_stay_in_range(searcher: Searcher) -> None:
    scores = [hit.score for hit in searcher.search("programar").hits]
    assert len(scores) > 2
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


@pytest.mark.parametrize(
    ("name", "value"),
    [("language", "en"), ("kind", "tool"), ("level", "inicial"), ("topic", "programacion")],
)
def test_filters_hold(searcher: Searcher, name: str, value: str) -> None:
    hits = searcher.search("programar", {name: value}).hits
    assert hits
    assert {getattr(hit.resource, name) for hit in hits} == {value}


def test_a_filter_that_nothing_fits_finds_nothing(searcher: Searcher) -> None:
    assert searcher.search("programar", {"topic": "cocina"}).hits == ()


def test_asking_for_a_book_puts_books_first(searcher: Searcher) -> None:
    assert searcher.search("libro javascript").hits[0].resource.kind == "book"


def test_faiss_ranks_as_the_plain_product_does(index: BuiltIndex) -> None:
    exact = index.encoder.passages([document_of(r).whole for r in index.resources])
    question = index.encoder.questions(["aprender a programar"], "es")
    cosines, rows = index.vectors.search(question, len(index.resources))
    np.testing.assert_allclose(cosines[0], np.sort(exact @ question[0])[::-1], atol=1e-5)
    assert sorted(rows[0]) == list(range(len(index.resources)))


def test_an_empty_base_answers_that_it_knows_nothing(encoder: Encoder) -> None:
    assert Searcher(build([], 0, encoder)).search("python").hits == ()


def test_what_changed_since_is_found_and_what_is_gone_is_not(
    index: BuiltIndex, welding: Resource
) -> None:
    scratch = next(resource for resource in index.resources if resource.id == "scratch")
    renamed = replace(scratch, title="Bordado a mano", description="Puntadas.", tags=("bordar",))
    searcher = Searcher(index, (welding, renamed), frozenset({"excel-gcf"}))
    assert searcher.search("soldadura submarina").hits[0].resource == welding
    assert searcher.search("bordar").hits[0].resource == renamed
    assert "scratch" not in [hit.resource.id for hit in searcher.search("programar").hits]
    assert "excel-gcf" not in [hit.resource.id for hit in searcher.search("excel").hits]
    assert searcher.resources == len(index.resources)
