"""Hubs are added and changed with the form; nothing typed is lost, nobody's work overwritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from knowledge_base.console.clients.recommender import Recommender, UnknownHub
from knowledge_base.console.parts import Parts
from tests.knowledge_base.console.conftest import Visitor
from tests.knowledge_base.console.hubs.conftest import Register
from tests.knowledge_base.console.hubs.forms import MADE, NEW, fields_of, text_of

SignIn = Callable[[str], Visitor]
EDIT = f"/console/hubs/{MADE}/edit"


@pytest.fixture
def made(signed_in: SignIn) -> Visitor:
    """An editor who has added a library."""
    editor = signed_in("editor")
    assert editor.post("/console/hubs/new", NEW).status_code == 303
    return editor


def test_a_new_hub_is_told_to_people_at_once(
    signed_in: SignIn, client: Recommender, world: Register, parts: Parts
) -> None:
    editor = signed_in("editor")
    assert world.nearest(-12.94, -74.25)[0] != MADE
    more = {
        "services": ["internet", "computers"],
        "other_services": "Proyector",
        "services_confirmed": "y",
        "hours": "Lunes a viernes,  9:00 a 17:00",
        "contact": "(066) 312345",
        "events-0-date": "2999-12-06",
        "events-0-title": "Cierre",
        "events-2-date": "2999-12-05",
        "events-2-time": "15:00",
        "events-2-title": "Taller de Excel",
    }
    answer = editor.post("/console/hubs/new", NEW | more, follow_redirects=True)
    assert "Se guardó «Biblioteca Municipal de Huanta»" in text_of(answer)
    assert world.nearest(-12.94, -74.25)[0] == MADE
    hub = client.hub(MADE)
    assert hub.services == ("internet", "computers", "proyector") and hub.services_confirmed
    assert hub.hours == "Lunes a viernes, 9:00 a 17:00" and hub.kind == "library"
    assert [event.title for event in hub.events] == ["Taller de Excel", "Cierre"]
    entry = parts.audit.page(1, subject=f"hub:{MADE}")[0][0]
    assert (entry.who, entry.action) == ("editor", "hub.create")
    assert entry.detail == {"before": None, "after": hub.body()}


@pytest.mark.parametrize("name", ["viewer"])
def test_who_only_reads_can_neither_add_nor_change(
    name: str, made: Visitor, signed_in: SignIn
) -> None:
    reader = signed_in(name)
    for path in ("/console/hubs/new", EDIT):
        assert reader.get(path).status_code == 403
        assert reader.post(path, NEW).status_code == 403
    page = text_of(reader.get(f"/console/hubs/{MADE}"))
    assert "Editar" not in page and "Lo verifiqué hoy" not in page


def test_what_is_missing_is_said_at_each_field_and_what_was_typed_stays(
    signed_in: SignIn,
) -> None:
    editor = signed_in("editor")
    typed = {"name": "", "latitude": "aquí", "longitude": "-74.25", "hours": "De 9 a 5 <b>",
             "services": ["wifi"], "events-0-title": "Taller", "status": "closed"}  # fmt: skip
    answer = editor.post("/console/hubs/new", typed)
    page = text_of(answer)
    assert answer.status_code == 422 and "No se guardó" in page
    assert 'href="#name">Nombre</a>: Falta.' in page and "No son grados" in page
    kept = fields_of(answer)
    assert kept["hours"] == "De 9 a 5 <b>" and kept["latitude"] == "aquí"
    assert kept["services"] == ["wifi"] and kept["events-0-title"] == "Taller"
    assert kept["status"] == "closed" and "<b>" not in answer.get_data(as_text=True)


def test_services_count_only_once_they_are_confirmed(signed_in: SignIn) -> None:
    editor = signed_in("editor")
    answer = editor.post("/console/hubs/new", NEW | {"other_services": "wifi"})
    assert answer.status_code == 422 and "Marca «Confirmado»" in text_of(answer)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("contact", "987 654 321", "Parece un celular"),
        ("contact", "ana@gmail.com", "correo personal"),
        ("verified_on", "2999-01-01", "en el futuro"),
        ("events-0-date", "ayer", "No es una fecha"),
        ("events-0-title", "Taller", "Falta"),
        ("latitude", "-1.5, -90.2", "Perú"),
        ("id", "Con Espacios", "minúsculas"),
        ("name", "x" * 201, "caracteres"),
    ],
)
def test_refusals_of_the_register_stand_at_their_fields(
    field: str, value: str, reason: str, signed_in: SignIn
) -> None:
    answer = signed_in("editor").post("/console/hubs/new", NEW | {field: value})
    assert answer.status_code == 422 and reason in text_of(answer)
    assert fields_of(answer)[field] == value
    assert 'class="why"' in answer.get_data(as_text=True)


def test_thirty_events_fit_and_one_more_is_refused_in_words(signed_in: SignIn) -> None:
    editor = signed_in("editor")
    events = {f"events-{n}-date": "2999-12-05" for n in range(31)}
    events |= {f"events-{n}-title": f"Taller {n}" for n in range(31)}
    answer = editor.post("/console/hubs/new", NEW | events)
    assert answer.status_code == 422 and "Caben 30 eventos" in text_of(answer)
    assert fields_of(answer)["events-30-title"] == "Taller 30"


def test_hubs_beside_it_are_shown_and_have_to_be_looked_at(
    made: Visitor, client: Recommender
) -> None:
    other = NEW | {"name": "Telecentro", "latitude": "-12.9405"}
    answer = made.post("/console/hubs/new", other)
    page = text_of(answer)
    assert answer.status_code == 422 and "Biblioteca Municipal de Huanta" in page
    assert "A menos de 200 m" in page
    with pytest.raises(UnknownHub):
        client.hub("telecentro")
    assert made.post("/console/hubs/new", other | {"near_seen": MADE}).status_code == 303
    assert client.hub("telecentro").name == "Telecentro"


def test_a_hub_that_stays_where_it_is_is_not_asked_about_its_neighbours(
    made: Visitor, client: Recommender
) -> None:
    other = NEW | {"name": "Telecentro", "latitude": "-12.9405", "near_seen": MADE}
    made.post("/console/hubs/new", other)
    typed = fields_of(made.get(EDIT)) | {"hours": "De 9 a 5"}
    typed.pop("near_seen", None)
    assert made.post(EDIT, typed).status_code == 303
    assert client.hub(MADE).hours == "De 9 a 5"


def test_a_second_hub_of_the_same_name_gets_its_own_code(
    made: Visitor, client: Recommender
) -> None:
    far = NEW | {"latitude": "-13.5"}
    assert made.post("/console/hubs/new", far).status_code == 303
    assert client.hub(f"{MADE}-2").latitude == -13.5
    answer = made.post("/console/hubs/new", far | {"id": MADE, "near_seen": f"{MADE}-2"})
    assert answer.status_code == 422 and "Ya hay un hub con este código" in text_of(answer)


def test_an_untouched_form_changes_nothing(made: Visitor, client: Recommender) -> None:
    before = client.hub(MADE)
    assert made.post(EDIT, fields_of(made.get(EDIT))).status_code == 303
    assert client.hub(MADE).body() == before.body()


def test_saving_with_verified_today(made: Visitor, client: Recommender) -> None:
    made.post(EDIT, fields_of(made.get(EDIT)) | {"verified": "today", "hours": "De 9 a 5"})
    assert client.hub(MADE).verified_on and client.hub(MADE).hours == "De 9 a 5"


def test_two_editors_both_versions_stand_side_by_side(
    made: Visitor, signed_in: SignIn, client: Recommender, parts: Parts
) -> None:
    other = signed_in("publisher")
    mine, theirs = fields_of(made.get(EDIT)), fields_of(other.get(EDIT))
    other.post(EDIT, theirs | {"hours": "De 8 a 12", "contact": "(066) 311111"})
    answer = made.post(EDIT, mine | {"hours": "De 9 a 5", "name": "Biblioteca"})
    page = text_of(answer)
    assert answer.status_code == 409 and "Otra persona cambió este hub" in page
    assert "De 8 a 12" in page and "De 9 a 5" in page
    assert client.hub(MADE).hours == "De 8 a 12"
    again = fields_of(answer)
    # What this editor never touched is proposed as the other one left it.
    assert (again["theirs-contact"], again["theirs-hours"]) == ("other", "own")
    assert made.post(EDIT, again).status_code == 303
    saved = client.hub(MADE)
    assert (saved.name, saved.hours, saved.contact) == ("Biblioteca", "De 9 a 5", "(066) 311111")
    entry = parts.audit.page(1, action="hub.update")[0][0]
    assert entry.who == "editor" and entry.detail["before"]["hours"] == "De 8 a 12"


def test_a_third_save_between_is_told_as_well(
    made: Visitor, signed_in: SignIn, client: Recommender
) -> None:
    other = signed_in("publisher")
    mine = fields_of(made.get(EDIT)) | {"hours": "De 9 a 5"}
    for hours in ("De 8 a 12", "De 10 a 11"):
        other.post(EDIT, fields_of(other.get(EDIT)) | {"hours": hours})
        answer = made.post(EDIT, mine)
        assert answer.status_code == 409 and hours in text_of(answer)
        mine = fields_of(answer) | {"theirs-hours": "own"}
    assert made.post(EDIT, mine).status_code == 303
    assert client.hub(MADE).hours == "De 9 a 5"


def test_a_hub_deleted_meanwhile_can_be_added_again(
    made: Visitor, signed_in: SignIn, client: Recommender
) -> None:
    mine = fields_of(made.get(EDIT)) | {"hours": "De 9 a 5"}
    client.delete(MADE, client.hub(MADE).version)
    answer = made.post(EDIT, mine)
    assert answer.status_code == 409 and "se agrega de nuevo" in text_of(answer)
    again = fields_of(answer)
    assert again["hours"] == "De 9 a 5"
    assert made.post(EDIT, again).status_code == 303
    assert client.hub(MADE).hours == "De 9 a 5"


def test_what_the_source_says_stands_beside_until_it_is_decided(
    signed_in: SignIn, client: Recommender, world: Register
) -> None:
    newer = {"listed": True, "fields": {"name": "Tambo Nuevo", "hours": "De 7 a 9"}}
    world.change("tambo-2768", edited=True, newer_seed=newer)
    editor = signed_in("editor")
    path = "/console/hubs/tambo-2768"
    assert "Tambo Nuevo" in text_of(editor.get(path))
    typed = fields_of(editor.get(f"{path}/edit"))
    assert (typed["source-name"], typed["source-hours"]) == ("own", "own")
    own = client.hub("tambo-2768").name
    assert editor.post(f"{path}/edit", typed | {"source-hours": "other"}).status_code == 303
    saved = client.hub("tambo-2768")
    assert (saved.name, saved.hours, saved.newer) == (own, "De 7 a 9", None)
    assert "La fuente trae" not in text_of(editor.get(path))


def test_that_the_source_lists_it_no_more_is_said(signed_in: SignIn, world: Register) -> None:
    world.change("tambo-2768", edited=True, newer_seed={"listed": False, "fields": {}})
    editor = signed_in("editor")
    for path in ("/console/hubs/tambo-2768", "/console/hubs/tambo-2768/edit"):
        assert "La fuente ya no nombra este hub" in text_of(editor.get(path))


def test_an_earlier_state_fills_the_form_and_saving_restores_it(
    made: Visitor, client: Recommender, parts: Parts
) -> None:
    before = client.hub(MADE).body()
    made.post(EDIT, fields_of(made.get(EDIT)) | {"name": "Otro nombre", "hours": "De 9 a 5"})
    entry = parts.audit.page(1, action="hub.update")[0][0]
    page = made.get(EDIT, query_string={"restore": entry.number})
    assert "Así estaba antes" in text_of(page)
    assert client.hub(MADE).name == "Otro nombre"
    made.post(EDIT, fields_of(page))
    assert client.hub(MADE).body() == before
    assert made.get(EDIT, query_string={"restore": "99999"}).status_code == 200


def test_the_point_is_told_by_district_and_neighbours(made: Visitor) -> None:
    query: dict[str, Any] = {"latitude": "-12.94, -74.25", "longitude": "", "hub": ""}
    page = text_of(made.get("/console/hubs/around", query_string=query))
    assert "Huanta, Huanta, Ayacucho" in page and "Biblioteca Municipal" in page
    own = text_of(made.get("/console/hubs/around", query_string=query | {"hub": MADE}))
    assert "Biblioteca Municipal" not in own
    sea = made.get("/console/hubs/around", query_string=query | {"latitude": "-12, -90"})
    assert sea.status_code == 200 and "Perú" in text_of(sea)


def test_a_hub_that_is_not_there(signed_in: SignIn) -> None:
    editor = signed_in("editor")
    assert editor.get("/console/hubs/nadie").status_code == 404
    answer = editor.get("/console/hubs/nadie/edit")
    assert answer.status_code == 404 and "no está en el registro" in text_of(answer)
