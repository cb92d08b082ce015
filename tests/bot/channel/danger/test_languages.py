"""What people in danger write, and what only looks like it, in three languages.

Each file beside this one has a message a line, under the kind of danger in brackets; those under
`harmless` are learning, stories, games, figures of speech, broken machines, and the past.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channel.danger import danger_in

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
LANGUAGES = ("spanish", "english", "quechua")
KINDS = ("violence", "police", "ambulance", "fire", "mental")
HARMLESS = "harmless"


def messages(language: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each message of a file."""
    kind = ""
    for line in (HERE / f"{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line:
            yield kind, line


ALL = [message for language in LANGUAGES for message in messages(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_kind_and_what_looks_like_it(language: str) -> None:
    kinds = [kind for kind, _ in messages(language)]
    assert set(kinds) == {*KINDS, HARMLESS}
    assert min(kinds.count(kind) for kind in KINDS) >= 10


@pytest.mark.parametrize(("kind", "text"), [one for one in ALL if one[0] != HARMLESS])
def test_danger_is_heard_and_sent_to_the_fitting_number(kind: str, text: str) -> None:
    assert danger_in(text) == kind


@pytest.mark.parametrize("text", [text for kind, text in ALL if kind == HARMLESS])
def test_what_looks_like_danger_is_left_to_the_assistant(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    "text", ["emergencia", "AYUDA AYUDA", "ayúdenme por favor", "help help", "yanapaway utqayman"]
)
def test_a_cry_that_does_not_say_what_for_gets_every_number(text: str) -> None:
    assert danger_in(text) == "none"


@pytest.mark.parametrize(
    "text", ["ayuda", "help", "yanapaway", "ayuda con excel", "necesito ayuda"]
)
def test_a_plain_wish_for_help_is_none(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("mi papa nos peeega", "violence"), ("kiero matarme", "mental"),
     ("m violo mi tio", "violence"),
     ("mipapamepega", "violence"), ("ay un insendio en mi casa", "fire"),
     ("secuestarron a mi hijo", "police"), ("mi mama no rrespira", "ambulance"),
     ("MAQAWACHKAN", "violence"), ("macahuachcan", "violence"), ("maqawashan", "violence"),
     ("p’anawan qosay", "violence"), ("huañuyta munani", "mental")],
)  # fmt: skip
def test_however_it_is_typed(typed: str, kind: str) -> None:
    assert danger_in(typed) == kind


def test_hardly_any_name_of_a_place_is_taken_for_a_danger() -> None:
    with gzip.open(ROOT / "recommender/bundle/places.csv.gz", "rt", encoding="utf-8") as file:
        names = sorted({row["name"] for row in csv.DictReader(file)})[::9]
    taken = [name for name in names if danger_in(f"hay un hub cerca de {name}?")]
    assert len(names) > 5_000 and len(taken) <= len(names) // 1_000, taken
