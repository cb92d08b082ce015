"""Questions that editors pin."""

import pytest
import yaml
from sqlalchemy import Engine

from knowledge_base.evaluation import __main__ as command
from knowledge_base.evaluation.golden import PINNED, GoldenQuestion
from knowledge_base.evaluation.pinned import GoldenStore, InvalidPin, as_yaml


@pytest.fixture
def golden(database: Engine) -> GoldenStore:
    return GoldenStore(database)


def test_a_pinned_question_is_kept_with_who_and_why(golden: GoldenStore) -> None:
    made = golden.pin(" kiero  aprender exel ", ["excel-gcf"], "rosa", "la piden mucho")
    assert (made.question, made.language, made.expect) == (
        "kiero aprender exel",
        "es",
        ("excel-gcf",),
    )
    assert (made.pinned_by, made.note) == ("rosa", "la piden mucho")
    assert made.pinned_at.tzinfo is not None
    assert golden.all() == [made]
    assert golden.get(made.number) == made
    assert golden.all_for_check() == [
        GoldenQuestion("kiero aprender exel", PINNED, "es", PINNED, ("excel-gcf",))
    ]


def test_pinning_again_corrects_the_answers(golden: GoldenStore) -> None:
    first = golden.pin("precio del dolar", ["bcrp", "bcrp"], "rosa")
    assert first.expect == ("bcrp",)
    again = golden.pin("precio del dolar", [], "luis")
    assert (again.number, again.expect, again.pinned_by) == (first.number, (), "luis")
    assert golden.all() == [again]


def test_an_unpinned_question_is_gone(golden: GoldenStore) -> None:
    made = golden.pin("ajedrez", [], "rosa")
    assert golden.unpin(made.number)
    assert not golden.unpin(made.number)
    assert golden.get(made.number) is None
    assert golden.all_for_check() == []


def test_what_tells_who_asked_is_not_kept(golden: GoldenStore) -> None:
    made = golden.pin("mi dni 12345678 curso de costura", [], "rosa")
    assert made.question == "mi dni [numero] curso de costura"


@pytest.mark.parametrize(
    ("question", "expect", "note", "why"),
    [
        (" ", [], "", "al menos una palabra"),
        ("1 2", [], "", "al menos una palabra"),
        ("curso " * 100, [], "", "el máximo es 500"),
        ("costura", ["no es un id"], "", "no es el identificador"),
        ("costura", [f"r-{n}" for n in range(11)], "", "como máximo 10"),
        ("costura", [], "n" * 201, "el máximo es 200"),
    ],
)
def test_what_cannot_be_pinned_is_said(
    golden: GoldenStore, question: str, expect: list[str], note: str, why: str
) -> None:
    with pytest.raises(InvalidPin, match=why):
        golden.pin(question, expect, "rosa", note)
    assert golden.all() == []


def test_pinned_questions_are_written_as_the_shipped_ones_are(golden: GoldenStore) -> None:
    golden.pin("¿qué es una célula?", ["khan-biologia"], "rosa")
    assert yaml.safe_load(as_yaml(golden.all_for_check())) == [
        {
            "q": "¿qué es una célula?",
            "set": "pinned",
            "lang": "es",
            "style": "pinned",
            "expect": ["khan-biologia"],
        }
    ]


def test_the_command_writes_what_is_pinned(
    golden: GoldenStore,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KNOWLEDGE_BASE_DATABASE_URL", database_url)
    golden.pin("ajedrez", [], "rosa")
    assert command.main(["golden", "export"]) == 0
    assert [row["q"] for row in yaml.safe_load(capsys.readouterr().out)] == ["ajedrez"]
    assert command.main(["golden", "eat"]) == 2
    assert "golden export" in capsys.readouterr().err
