"""The console counts SMS as the pods that send them do, and says which characters are lost."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge_base.console.gsm7 import Length, Lost, lost, measure, plain
from tests.contract.shape import load

FACTS = load("gsm7")


@pytest.mark.parametrize("fact", FACTS["gsm7"], ids=lambda fact: str(fact["text"])[:20])
def test_a_text_is_written_and_counted_as_agreed(fact: dict[str, Any]) -> None:
    written = plain(fact["text"]).strip()
    assert written == fact["written"]
    assert measure(written) == Length("GSM-7", fact["septets"], fact["segments"])


@pytest.mark.parametrize("fact", FACTS["ucs2"], ids=lambda fact: str(fact["text"])[:20])
def test_a_character_outside_makes_all_of_it_ucs2(fact: dict[str, Any]) -> None:
    assert measure(fact["text"]) == Length("UCS-2", fact["units"], fact["segments"])


def test_each_lost_character_is_named_once_with_what_stands_for_it() -> None:
    found = lost("Más fácil: “así” 😀 año ❤\ufe0f")
    assert found == (
        Lost("á", "a"),
        Lost("“", '"'),
        Lost("í", "i"),
        Lost("”", '"'),
        Lost("😀", ""),
        Lost("❤", ""),
    )


def test_what_gsm7_has_is_not_lost_however_it_is_encoded() -> None:
    assert lost("¿Qué ñandú?") == (Lost("ú", "u"),)
    assert lost("n\u0303 e\u0301 [€]") == ()
    assert measure("n\u0303").units == 1
