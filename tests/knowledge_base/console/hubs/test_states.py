"""Close, move, open, verify and delete: what people then get, and who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge_base.console.clients.recommender import Recommender, UnknownHub
from knowledge_base.console.pages.hubs.editing import today
from knowledge_base.console.parts import Parts
from tests.knowledge_base.console.conftest import Visitor
from tests.knowledge_base.console.hubs.conftest import Register
from tests.knowledge_base.console.hubs.forms import MADE, NEW, fields_of, text_of

SignIn = Callable[[str], Visitor]
HUB = f"/console/hubs/{MADE}"


@pytest.fixture
def made(signed_in: SignIn) -> Visitor:
    """An editor who has added a library."""
    editor = signed_in("editor")
    assert editor.post("/console/hubs/new", NEW).status_code == 303
    return editor


@pytest.mark.parametrize(("step", "status"), [("close", "closed"), ("move", "moved")])
def test_a_hub_that_is_closed_here_is_gone_at_the_next_request(
    step: str,
    status: str,
    made: Visitor,
    client: Recommender,
    world: Register,
    parts: Parts,
) -> None:
    assert world.nearest(-12.94, -74.25)[0] == MADE
    before = client.hub(MADE)
    answer = made.post(HUB + "/state", {"step": step, "version": before.version})
    assert answer.status_code == 303
    assert MADE not in world.nearest(-12.94, -74.25)
    hub = client.hub(MADE)
    assert (hub.status, hub.verified_on) == (status, today())
    entry = parts.audit.page(1, subject=f"hub:{MADE}")[0][0]
    assert (entry.action, entry.detail) == (
        f"hub.{step}",
        {"before": before.body(), "after": hub.body()},
    )
    made.post(HUB + "/state", {"step": "open", "version": hub.version})
    assert world.nearest(-12.94, -74.25)[0] == MADE


def test_a_button_of_an_old_page_does_nothing(made: Visitor, client: Recommender) -> None:
    old = client.hub(MADE).version
    made.post(HUB + "/edit", fields_of(made.get(HUB + "/edit")) | {"hours": "De 9 a 5"})
    data = {"step": "close", "version": old}
    page = text_of(made.post(HUB + "/state", data, follow_redirects=True))
    assert "otra persona cambió este hub" in page and client.hub(MADE).status == "open"


@pytest.mark.parametrize("step", ["", "explode"])
def test_a_step_that_is_none(step: str, made: Visitor) -> None:
    assert made.post(HUB + "/state", {"step": step}).status_code == 400


def test_news_of_the_source_are_decided_before_a_button_closes_them(
    signed_in: SignIn, client: Recommender, world: Register
) -> None:
    newer = {"listed": True, "fields": {"name": "Tambo Nuevo"}}
    world.change("tambo-2768", edited=True, newer_seed=newer)
    version = client.hub("tambo-2768").version
    editor = signed_in("editor")
    data = {"step": "close", "version": version}
    answer = editor.post("/console/hubs/tambo-2768/state", data, follow_redirects=True)
    assert "Decide primero" in text_of(answer) and "Tambo Nuevo" in text_of(answer)
    assert client.hub("tambo-2768").newer and client.hub("tambo-2768").status == "open"
    typed = fields_of(answer)
    assert (typed["status"], typed["verified_on"]) == ("closed", today())


def test_who_only_reads_presses_nothing(made: Visitor, signed_in: SignIn) -> None:
    viewer = signed_in("viewer")
    assert viewer.post(HUB + "/state", {"step": "close"}).status_code == 403


def test_only_publishers_delete_and_are_asked_first(
    made: Visitor,
    signed_in: SignIn,
    client: Recommender,
    world: Register,
    parts: Parts,
) -> None:
    assert made.get(HUB + "/delete").status_code == 403
    assert made.post(HUB + "/delete").status_code == 403
    publisher = signed_in("publisher")
    assert "¿Quitar «Biblioteca" in text_of(publisher.get(HUB + "/delete"))
    hub = client.hub(MADE)
    stale = {"version": hub.version - 1}
    page = text_of(publisher.post(HUB + "/delete", stale, follow_redirects=True))
    assert "No se quitó" in page and client.hub(MADE)
    assert publisher.post(HUB + "/delete", {"version": hub.version}).status_code == 303
    with pytest.raises(UnknownHub):
        client.hub(MADE)
    assert MADE not in world.nearest(-12.94, -74.25)
    entry = parts.audit.page(1)[0][0]
    assert (entry.who, entry.action, entry.detail["after"]) == ("publisher", "hub.delete", None)


def test_a_deleted_hub_keeps_its_history_and_can_be_made_again(
    made: Visitor, client: Recommender, parts: Parts
) -> None:
    hub = client.hub(MADE)
    client.delete(MADE, hub.version)
    parts.audit.record("publisher", "hub.delete", f"hub:{MADE}", {"before": hub.body()})
    answer = made.get(HUB)
    assert answer.status_code == 404 and "ya no está en el registro" in text_of(answer)
    number = parts.audit.page(1)[0][0].number
    query = {"id": MADE, "restore": number}
    form = fields_of(made.get("/console/hubs/new", query_string=query))
    assert made.post("/console/hubs/new", form).status_code == 303
    assert client.hub(MADE).body() == hub.body()


def test_history_tells_who_changed_what(made: Visitor, signed_in: SignIn) -> None:
    publisher = signed_in("publisher")
    typed = fields_of(publisher.get(HUB + "/edit")) | {"hours": "De 9 a 5"}
    publisher.post(HUB + "/edit", typed)
    page = text_of(signed_in("viewer").get(HUB))
    history = page[page.index("Cambios") :]
    assert "publisher</strong> lo cambió" in history and "<ins>De 9 a 5</ins>" in history
    assert "editor</strong> agregó el hub" in history
    # Restoring is for those who may save.
    assert "Restaurar" not in history and "Restaurar" in text_of(made.get(HUB))


def test_a_hub_whose_code_begins_alike_has_its_own_history(made: Visitor, parts: Parts) -> None:
    parts.audit.record("ana", "hub.update", f"hub:{MADE}-2", {})
    assert "ana" not in text_of(made.get(HUB))


def test_a_long_history_has_pages(made: Visitor, parts: Parts) -> None:
    detail = [(f"hub:{MADE}", {"before": None, "after": None})] * 25
    parts.audit.record_all("ana", "hub.import", detail)
    assert text_of(made.get(HUB)).count("lo trajo de un archivo") == 20
    assert "agregó el hub" in text_of(made.get(HUB, query_string={"offset": 20}))
    assert parts.audit.first_broken() is None
