import pytest

from knowledge_base.index.language import guess_language
from knowledge_base.index.repair import Repairer
from knowledge_base.index.text import content_words, stem


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("kiero aprender exel", ["exel"]),
        ("como hago mi cv", ["curriculum"]),
        ("curso d python gratis", ["python"]),
        ("holaaaa profe quiero matemática porfa", ["matematica"]),
        ("xq no entiendo física jajaja", ["entiendo", "fisica"]),
        ("C++ y c#", ["c++", "c#"]),
        ("👍 ...", []),
    ],
)
def test_the_words_that_decide_are_left(typed: str, topic: list[str]) -> None:
    assert [word.meant for word in content_words(typed) if not word.generic] == topic


def test_generic_words_count_when_nothing_else_is_left() -> None:
    assert [(w.meant, w.generic) for w in content_words("cursos gratis")] == [
        ("cursos", False),
        ("gratis", False),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("programacion", "programar"), ("curso", "cursos"), ("matematica", "matematicas")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("quiero aprender inglés", "es"),
        ("python", "es"),
        ("how to learn python", "en"),
        ("runasimita yachayta munani", "qu"),
        ("", "es"),
    ],
)
def test_the_language_is_guessed(question: str, language: str) -> None:
    assert guess_language(question) == language


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("exel", "excel"),
        ("pyton", "python"),
        ("kimika", "quimica"),
        ("matematika", "matematica"),
        ("istoria", "historia"),
        ("xyzzy", None),
        ("2016", None),
        ("cel", None),
    ],
)
def test_a_misspelt_word_is_mended(typed: str, meant: str | None) -> None:
    known = ["excel", "python", "quimica", "matematica", "historia", "celda"]
    assert Repairer(dict.fromkeys(known, 3)).mend(typed) == meant


def test_the_commoner_word_wins() -> None:
    assert Repairer({"canto": 1, "campo": 5}).mend("canpo") == "campo"
