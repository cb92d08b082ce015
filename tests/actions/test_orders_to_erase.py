"""Which sentences order an erasure, of all that the assistant learns as one, and of questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.privacy import NOT_ORDERED, ORDER
from actions.reading import fold

NLU = Path(__file__).resolve().parents[2] / "bot" / "nlu"


def is_order(text: str) -> bool:
    said = fold(text)
    return bool(ORDER.search(said)) and not NOT_ORDERED.search(said)


def test_all_that_is_learned_as_an_order_is_one() -> None:
    refused = []
    for path in NLU.glob("*.yml"):
        for block in YAML(typ="safe").load(path.read_text("utf-8"))["nlu"]:
            if block.get("intent") == "delete_data":
                lines = [line[2:] for line in block["examples"].splitlines()]
                refused += [line for line in lines if line and not is_order(line)]
    assert not refused


@pytest.mark.parametrize(
    "text",
    [
        "¿Qué datos borras?",
        "¿qué pasa si escribo BORRAR?",
        "que datos guardas de mi",
        "no borres mis datos",
        "what data do you delete?",
        "don't delete my data",
    ],
)
def test_a_question_and_its_opposite_order_nothing(text: str) -> None:
    assert not is_order(text)
