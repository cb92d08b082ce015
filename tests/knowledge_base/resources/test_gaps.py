from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from knowledge_base.resources import gaps
from knowledge_base.resources.gaps import Gap, GapStore, mask

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mi dni es 12345678 curso de costura", "mi dni es [numero] curso de costura"),
        ("llamame al +51 987 654 321", "llamame al [numero]"),
        ("(01) 427-3860", "([numero]"),
        ("ruc 20131312955", "ruc [numero]"),
        ("escribe a Ana.Diaz@example.org ya", "escribe a [correo] ya"),
        ("dni 45,678,912", "dni [numero]"),
        ("soy 987/654/321", "soy [numero]"),
        ("soy 987*654*321", "soy [numero]"),
        ("cel 987_654_321 o 987–654–321", "cel [numero] o [numero]"),
        ("guerra del pacifico 1879-1883", "guerra del pacifico 1879-1883"),
        ("peru 1980 - 2000", "peru 1980 - 2000"),
        ("mi numero es 1879 1883 12", "mi numero es [numero]"),
        ("dni 18791883", "dni [numero]"),
        ("tarjeta 4557-1883", "tarjeta [numero]"),
        ("excel 2016 y 3ro de secundaria", "excel 2016 y 3ro de secundaria"),
    ],
)
def test_what_tells_who_asked_is_masked(typed: str, kept: str) -> None:
    assert mask(typed) == kept


def test_the_same_question_is_counted(database: Engine) -> None:
    gaps = GapStore(database, keep_days=180)
    gaps.record("Soldadura  submarina", "es", TODAY - timedelta(days=1))
    gaps.record("soldadura submarina", "es", TODAY)
    gaps.record("welding", "en", TODAY)
    found, more = gaps.page(limit=5, offset=0)
    yesterday = TODAY - timedelta(days=1)
    assert found[0] == Gap(found[0].number, "soldadura submarina", "es", 2, yesterday, TODAY)
    assert (len(found), more) == (2, False)
    assert gaps.page(limit=1, offset=0) == (found[:1], True)


def test_old_questions_are_forgotten(database: Engine) -> None:
    gaps = GapStore(database, keep_days=30)
    gaps.record("costura", "es", TODAY - timedelta(days=31))
    gaps.record("panaderia", "es", TODAY)
    assert [gap.question for gap in gaps.page(5, 0)[0]] == ["panaderia"]


def test_bytes_that_a_database_refuses_are_left_out(database: Engine) -> None:
    gaps = GapStore(database, keep_days=30)
    gaps.record("taller\x00de costura\n", "es", TODAY)
    assert gaps.page(5, 0)[0][0].question == "taller de costura"


def test_a_very_long_question_is_cut(database: Engine) -> None:
    gaps = GapStore(database, keep_days=30)
    gaps.record("1 a " * 400, "es", TODAY)
    assert len(gaps.page(5, 0)[0][0].question) <= 500


def test_the_least_asked_go_where_there_are_too_many(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "MOST_KEPT", 2)
    store = GapStore(database, 30)
    for question, times in (("pan", 1), ("costura", 3), ("soldar", 2)):
        store.record(question, "es", TODAY, times)
    store.prune()
    assert [gap.question for gap in store.page(10, 0)[0]] == ["costura", "soldar"]
