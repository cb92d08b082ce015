"""The page of what nobody could answer, and the way from a question to its resource."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from knowledge_base.console.parts import Parts
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.records import Resource
from tests.knowledge_base.conftest import wait_until
from tests.knowledge_base.console.conftest import Visitor

PAGE = "/console/gaps/"


@pytest.fixture
def asked(app: Flask, parts: Parts) -> None:
    """Three ways to ask for one thing, from two regions, and a question of another kind."""
    today, store = today_in_peru(), parts.base.gaps
    store.record("curso de soldadura submarina", "es", today, 5, "0501")
    store.record("quiero aprender soldadura submarina", "es", today - timedelta(weeks=2), 2, "2101")
    store.record("quiero una pizza hawaiana grande", "es", today, 3)
    wait_until(lambda: len(parts.base.gap_groups.all()) == 2)


def number_of(parts: Parts, words: str) -> int:
    return next(gap.number for gap in parts.base.gaps.all() if words in gap.question)


def test_what_asks_for_the_same_stands_together_with_its_weeks_and_regions(
    asked: None, signed_in: Callable[[str], Visitor]
) -> None:
    page = signed_in("viewer").get(PAGE).get_data(as_text=True)
    assert "Se preguntó 7 veces" in page and "Otra forma de preguntarlo" in page
    assert "Ayacucho 5" in page and "Puno 2" in page and "sin lugar 3" in page
    assert page.index("soldadura") < page.index("pizza")
    assert "Crear un recurso" not in page, "a viewer cannot"


def test_regions_choose_what_is_shown(asked: None, signed_in: Callable[[str], Visitor]) -> None:
    viewer = signed_in("viewer")
    assert "pizza" not in viewer.get(PAGE + "?region=21").get_data(as_text=True)
    nowhere = viewer.get(PAGE + "?region=24").get_data(as_text=True)
    assert "No hay preguntas sin respuesta aquí." in nowhere


def test_a_resource_for_a_gap_begins_with_the_words_of_those_who_asked(
    asked: None, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    editor, number = signed_in("editor"), number_of(parts, "curso de soldadura")
    answer = editor.post(f"{PAGE}{number}/resource")
    (resource_id,) = parts.drafts.by_gap().values()
    assert answer.headers["Location"].endswith(f"/{resource_id}/edit")
    draft = parts.drafts.get(resource_id)
    assert draft is not None and draft.author == "editor"
    assert draft.body["asked"] == [
        "curso de soldadura submarina",
        "quiero aprender soldadura submarina",
    ]
    assert "En camino" in editor.get(PAGE).get_data(as_text=True)
    assert editor.post(f"{PAGE}{number}/resource").headers["Location"].endswith("/edit")
    assert len(parts.drafts.by_gap()) == 1, "the second click opens the same draft"


def test_a_gap_closes_when_what_is_published_answers_it(
    asked: None, signed_in: Callable[[str], Visitor], parts: Parts, welding: Resource
) -> None:
    parts.base.store.save(welding)
    parts.base.changed()
    wait_until(lambda: len(parts.base.gaps.all("closed")) == 2)
    page = signed_in("viewer").get(PAGE + "?state=closed").get_data(as_text=True)
    assert "curso de soldadura submarina" in page and welding.id in page


def test_what_is_no_wish_to_learn_is_put_aside_and_can_come_back(
    asked: None, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    editor, number = signed_in("editor"), number_of(parts, "pizza")
    editor.post(f"{PAGE}{number}/dismiss")
    assert "pizza" not in editor.get(PAGE).get_data(as_text=True)
    assert "pizza" in editor.get(PAGE + "?state=dismissed").get_data(as_text=True)
    assert parts.audit.page(1)[0][0].action == "gap.dismiss"
    editor.post(f"{PAGE}{number}/reopen")
    wait_until(lambda: "pizza" in editor.get(PAGE).get_data(as_text=True))


@pytest.mark.parametrize("act", ["resource", "dismiss", "reopen"])
def test_viewers_change_nothing_and_unknown_gaps_are_told(
    act: str, asked: None, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    number = number_of(parts, "pizza")
    assert signed_in("viewer").post(f"{PAGE}{number}/{act}").status_code == 403
    assert signed_in("editor").post(f"{PAGE}999999/{act}").status_code == 404


def test_what_people_typed_is_shown_as_text(
    app: Flask, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    parts.base.gaps.record("<script>alert(1)</script> soldadura", "es", today_in_peru())
    wait_until(lambda: len(parts.base.gap_groups.all()) == 1)
    page = signed_in("viewer").get(PAGE).get_data(as_text=True)
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page
