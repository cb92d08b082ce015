"""While the register cannot be reached every page says so, and nothing typed is lost."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from tests.knowledge_base.console.conftest import Visitor
from tests.knowledge_base.console.hubs.forms import NEW, fields_of, text_of

AWAY = {"recommender_url": "http://127.0.0.1:9"}
NO_TOKEN = {"recommender_token": ""}
OTHER_TOKEN = {"recommender_token": "otra"}
PAGES = ("", "tambo-2768", "tambo-2768/edit", "tambo-2768/delete", "export/csv")


@pytest.mark.parametrize(
    ("changed", "word"),
    [(AWAY, "no responde"), (NO_TOKEN, "RECOMMENDER_SERVICE_TOKEN"), (OTHER_TOKEN, "la clave")],
)
def test_pages_say_so_and_typed_hubs_stay(
    changed: dict[str, str], word: str, without: Callable[..., Visitor]
) -> None:
    someone = without(**changed)
    for path in PAGES:
        answer = someone.get("/console/hubs/" + path)
        assert answer.status_code == 503 and word in text_of(answer), path
    assert someone.get("/console/hubs/new").status_code == 200
    answer = someone.post("/console/hubs/new", NEW | {"hours": "De 9 a 5"})
    assert answer.status_code == 503 and word in text_of(answer)
    assert "Lo que escribiste sigue aquí" in text_of(answer)
    assert fields_of(answer)["hours"] == "De 9 a 5"
    edited = someone.post("/console/hubs/tambo-2768/edit", NEW | {"version": "1"})
    assert edited.status_code == 503 and fields_of(edited)["name"] == NEW["name"]


def test_the_first_page_opens_and_the_card_says_so(without: Callable[..., Visitor]) -> None:
    someone = without(**AWAY)
    assert someone.get("/console/").status_code == 200
    assert "no responde" in text_of(someone.get("/console/hubs/checks-card"))


def test_files_wait_as_well(without: Callable[..., Visitor]) -> None:
    someone = without(**AWAY)
    form = {"file": (io.BytesIO(b"id\n"), "hubs.csv")}
    answer = someone.post("/console/hubs/import", form, content_type="multipart/form-data")
    assert answer.status_code == 503 and "no responde" in text_of(answer)


def test_a_script_is_told_in_its_corner_of_the_page(without: Callable[..., Visitor]) -> None:
    someone = without(**AWAY)
    query = {"latitude": "-12.94", "longitude": "-74.25", "hub": ""}
    answer = someone.get("/console/hubs/around", query_string=query)
    assert answer.status_code == 200 and "no responde" in text_of(answer)
