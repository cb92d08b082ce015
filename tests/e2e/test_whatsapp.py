"""What a student with WhatsApp gets."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

from tests.e2e.phone import Phone

ROOT = Path(__file__).resolve().parents[2]
HUANTA = (-12.9394, -74.2480)
KM = re.compile(r"(\d+(?:[.,]\d+)?) km")


def hub_names() -> set[str]:
    with (ROOT / "recommender" / "bundle" / "hubs.csv").open(encoding="utf-8") as file:
        return {row["name"] for row in csv.DictReader(file)}


def named_hubs(text: str) -> list[str]:
    """The hubs of the register that a reply names, in the order in which it names them."""
    found = [(text.find(name), name) for name in hub_names() if name in text]
    return [name for _, name in sorted(found)]


def test_greeting_says_who_it_is_and_three_things_to_ask(phone: Callable[..., Phone]) -> None:
    reply = phone().say("hola")
    assert "hubs tecnológicos del Perú" in reply
    assert all(f"{number}. " in reply for number in (1, 2, 3))


def test_hubs_near_a_town_named_in_small_letters(phone: Callable[..., Phone]) -> None:
    reply = phone().say("hay un hub cerca de huanta?")
    assert named_hubs(reply)[0] == "Tambo Acllahuasi - Ancarpata"
    assert len(named_hubs(reply)) == 3
    distances = [float(number.replace(",", ".")) for number in KM.findall(reply)]
    assert sorted(distances[:3]) == distances[:3]
    assert distances[0] < 15
    assert re.search(r"al (norte|sur|este|oeste|noreste|noroeste|sureste|suroeste)", reply)
    assert "servicios no confirmados" in reply.lower()
    assert "tambo" in reply.lower() and "2026" in reply


def test_far_from_every_hub_it_says_so_and_offers_what_works_without_one(
    phone: Callable[..., Phone],
) -> None:
    reply = phone().say("hay un hub cerca de Ica?")
    assert "30 km" in reply
    assert "aprender" in reply.lower()


def test_a_pin_gets_the_same_hubs_as_the_town(phone: Callable[..., Phone]) -> None:
    reply = phone().pin(*HUANTA)
    assert named_hubs(reply)[0] == "Tambo Acllahuasi - Ancarpata"
    assert len(named_hubs(reply)) == 3


def test_learning_gives_three_resources_with_links(phone: Callable[..., Phone]) -> None:
    reply = phone().say("quiero aprender python gratis")
    assert len(re.findall(r"https?://\S+", reply)) == 3
    assert "python" in reply.lower()


def test_where_to_open_a_hub_gives_places_people_and_reason(phone: Callable[..., Phone]) -> None:
    reply = phone().say("donde conviene abrir un hub nuevo en Ayacucho?")
    assert "Ayacucho" in reply
    assert re.search(r"\d[\d. \u00a0]* personas", reply)
    assert "km" in reply


def test_a_correction_keeps_the_wish(phone: Callable[..., Phone]) -> None:
    student = phone()
    first = student.say("hay un hub cerca de Puquio?")
    corrected = student.say("no, en Huanta")
    assert named_hubs(corrected)[0] == "Tambo Acllahuasi - Ancarpata"
    assert corrected != first


def test_more_goes_on_with_other_hubs(phone: Callable[..., Phone]) -> None:
    student = phone()
    first = named_hubs(student.say("hubs cerca de Huanta"))
    second = named_hubs(student.say("mas"))
    assert second and not set(first) & set(second)


def test_thanks_is_answered_kindly(phone: Callable[..., Phone]) -> None:
    assert "de nada" in phone().say("gracias").lower()


def test_nonsense_gets_a_short_question_with_choices(phone: Callable[..., Phone]) -> None:
    reply = phone().say("xkqj wplm zzt")
    assert "?" in reply and "1." in reply and len(reply) < 400


def test_an_ambiguous_place_is_asked_back_and_a_number_picks(phone: Callable[..., Phone]) -> None:
    student = phone()
    question = student.say("hay un hub cerca de Miraflores?")
    assert "1. Miraflores: " in question
    assert "2. Miraflores: distrito de la provincia de Arequipa" in question
    answer = student.say("2")
    assert "Miraflores, Arequipa" in answer and "km" in answer


def test_danger_gets_the_fitting_number_first(phone: Callable[..., Phone]) -> None:
    reply = phone().say("mi esposo me pega, ayuda")
    assert re.findall(r"\b(100|105|106|113|116)\b", reply)[0] == "100"


def test_yes_after_a_list_goes_on(phone: Callable[..., Phone]) -> None:
    student = phone()
    first = named_hubs(student.say("hubs cerca de Huanta"))
    assert not set(first) & set(named_hubs(student.say("si")))


def test_a_question_about_data_erases_nothing(phone: Callable[..., Phone]) -> None:
    student = phone()
    student.say("hubs cerca de Huanta")
    assert "BORRAR" in student.say("guardas mis datos?")
    assert named_hubs(student.say("mas"))
