"""Hubs near a place, as a person meets them in a conversation."""

from __future__ import annotations

import pytest

from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices, example, hubs, match, problem


def test_a_named_place_gives_the_three_nearest(whatsapp: Conversation, fake: FakeServices) -> None:
    reply = whatsapp.say("nearest_hubs", "hay un hub cerca de huanta?", place="huanta")
    assert "Tambo Prueba 3" in reply and "servicios no confirmados" in reply
    assert whatsapp.performed == ["action_nearest_hubs"]
    assert whatsapp.slots["place"] == "Huanta, Huanta, Ayacucho"
    assert whatsapp.slots["place_id"] == "050401"
    assert whatsapp.slots["channel"] == "whatsapp"
    assert fake.queries("/v1/places")[0]["use"] == "point"
    assert fake.queries("/v1/hubs/nearest")[0]["lat"] == "-12.93942"


def test_a_place_is_found_without_an_entity(whatsapp: Conversation, fake: FakeServices) -> None:
    assert "Tambo Prueba 1" in whatsapp.say("nearest_hubs", "hay un hub cerca de huanta?")
    assert fake.queries("/v1/places")[0]["q"] == "huanta"


def test_an_entity_that_ended_too_early_is_tried_at_full_length_first(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("nearest_hubs", "hubs cerca de San Pedro de Lloc", place="San Pedro")
    assert fake.queries("/v1/places")[0]["q"] == "san pedro de lloc"


def test_a_name_that_nothing_cut_out_is_found_in_the_sentence(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.places("none")
    fake.mentions("huanta, ayacucho")
    assert "Huanta" in whatsapp.say("nearest_hubs", "wanta ayacucho ai tambo?")


def test_a_sentence_that_says_more_than_the_entity_comes_first(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.mentions("castilla, piura")
    whatsapp.say("nearest_hubs", "hubs en castilla piura xfa", place="piura")
    assert fake.queries("/v1/places") == []


def test_an_entity_that_may_hold_a_slip_comes_before_the_rest_of_the_sentence(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.mentions("ayacucho")
    whatsapp.say("nearest_hubs", "hub en guantta ayacucho", place="guantta ayacucho")
    assert fake.queries("/v1/places")[0]["q"] == "guantta ayacucho"


def test_an_unknown_place_is_not_answered_with_the_place_of_before(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    fake.places("none")
    assert "No encontré" in whatsapp.say("nearest_hubs", "hub en la paz bolivia")


def test_two_entities_make_one_place(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("nearest_hubs", "hub en Chilca, Huancayo", place=["Chilca", "Huancayo"])
    assert fake.queries("/v1/places")[0]["q"] == "Chilca, Huancayo"


def test_without_a_place_it_is_asked_for_and_the_answer_goes_on(whatsapp: Conversation) -> None:
    reply = whatsapp.say("nearest_hubs", "hay hubs?")
    assert whatsapp.performed == ["action_nearest_hubs", "action_ask_place"]
    assert "distrito y la provincia" in reply and "ubicación" in reply
    assert whatsapp.slots["pending_act"] == "action_nearest_hubs"
    reply = whatsapp.say("inform_place", "en Huanta", place="Huanta")
    assert whatsapp.performed == ["action_ask_place", "action_nearest_hubs"]
    assert "Tambo Prueba 1" in reply
    assert whatsapp.slots["pending_act"] is None


def test_the_place_of_before_is_remembered(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert "Huanta" in whatsapp.say("nearest_hubs", "y cual es el hub mas cercano?")
    assert len(fake.queries("/v1/places")) == 1


def test_a_correction_changes_the_place(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("nearest_hubs", "hubs en huancayo", place="huancayo")
    fake.places("match", match("050401", "Huanta, Huanta, Ayacucho"))
    reply = whatsapp.say("inform_place", "no, en Huanta", place="Huanta")
    assert "Huanta, Ayacucho" in reply
    assert whatsapp.performed == ["action_ask_place", "action_nearest_hubs"]


SANTA_ROSA = (
    match("210808", "Santa Rosa, Melgar, Puno", "distrito de Melgar, Puno", latitude=-14.6),
    match("150140", "Santa Rosa, Lima, Lima", "distrito de Lima", latitude=-11.8),
    match("050910", "Santa Rosa, La Mar, Ayacucho", "distrito de La Mar, Ayacucho", latitude=-12.7),
)


@pytest.mark.parametrize(
    ("intent", "text", "entities", "place_id"),
    [
        ("choose", "2", {"number": "2"}, "150140"),
        ("choose", "la ultima", {}, "050910"),
        ("inform_place", "la de Puno", {"place": "Puno"}, "210808"),
        ("inform_place", "en la mar", {}, "050910"),
        ("choose", "la primera", {"number": "primera"}, "210808"),
    ],
)
def test_one_of_several_places_is_chosen(
    whatsapp: Conversation,
    fake: FakeServices,
    intent: str,
    text: str,
    entities: dict[str, str],
    place_id: str,
) -> None:
    fake.places("ambiguous", *SANTA_ROSA)
    reply = whatsapp.say("nearest_hubs", "hubs en santa rosa", place="santa rosa")
    assert whatsapp.performed[-1] == "action_ask_place"
    assert "1. Santa Rosa: distrito de Melgar, Puno" in reply and "3." in reply
    assert "Tambo Prueba 1" in whatsapp.say(intent, text, **entities)
    assert whatsapp.slots["place_id"] == place_id
    chosen = next(choice for choice in SANTA_ROSA if choice["id"] == place_id)
    assert fake.queries("/v1/hubs/nearest")[0]["lat"] == str(chosen["latitude"])


def test_a_number_outside_the_choices_asks_again_and_keeps_them(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.places("ambiguous", *SANTA_ROSA)
    whatsapp.say("nearest_hubs", "hubs en santa rosa", place="santa rosa")
    assert "del 1 al 3" in whatsapp.say("choose", "7", number="7")
    assert "Tambo Prueba" in whatsapp.say("choose", "1", number="1")


def test_an_answer_that_narrows_the_name_is_searched_with_it(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.places("ambiguous", *SANTA_ROSA)
    whatsapp.say("nearest_hubs", "hubs en santa rosa", place="santa rosa")
    fake.places("match", match("061001", "Santa Rosa, Jaén, Cajamarca"))
    whatsapp.say("inform_place", "la de jaen", place="jaen")
    assert fake.queries("/v1/places")[-1]["q"] == "santa rosa, jaen"
    assert whatsapp.slots["place_id"] == "061001"


def test_a_place_that_does_not_exist_is_told_and_echoed_short(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.places("none")
    reply = whatsapp.say("nearest_hubs", "hubs en " + "xyz" * 900, place="xyz" * 900)
    assert "No encontré" in reply and len(reply) < 400
    assert whatsapp.performed == ["action_nearest_hubs", "action_ask_place"]


def test_a_pin_gives_hubs_for_that_point(whatsapp: Conversation, fake: FakeServices) -> None:
    reply = whatsapp.say("share_location", "", latitude=-12.9412, longitude=-74.2487)
    assert "tu ubicación" in reply and "Tambo Prueba 1" in reply
    query = fake.queries("/v1/hubs/nearest")[0]
    assert (query["lat"], query["lon"]) == ("-12.94", "-74.25")
    assert whatsapp.slots["location"] == {"latitude": -12.94, "longitude": -74.25}


def test_a_pin_outside_peru_is_refused_kindly(whatsapp: Conversation, fake: FakeServices) -> None:
    fake.answers["/v1/hubs/nearest"] = lambda q, b: problem(422, "outside_peru")
    reply = whatsapp.say("share_location", "", latitude=40.4, longitude=-3.7)
    assert "fuera del Perú" in reply
    assert whatsapp.performed[-1] == "action_ask_place"
    assert whatsapp.slots.get("location") is None


@pytest.mark.parametrize("entities", [{}, {"latitude": "nan", "longitude": "x"}, {"latitude": 999}])
def test_a_pin_without_a_point_explains_how_to_send_one(
    whatsapp: Conversation, entities: dict[str, object]
) -> None:
    assert "clip" in whatsapp.say("share_location", "te mando mi ubicacion", **entities)


def test_a_hub_beyond_thirty_km_is_not_near(whatsapp: Conversation, fake: FakeServices) -> None:
    fake.answers["/v1/hubs/nearest"] = lambda q, b: (200, hubs(3, int(q["offset"]), 52.3))
    reply = whatsapp.say("nearest_hubs", "hubs en iquitos", place="iquitos")
    assert "No hay un hub cerca" in reply and "52.3 km" in reply and "aprender python" in reply
    assert "Tambo Prueba 2" in whatsapp.say("more", "mas")


def test_a_radius_in_the_message_is_the_limit(whatsapp: Conversation) -> None:
    reply = whatsapp.say("nearest_hubs", "hubs a 5 km de Huanta", place="Huanta", radius_km="5")
    assert "menos de 5 km" in reply


def test_more_goes_on_to_the_end(whatsapp: Conversation) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert "4. *Tambo Prueba 4*" in whatsapp.say("more", "mas")
    assert "8. *Tambo Prueba 8*" in whatsapp.say("more", "mas")
    assert "No hay más hubs" in whatsapp.say("more", "mas")


def test_more_by_sms_goes_on_after_what_was_shown(sms: Conversation) -> None:
    reply = sms.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert sms.slots["channel"] == "sms" and len(reply) <= 160
    seen = sum(f"Prueba {number}" in reply for number in range(1, 9))
    assert f"Prueba {seen + 1} " in sms.say("more", "MAS")


def test_a_number_after_a_list_gives_that_hub(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    reply = whatsapp.say("choose", "2", number="2")
    assert "openstreetmap.org" in reply and "no sé si tiene internet" in reply
    assert fake.asked[-1][0] == "/v1/hubs/tambo-1"
    assert "del 1 al 3" in whatsapp.say("choose", "8", number="8")


def test_a_hub_that_closed_since_it_was_listed_is_told(
    whatsapp: Conversation, sms: Conversation, fake: FakeServices
) -> None:
    closed = example("hub")
    closed["hub"]["status"] = "closed"
    fake.answers["/v1/hubs/"] = lambda q, b: (200, closed)
    for person, word in ((whatsapp, "está cerrado"), (sms, "esta cerrado")):
        person.say("nearest_hubs", "hubs en huanta", place="huanta")
        assert word in person.say("choose", "1", number="1")


def test_a_recommender_of_before_says_nothing_of_hours(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    """While pods are renewed, an older one may answer."""
    older = example("hub")
    for name in ("status", "hours", "contact", "events"):
        del older["hub"][name]
    fake.answers["/v1/hubs/"] = lambda q, b: (200, older)
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert "Tampoco tengo su horario" in whatsapp.say("choose", "1", number="1")


def test_a_hub_that_left_the_register_is_told(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    fake.answers["/v1/hubs/"] = lambda q, b: problem(404, "hub_not_found")
    assert "ya no está" in whatsapp.say("choose", "1", number="1")


def test_what_a_tambo_is(whatsapp: Conversation) -> None:
    assert "plataforma de servicios del Estado" in whatsapp.say("hub_details", "que es un tambo?")


def test_an_empty_register_is_told(whatsapp: Conversation, fake: FakeServices) -> None:
    fake.answers["/v1/hubs/nearest"] = lambda q, b: (200, hubs(3, 0, total=0))
    assert "No hay más hubs" in whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
