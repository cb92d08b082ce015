"""A search laid open: it says what `search` does, and why."""

import pytest

from knowledge_base.evaluation.golden import read_golden
from knowledge_base.index import explanation as codes
from knowledge_base.index.built import BuiltIndex, build
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.explanation import explain
from knowledge_base.index.search import Searcher
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.resources.records import Resource
from knowledge_base.settings import SHIPPED_CATALOGUE


@pytest.fixture(scope="module")
def shipped(encoder: Encoder) -> Searcher:
    return Searcher(build(read_catalogue(SHIPPED_CATALOGUE), 0, encoder))


def test_it_tells_of_the_very_hits_that_people_get(shipped: Searcher) -> None:
    for question in read_golden():
        answer = shipped.search(question.text, chat_first=True)
        told = explain(shipped, question.text, chat_first=True)
        assert told.language == answer.language
        assert [(h.resource, h.score, h.by, h.matched) for h in told.hits] == [
            (h.resource, h.score, h.by, h.matched) for h in answer.hits
        ]
        assert bool(told.hits) == (told.reason == "")


def test_it_tells_how_each_word_was_understood(searcher: Searcher) -> None:
    told = explain(searcher, "kiero un curso d exel zukrabel")
    words = {word.typed: word for word in told.words}
    assert told.mended == "curso excel zukrabel"
    assert (words["exel"].meant, words["exel"].found) == ("excel", True)
    assert words["exel"].others[0].text == "excel"
    assert words["curso"].generic
    unknown = words["zukrabel"]
    assert (unknown.others, unknown.found) == ((), False)
    assert unknown.share > 0
    assert sum(word.share for word in told.words) == pytest.approx(1, abs=0.01)
    assert told.hits[0].matched == ("exel",)
    assert told.hits[0].missing == ("zukrabel",)


def test_other_words_are_whole_words(searcher: Searcher) -> None:
    told = explain(searcher, "spreadsheet course")
    others = [one.text for word in told.words for one in word.others]
    assert "hojas calculo" in others


def test_scores_order_the_hits_and_near_misses_are_under_the_bar(shipped: Searcher) -> None:
    told = explain(shipped, "curso de python en video")
    assert [hit.rank for hit in told.hits] == list(range(1, len(told.hits) + 1))
    assert all(hit.fit >= told.floor for hit in told.hits)
    assert len(told.near) == 3
    assert [miss.rank for miss in told.near] == [len(told.hits) + n for n in (1, 2, 3)]
    assert all(0 < miss.fit <= told.floor for miss in told.near)
    assert [miss.fit for miss in told.near] == sorted((m.fit for m in told.near), reverse=True)


def test_what_is_refused_tells_the_best_and_the_bar(searcher: Searcher) -> None:
    told = explain(searcher, "soldadura zukrabel con vectores del inca mopliwur")
    assert told.hits == ()
    assert told.reason == codes.UNDER_THRESHOLD
    assert told.near[0].fit == told.best < told.threshold
    assert told.near[0].matched


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("de la que", codes.NO_WORDS),
        ("zukrabel mopliwur", codes.UNKNOWN_WORDS),
        ("12345", codes.NO_WORDS),
    ],
)
def test_what_says_nothing_is_told(searcher: Searcher, question: str, reason: str) -> None:
    told = explain(searcher, question)
    assert (told.hits, told.near, told.reason) == ((), (), reason)


def test_a_wish_that_is_none_to_learn_has_to_fit_better(shipped: Searcher) -> None:
    told = next(
        told
        for question in read_golden()
        if not question.expect and (told := explain(shipped, question.text)).reason == codes.OUTSIDE
    )
    profile = shipped.index.profile
    assert told.outside > 0
    assert profile.threshold <= told.best < told.threshold
    assert told.near[0].fit == told.best


def test_filters_and_changes_are_kept(index: BuiltIndex, welding: Resource) -> None:
    changed = Searcher(index, (welding,))
    told = explain(changed, "soldadura submarina")
    assert [hit.resource for hit in told.hits] == [welding]
    assert told.words[0].others[0].text == "soldadura"
    assert explain(changed, "soldadura submarina", {"kind": "book"}).hits == ()
    gone = explain(Searcher(index, (), frozenset({"excel-gcf"})), "excel")
    assert "excel-gcf" not in [one.resource.id for one in (*gone.hits, *gone.near)]


def test_an_empty_index_has_nothing_to_tell(encoder: Encoder) -> None:
    told = explain(Searcher(build([], 0, encoder)), "excel")
    assert (told.hits, told.near) == ((), ())
