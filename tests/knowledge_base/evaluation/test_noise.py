import pytest

from knowledge_base.evaluation.noise import noisy

QUESTION = "¿Qué descubrió el científico que trabajaba también en la Universidad de Huamanga?"


def test_the_same_question_gets_the_same_slips() -> None:
    assert noisy(QUESTION) == noisy(QUESTION)


def test_accents_and_signs_are_left_out() -> None:
    assert not set(noisy(QUESTION)) & set("¿?áéíóúñ")


def test_a_thousand_words_get_some_slips_and_keep_their_first_letter() -> None:
    words = [f"palabra{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}montana" for n in range(1000)]
    typed = [noisy(word) for word in words]
    share = sum(a != b for a, b in zip(words, typed, strict=True)) / len(words)
    assert 0.1 < share < 0.2
    assert {word[0] for word in typed} == {"p"}


@pytest.mark.parametrize("question", ["", "¿?", "abc", "2026", "x"])
def test_what_has_no_long_word_stays_readable(question: str) -> None:
    assert noisy(question).replace(" ", "") == question.strip("¿?")
