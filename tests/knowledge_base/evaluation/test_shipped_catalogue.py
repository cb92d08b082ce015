"""The shipped catalogue answers the hand-written questions: the bars a release must keep."""

from knowledge_base.evaluation.measure import ask, figures, read_questions
from knowledge_base.index.built import build
from knowledge_base.index.encode import Encoder
from knowledge_base.index.search import Searcher
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.settings import SHIPPED_CATALOGUE


def test_students_find_what_there_is_and_nothing_else(encoder: Encoder) -> None:
    searcher = Searcher(build(read_catalogue(SHIPPED_CATALOGUE), 0, encoder), encoder)
    seen = figures(ask(searcher, read_questions()))
    assert seen.hit_at_1 >= 0.85
    assert seen.hit_at_3 >= 0.92
    assert seen.precision >= 0.9
    assert seen.recall >= 0.85
