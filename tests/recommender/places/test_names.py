from __future__ import annotations

import pytest

from recommender.places.names import compact, plain, sound


@pytest.mark.parametrize(
    ("written", "reduced"),
    [
        ("  Áncash ", "ancash"),
        ("S.J.L.", "sjl"),
        ("Sta. Rosa", "santa rosa"),
        ("Rupa-Rupa", "rupa rupa"),
        ("ÑAÑA", "nana"),
        ("26 de Octubre", "26 de octubre"),
        ("🎉", ""),
    ],
)
def test_plain_keeps_letters_and_digits_alone(written: str, reduced: str) -> None:
    assert plain(written) == reduced


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wanta", "huanta"),
        ("guanta", "huanta"),
        ("huantta", "huanta"),
        ("ayakucho", "ayacucho"),
        ("guancabelica", "huancavelica"),
        ("kosko", "cusco"),
        ("nazca", "nasca"),
        ("pichanaki", "pichanaqui"),
        ("yurimawas", "yurimaguas"),
        ("ollantaitambo", "ollantaytambo"),
    ],
)
def test_spellings_of_one_sound_meet(one: str, other: str) -> None:
    assert sound(compact(plain(one))) == sound(compact(plain(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("lima", "puno"), ("jauja", "junin"), ("vilque", "vice"), ("quiches", "sicchez")],
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_many_names_reduce_as_each_alone() -> None:
    names = ["La Unión", "San Martín de Porres", "Los Olivos", "El", "Sta. Ana"]
    for reduce in (plain, lambda text: compact(plain(text))):
        assert reduce("\n".join(names)).split("\n") == [reduce(name) for name in names]


def test_a_name_of_articles_alone_is_kept() -> None:
    assert compact("la") == "la"
