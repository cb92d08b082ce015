"""Questions in vain come together where they ask for the same."""

import random
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from knowledge_base.index.built import build
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.grouping import Asked, grouped
from knowledge_base.index.language import guess_language
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.settings import SHIPPED_CATALOGUE

_QUESTIONS = Path(__file__).parent / "gap_questions.yaml"
Pairs = set[tuple[int, int]]


@pytest.fixture(scope="module")
def taught(encoder: Encoder) -> Encoder:
    """The encoder as the service has it: with what it learned from the shipped resources."""
    return build(read_catalogue(SHIPPED_CATALOGUE), 0, encoder).encoder


def _asked(*questions: str) -> list[Asked]:
    return [Asked(n, text, guess_language(text)) for n, text in enumerate(questions)]


def _texts(groups: list[list[Asked]]) -> list[list[str]]:
    return [[one.text for one in own] for own in groups]


def _wishes(*parts: str) -> list[list[str]]:
    content = yaml.safe_load(_QUESTIONS.read_text("utf-8"))
    return [wish for part in parts for wish in content[part]]


def _precision_and_recall(wishes: list[list[str]], encoder: Encoder) -> tuple[float, float]:
    """Return the shares of the pairs: of those brought together, and of those that belong so."""
    of = [n for n, wish in enumerate(wishes) for _ in wish]
    groups = grouped(_asked(*(text for wish in wishes for text in wish)), encoder)
    numbers = [sorted(one.number for one in own) for own in groups]
    made: Pairs = {pair for own in numbers for pair in combinations(own, 2)}
    true: Pairs = {(a, b) for a, b in combinations(range(len(of)), 2) if of[a] == of[b]}
    return len(made & true) / len(made), len(made & true) / len(true)


@pytest.mark.parametrize(
    ("parts", "least"),
    [(("tune",), (0.95, 0.75)), (("report",), (0.95, 0.63)), (("tune", "report"), (0.9, 0.7))],
)
def test_groups_are_right_and_hold_most_of_what_belongs_together(
    parts: tuple[str, ...], least: tuple[float, float], taught: Encoder
) -> None:
    wishes = _wishes(*parts)
    assert sum(map(len, wishes)) >= 60
    assert len(wishes) >= 15
    precision, recall = _precision_and_recall(wishes, taught)
    assert precision >= least[0]
    assert recall >= least[1]


def test_one_wish_in_many_words_is_one_group(taught: Encoder) -> None:
    asked = _asked("curso de soldadura", "quiero aprender a soldar", "soldadura electrica")
    assert len(grouped(asked, taught)) == 1


@pytest.mark.parametrize(
    "two", [("excel", "word"), ("sembrar cafe", "sembrar papa"), ("tocar quena", "tocar guitarra")]
)
def test_two_wishes_stay_two_groups(two: tuple[str, str], taught: Encoder) -> None:
    assert len(grouped(_asked(*two), taught)) == 2


def test_slips_and_languages_come_together(taught: Encoder) -> None:
    asked = _asked(
        "photoshop", "curso de photoshop", "fotoshop", "tocar guitarra", "guitar lessons"
    )
    assert sorted(map(len, grouped(asked, taught))) == [2, 3]


def test_what_was_asked_most_comes_first(taught: Encoder) -> None:
    asked = [
        Asked(1, "aprender a tejer", "es", 2),
        Asked(2, "ajedrez", "es", 5),
        Asked(3, "tejer a crochet", "es", 4),
    ]
    assert _texts(grouped(asked, taught)) == [["tejer a crochet", "aprender a tejer"], ["ajedrez"]]


def test_the_order_of_the_questions_changes_nothing(taught: Encoder) -> None:
    asked = _asked(*(text for wish in _wishes("report") for text in wish))
    shuffled = random.Random(7).sample(asked, len(asked))
    assert _texts(grouped(asked, taught)) == _texts(grouped(shuffled, taught))


def test_words_that_nobody_knows_and_no_question_at_all_are_grouped_too(taught: Encoder) -> None:
    assert grouped([], taught) == []
    asked = _asked("zukrabel", "curso de zukrabel", "mopliwur", "1 2 3", "cursos gratis")
    assert sorted(map(len, grouped(asked, taught))) == [1, 1, 1, 2]
