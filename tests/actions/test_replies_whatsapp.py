"""WhatsApp replies: what they must say, in at most 1,600 characters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from dacite import Config, from_dict

from actions.records import HubDetails, HubEvent, NearestHubs, PlaceReasons, Plan, Sites
from actions.replies import care, hub_details, hubs, learning, places, plans, sites, words
from actions.resources import Search
from tests.actions.fake_services import example
from tests.actions.fake_services import hubs as hub_page
from tests.actions.fake_services import resources as resource_page
from tests.actions.fake_services import sites as site_page

LIMIT = 1600
READ = Config(cast=[tuple, float])


def test_near_hubs_say_all_that_a_person_must_know() -> None:
    text = hubs.nearest_whatsapp(
        from_dict(NearestHubs, hub_page(3, 0), READ), "Huanta, Huanta, Ayacucho"
    )
    for part in (
        "Los 3 tambos más cerca de *Huanta, Ayacucho*",
        "1. *Tambo Prueba 1*: 10.8 km al noreste",
        "3. *Tambo Prueba 3*",
        "plataforma de servicios del Estado",
        "servicios no confirmados",
        "línea recta",
        "OpenStreetMap al 1 oct 2026",
        "MÁS",
    ):
        assert part in text
    assert len(text) <= LIMIT


def test_confirmed_services_of_an_editor_are_told() -> None:
    answer = from_dict(NearestHubs, hub_page(1, 0), READ)
    hub = replace(
        answer.hubs[0], kind="library", services=("internet", "computers"), services_confirmed=True
    )
    text = hubs.nearest_whatsapp(replace(answer, hubs=(hub,)), "Huanta")
    assert "(biblioteca; internet, computadoras)" in text
    assert "no confirmados" not in text and "tambo" not in text.lower().replace("tambo prueba", "")


def test_a_hub_too_far_is_told_honestly_with_what_works_without_one() -> None:
    answer = from_dict(NearestHubs, hub_page(1, 0, first_km=52.34), READ)
    text = hubs.far_whatsapp(answer, "Iquitos, Maynas, Loreto", 30)
    assert "No hay un hub cerca de *Iquitos, Maynas, Loreto*" in text
    assert "52.3 km al noreste" in text and "menos de 30 km" in text
    assert "aprender python" in text and "biblioteca" in text


def test_a_hub_in_full_promises_nothing() -> None:
    text = hub_details.details_whatsapp(from_dict(HubDetails, example("hub"), READ))
    assert "no sé si tiene internet o computadoras" in text
    assert "https://www.openstreetmap.org/?mlat=-17.3183&mlon=-69.7293" in text
    assert "Tarata, Tacna" in text


def hub_with(**changes: Any) -> HubDetails:
    """The contract's hub, of which only this is known."""
    answer = from_dict(HubDetails, example("hub"), READ)
    return replace(answer, hub=replace(answer.hub, **{"events": (), **changes}))


def test_what_is_known_of_a_hub_is_told_and_the_rest_is_not_promised() -> None:
    event = HubEvent("2026-12-05", "Taller de Excel", "15:00")
    text = hub_details.details_whatsapp(hub_with(hours="L a V, 9 a 17", events=(event, event)))
    assert "Horario: L a V, 9 a 17.\n" in text
    assert text.count("Próximo evento: Taller de Excel (5 dic 2026, 15:00).") == 1
    assert "Tampoco tengo su teléfono:" in text and "su horario" not in text
    text = hub_details.details_whatsapp(
        hub_with(contact="Municipalidad, (052) 312345.", services=("internet",),
                 services_confirmed=True)
    )  # fmt: skip
    assert "Contacto de la institución: Municipalidad, (052) 312345.\n" in text
    assert "No tengo su horario: pregunta antes de ir." in text
    whole = hub_details.details_whatsapp(hub_with(hours="9 a 17", contact="(052) 312345"))
    assert "tengo su" not in whole and "Pregunta antes de ir." in whole
    without = hub_details.details_whatsapp(hub_with())
    assert "evento" not in without and "Tampoco tengo su horario ni su teléfono" in without


@pytest.mark.parametrize(
    ("status", "said"), [("closed", "está cerrado"), ("moved", "se mudó y todavía no sé adónde")]
)
def test_a_hub_that_is_not_open_sends_nobody_there(status: str, said: str) -> None:
    text = hub_details.details_whatsapp(
        hub_with(status=status, hours="9 a 17", contact="(052) 312345")
    )
    assert said in text and "(052) 312345" in text and "*HUBS CERCA DE*" in text
    assert "Mapa" not in text and "9 a 17" not in text


def test_sites_say_people_young_people_reason_and_years() -> None:
    text = sites.sites_whatsapp(from_dict(Sites, example("sites"), READ))
    for part in ("150 000 personas más", "40 000 tienen de 10 a 24 años", "5 km", "sin internet"):
        assert part in text
    assert "estimaciones" in text and "2022" in text and "línea recta" in text
    assert text.count("150 000") == 1 and text.count("6.5 km") == 1


def test_sites_of_the_whole_country_name_it() -> None:
    answer = from_dict(Sites, {**site_page(3, 0), "region": None}, READ)
    assert "todo el Perú" in sites.sites_whatsapp(answer)


def test_a_plan_states_its_bound_in_plain_words() -> None:
    plan = from_dict(Plan, example("plan_create"), READ)
    text, shown = plans.plan_whatsapp(replace(plan, sites=plan.sites * 8))
    assert "310 000 personas más" in text
    assert "ningun plan alcanza mas de 5 % por encima de este" in text
    assert "MÁS" in text and len(text) <= LIMIT and shown == plans.PAGE


def test_a_plan_with_long_names_shows_as_many_sites_as_one_message_holds() -> None:
    plan = from_dict(Plan, example("plan_create"), READ)
    site = replace(plan.sites[0], label=f"{'Ñandú ' * 30}, Huamanga, Ayacucho")
    text, shown = plans.plan_whatsapp(replace(plan, sites=(site,) * 8))
    assert 1 <= shown < plans.PAGE and len(text) <= LIMIT and "MÁS" in text


def test_resources_have_title_line_and_link() -> None:
    found = from_dict(Search, resource_page(3, 0), READ)
    text = learning.results_whatsapp(found.results, "python", 1, True)
    for part in (
        "*python*",
        "1. *Python 1*",
        "Libro que enseña Python",
        "https://www.example.org/",
    ):
        assert part in text
    long = [replace(item, title="t " * 200, description="d " * 200) for item in found.results]
    assert len(learning.results_whatsapp(long, "python" * 60, 1, True)) <= LIMIT


def test_a_resource_in_full_says_language_cost_and_size() -> None:
    found = from_dict(Search, example("search"), READ).results[0]
    text = learning.resource_whatsapp(replace(found, language="en", free=False, megabytes=3.5))
    for part in ("en inglés", "puede tener costo", "3.5 MB", "Raul Gonzalez Duque"):
        assert part in text


def test_nothing_found_is_said_with_choices_and_the_editors() -> None:
    text = learning.nothing_found("soldadura submarina", "whatsapp")
    for part in ("No encontré", "soldadura submarina", "editores", "Inglés", "Matemática", "CV"):
        assert part in text


def test_reasons_stand_one_a_line() -> None:
    text = sites.reasons_whatsapp(from_dict(PlaceReasons, example("place_reasons"), READ))
    assert "- 48 000 personas viven a menos de 5 km" in text


def test_what_was_typed_comes_back_short_and_without_markup() -> None:
    text = places.ask("none", "*<script>* " + "x" * 5000, [], "point", "whatsapp")
    assert len(text) < 300 and "<script>" not in text


def test_the_data_reply_says_what_stays_out_of_reach() -> None:
    text = care.deleted("Red de Prueba", "", "whatsapp")
    assert "Twilio" in text and "Red de Prueba" in text and "respaldo" in text


@pytest.mark.parametrize("plans_kept", [False, True])
def test_the_data_reply_by_sms_says_it_too(plans_kept: bool) -> None:
    text = care.deleted("", "", "sms", plans_kept=plans_kept)
    assert "Twilio" in text and "respaldo" in text


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (950, "950"), (9999, "9999"), (48_000, "48 000")]
)
def test_counts_are_written_as_in_peru(number: int, written: str) -> None:
    assert words.count(number) == written


def test_dates_and_directions() -> None:
    assert words.day("2026-09-05") == "5 set 2026"
    assert words.day("hace poco") == "hace poco"
    assert words.direction("SW") == "al suroeste" and words.direction("?") == ""
    assert words.compass_letters("NW") == "NO"
    assert words.place_name("Lima, Lima, Lima") == "Lima"
