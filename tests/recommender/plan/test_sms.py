from __future__ import annotations

import random
import sys

import pytest

from recommender.places.gazetteer import Gazetteer
from recommender.plan.reasons import site_sms
from recommender.plan.sms import (
    BASIC,
    EXTENSION,
    SMS_SEPTETS,
    cut,
    join_that_fits,
    septets,
    to_gsm7,
)


def test_the_alphabet_has_its_127_letters_and_10_extensions() -> None:
    assert (len(BASIC), len(EXTENSION)) == (127, 10)


def test_extension_characters_take_two_septets() -> None:
    assert septets("a€[") == 5


def test_foreign_characters_are_refused_by_septets_and_written_otherwise() -> None:
    with pytest.raises(ValueError, match="alphabet"):
        septets("más")
    assert to_gsm7("más niños aquí “ya” 🎉") == 'mas niños aqui "ya" '
    assert to_gsm7("café Ñaña über") == "café Ñaña über"


def test_any_text_becomes_one_that_fits_one_sms() -> None:
    rng = random.Random(17)
    alphabet = sorted(BASIC | EXTENSION) + list("áíóúÁ“”—🎉漢ΑŒ\u0301\u200d")
    for _ in range(3000):
        texts = ["".join(rng.choices(alphabet, k=rng.randrange(120))) for _ in range(4)]
        if rng.random() < 0.3:
            texts[0] = "".join(chr(rng.randrange(1, sys.maxunicode)) for _ in range(200)
                               ).encode("utf-8", "ignore").decode("utf-8")  # fmt: skip
        assert septets(join_that_fits(texts[0], texts[1:])) <= SMS_SEPTETS


def test_a_cut_text_keeps_its_start() -> None:
    assert cut("a" * 200, 160) == "a" * 159 + "."
    assert septets(cut("€" * 200, 160)) <= 160
    assert cut("Huanta", 36) == "Huanta"


def test_reasons_of_every_name_fit_one_sms(gazetteer: Gazetteer) -> None:
    longest = sorted(gazetteer.names, key=len)[-500:]
    rng = random.Random(1)
    for name in longest + rng.sample(gazetteer.names, 500):
        within = f"{rng.uniform(1, 50):.1f} km"
        text = site_sms(name, "Daniel Alcides Carrión", rng.uniform(0, 3.3e7),
                        rng.uniform(0, 1e7), within, ("tambo", rng.uniform(0, 900)),
                        rng.uniform(0, 100))  # fmt: skip
        assert septets(text) <= SMS_SEPTETS
        assert "personas nuevas" in text


def test_a_reason_says_whom_why_and_how_far() -> None:
    text = site_sms("Huanta", "Huanta", 48_123, 13_000, "5 km", ("tambo", 10.8), 86.9)
    assert text == (
        "Huanta (Huanta): unas 48 123 personas nuevas a 5 km, 13 000 de 10 a 24 años. "
        "87% de hogares sin internet (2017). Tambo mas cercano a 10.8 km."
    )


def test_unknown_figures_are_left_out() -> None:
    text = site_sms("Huanta", "Huanta", 10, 3, "5 km", None, float("nan"))
    assert "nan" not in text and "Sin hubs" in text
