"""The golden questions keep their own rules, and the shipped search its bars on them."""

from collections import Counter

import pytest

from knowledge_base.evaluation.figures import Figures, figures
from knowledge_base.evaluation.golden import (
    PARAPHRASE,
    REPORT,
    TUNE,
    GoldenQuestion,
    ask,
    ask_halves,
    read_golden,
)
from knowledge_base.index.built import build
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.search import Searcher
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.resources.records import Resource
from knowledge_base.settings import SHIPPED_CATALOGUE


@pytest.fixture(scope="module")
def shipped() -> list[Resource]:
    return read_catalogue(SHIPPED_CATALOGUE)


@pytest.fixture(scope="module")
def reported() -> list[GoldenQuestion]:
    return [question for question in read_golden() if question.part == REPORT]


@pytest.fixture(scope="module")
def seen(shipped: list[Resource], reported: list[GoldenQuestion], encoder: Encoder) -> Figures:
    return figures(ask(Searcher(build(shipped, 0, encoder)), reported))


def test_both_halves_are_large_and_alike() -> None:
    questions = read_golden()
    assert len(questions) >= 200
    assert sum(not question.expect for question in questions) >= 40
    mixes = [Counter(q.style for q in questions if q.part == part) for part in (TUNE, REPORT)]
    assert mixes[0] == mixes[1]
    assert {"typos", "no_accents", "slang", "english", "quechua", PARAPHRASE} <= mixes[0].keys()
    assert len({question.text for question in questions}) == len(questions)


def test_right_answers_are_shipped(shipped: list[Resource]) -> None:
    ids = {resource.id for resource in shipped}
    assert [q.text for q in read_golden() if not ids.issuperset(q.expect)] == []


def test_students_find_what_there_is(seen: Figures) -> None:
    assert seen.recall_at_1 is not None and seen.recall_at_1 >= 0.70
    assert seen.recall_at_3 is not None and seen.recall_at_3 >= 0.80


def test_other_words_than_the_answers_find_it_better_than_bm25(
    shipped: list[Resource], reported: list[GoldenQuestion], encoder: Encoder
) -> None:
    hard = [question for question in reported if question.style == PARAPHRASE]
    ours = figures(ask(Searcher(build(shipped, 0, encoder)), hard)).recall_at_3
    plain = figures(ask_halves(shipped, encoder, hard)["bm25"]).recall_at_3
    assert ours is not None and plain is not None
    assert ours >= plain + 0.03
