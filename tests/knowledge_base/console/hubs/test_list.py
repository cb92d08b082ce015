"""The list, the map's layers, one hub's page, and what people report."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from knowledge_base.console.clients.recommender import Recommender
from tests.knowledge_base.console.conftest import Visitor
from tests.knowledge_base.console.hubs.conftest import Register
from tests.knowledge_base.console.hubs.forms import MADE, NEW, text_of

SignIn = Callable[[str], Visitor]
LIST = "/console/hubs/"


def ids(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('data-id="')[1:]]


def test_all_hubs_by_pages(signed_in: SignIn, client: Recommender) -> None:
    viewer = signed_in("viewer")
    first = text_of(viewer.get(LIST))
    assert "514 hubs" in first and len(ids(first)) == 50
    last = text_of(viewer.get(LIST, query_string={"offset": 500}))
    assert len(ids(last)) == 14 and not set(ids(first)) & set(ids(last))


def test_filters_are_passed_on_and_stay_chosen(signed_in: SignIn) -> None:
    editor = signed_in("editor")
    editor.post("/console/hubs/new", NEW)
    query = {"q": "huanta", "kind": "library", "status": "open", "department": "05",
             "verified_before": "2026-11-01", "sort": "updated_at"}  # fmt: skip
    page = text_of(editor.get(LIST, query_string=query))
    assert ids(page) == [MADE] and "1 hub:" in page
    for chosen in ('value="library" selected', 'value="05" selected', 'value="2026-11-01"'):
        assert chosen in page
    assert ids(text_of(editor.get(LIST, query_string=query | {"department": "23"}))) == []


def test_near_duplicates_are_found_and_named(signed_in: SignIn) -> None:
    editor = signed_in("editor")
    editor.post("/console/hubs/new", NEW)
    other = NEW | {"name": "Telecentro", "latitude": "-12.9405", "near_seen": MADE}
    editor.post("/console/hubs/new", other)
    query = {"near": "duplicates", "department": "05"}
    page = text_of(editor.get(LIST, query_string=query))
    assert set(ids(page)) >= {MADE, "telecentro"}
    assert "de Biblioteca Municipal de Huanta" in page


@pytest.mark.parametrize(
    "query", [{"verified_before": "ayer"}, {"department": "xx"}, {"sort": "nada"}]
)
def test_a_filter_that_is_none_is_said(query: dict[str, str], signed_in: SignIn) -> None:
    answer = signed_in("viewer").get(LIST, query_string=query)
    assert answer.status_code == 422 and "no se entiende" in text_of(answer)


@pytest.mark.parametrize("offset", ["-1", "x", "9" * 30])
def test_a_page_that_is_none_is_another(offset: str, signed_in: SignIn) -> None:
    assert signed_in("viewer").get(LIST, query_string={"offset": offset}).status_code == 200


def test_names_from_files_are_shown_as_text(signed_in: SignIn, world: Register) -> None:
    world.change("tambo-2768", name="<script>alert(1)</script>")
    viewer = signed_in("viewer")
    for path in (LIST + "?q=script", LIST + "tambo-2768"):
        page = viewer.get(path).get_data(as_text=True)
        assert "&lt;script&gt;alert" in page and "<script>alert" not in page


def test_hubs_that_people_complain_of_are_listed_until_somebody_verifies(
    signed_in: SignIn, world: Register
) -> None:
    world.report("tambo-2768", "no_internet", 3)
    world.report("tambo-1", "closed", 2)
    editor = signed_in("editor")
    page = text_of(editor.get(LIST, query_string={"reports": "check"}))
    assert "tambo-2768" in page and 'tambo-1"' not in page and "sin internet" in page
    assert "hubs por revisar" in text_of(editor.get("/console/"))
    assert ">1<" in text_of(editor.get("/console/hubs/checks-card"))
    hub = text_of(editor.get(LIST + "tambo-2768"))
    assert "3 personas dijeron «sin internet»" in hub
    version = hub.split('name="version" value="')[1].split('"')[0]
    editor.post(LIST + "tambo-2768/state", {"step": "verify", "version": version})
    assert "tambo-2768" not in text_of(editor.get(LIST, query_string={"reports": "check"}))
    after = text_of(editor.get(LIST + "tambo-2768"))
    # The counts stay: only the call for a check is over.
    assert "personas dijeron" not in after and 'data-name="Sin internet">3<' in after


def test_layers_of_the_map_come_from_this_origin(signed_in: SignIn, client: Recommender) -> None:
    viewer = signed_in("viewer")
    outlines = json.loads(viewer.get("/console/hubs/outlines").get_data())
    assert len(outlines["features"]) == 25
    points = json.loads(viewer.get("/console/hubs/points").get_data())
    hub = client.hub("tambo-2768")
    assert [hub.id, hub.name, hub.latitude, hub.longitude] in points


def test_nothing_is_shown_to_who_is_not_signed_in(visitor: Callable[[], Visitor]) -> None:
    someone = visitor()
    for path in ("", "points", "outlines", "tambo-2768", "export/csv", "outcomes.csv"):
        assert someone.get(LIST + path).status_code == 302
