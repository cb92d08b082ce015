"""The bench: why something is found, what drafts would change, and pinned questions."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import yaml

from knowledge_base.console.parts import Parts
from knowledge_base.resources.records import Resource
from tests.knowledge_base.conftest import wait_until
from tests.knowledge_base.console.conftest import Visitor

PAGE = "/console/bench/"


def sides(page: str) -> list[str]:
    """What each of the two sides says, without the marks of HTML."""
    found = re.findall(r'<section class="card side">(.*?)</section>', page, flags=re.S)
    return [" ".join(re.sub(r"<[^>]*>", " ", one).split()) for one in found]


@pytest.fixture
def draft(parts: Parts, welding: Resource) -> str:
    fields = {k: v for k, v in welding.as_dict().items() if v not in (None, [], "")}
    return parts.drafts.begin(None, fields, "editor").resource_id


def test_the_next_search_shows_what_a_draft_would_answer(
    draft: str, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    page = signed_in("viewer").get(PAGE + "?q=kiero+aprender+soldadura+submarina")
    live, following = sides(page.get_data(as_text=True))
    assert "No encuentra nada" in live and "Soldadura submarina" in following
    assert "con 1 borrador" in following and "solo aquí" in following
    assert "soldadura" in following.partition("Por : ")[2] or "Por: " in following
    assert not parts.base.gaps.all(), "a trial is no gap"


def test_a_draft_that_is_not_complete_is_said_to_be_left_out(
    signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    parts.drafts.begin(None, {"title": "Algo a medias"}, "editor")
    page = signed_in("viewer").get(PAGE + "?q=algo+a+medias").get_data(as_text=True)
    assert "1 borrador aún no está completo" in page


def test_another_version_can_be_compared_and_a_wrong_one_is_told(
    signed_in: Callable[[str], Visitor], parts: Parts, welding: Resource
) -> None:
    old = parts.base.versions.active()
    parts.base.store.save(welding)
    parts.base.build_soon()
    wait_until(lambda: parts.base.versions.active() != old)
    viewer = signed_in("viewer")
    page = viewer.get(f"{PAGE}?q=soldadura+submarina&version={old}").get_data(as_text=True)
    live, other = sides(page)
    assert "Soldadura submarina" in live and f"En la versión {old}" in other
    assert "No encuentra nada" in other
    wrong = viewer.get(PAGE + "?q=excel&version=../../etc/passwd").get_data(as_text=True)
    assert "Esa versión ya no está" in wrong and len(sides(wrong)) == 2


def test_a_pinned_question_stops_a_version_that_no_longer_answers_it(
    signed_in: Callable[[str], Visitor], parts: Parts, welding: Resource
) -> None:
    parts.base.store.save(welding)
    parts.base.build_soon()
    wait_until(lambda: len(parts.base.versions.all()) == 2)
    editor = signed_in("editor")
    editor.post(PAGE + "pin", {"q": "soldadura submarina", "expect": [welding.id], "note": "hola"})
    page = editor.get(PAGE).get_data(as_text=True)
    assert "soldadura submarina" in page and welding.id in page and "hola" in page
    rows = yaml.safe_load(editor.get(PAGE + "pinned.yaml").get_data(as_text=True))
    assert [(row["q"], row["expect"]) for row in rows] == [("soldadura submarina", [welding.id])]
    said = parts.audit.page(1)[0][0]
    assert (said.who, said.action) == ("editor", "golden.pin")
    editor.post(f"{PAGE}{parts.golden.all()[0].number}/unpin")
    assert not parts.golden.all()


def test_a_question_without_words_is_not_pinned(signed_in: Callable[[str], Visitor]) -> None:
    editor = signed_in("editor")
    answer = editor.post(PAGE + "pin", {"q": "???"}, follow_redirects=True)
    assert "Escribe una pregunta" in answer.get_data(as_text=True)


def test_viewers_try_but_do_not_pin(signed_in: Callable[[str], Visitor], parts: Parts) -> None:
    viewer = signed_in("viewer")
    assert viewer.post(PAGE + "pin", {"q": "excel"}).status_code == 403
    assert viewer.post(PAGE + "1/unpin").status_code == 403
    assert "Fijar" not in viewer.get(PAGE + "?q=excel").get_data(as_text=True)


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>", "{{7*7}}", "'; DROP TABLE x", "%"]
)
def test_whatever_is_typed_is_text(question: str, signed_in: Callable[[str], Visitor]) -> None:
    answer = signed_in("viewer").get(PAGE, query_string={"q": question})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<script>alert" not in page and "49" not in page.partition("Pregunta")[2][:300]
