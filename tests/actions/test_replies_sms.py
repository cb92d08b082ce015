"""SMS replies: the alphabet, the length, and links that stay whole, over many payloads."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path

import pytest
from dacite import Config, from_dict

from actions.records import HubDetails, NearestHubs, PlaceReasons, Sites
from actions.replies import care, hub_details, hubs, learning, places, plan_refusals, sites, sms
from actions.resources import Resource, Search
from tests.actions.fake_services import example
from tests.actions.fake_services import hubs as hub_page

# 3GPP TS 23.038, written down a second time so that the product's table is not its own judge.
ALPHABET = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWICE = set("^{}\\[~]|€\f")
REGISTER = Path(__file__).parents[2] / "recommender" / "bundle" / "hubs.csv"
LONG_NAMES = [
    "Tambo Chicha (san Pablo de Chicha)",
    "Tambo Quellu Ccocha - C.c. Challhualla",
    "Tambo Ñahuimpuquio – Ccarhuacc Lícapa “Ñ”",
    "Tambo Á",
    "Tambo " + "Vilcabamba " * 6,
]


def segments(text: str) -> int:
    """How many SMS a text takes; every character has to be in the alphabet."""
    foreign = set(text) - ALPHABET - TWICE
    assert not foreign, f"{foreign} in {text!r}"
    length = sum(2 if character in TWICE else 1 for character in text)
    return 1 if length <= 160 else -(-length // 153)


def hub_names() -> list[str]:
    """Every name of the register where the bundle is at hand; long and odd ones in any case."""
    if not REGISTER.exists():
        return LONG_NAMES
    with REGISTER.open(encoding="utf-8") as rows:
        return LONG_NAMES + [row["name"] for row in csv.DictReader(rows)]


def nearest(names: list[str], kind: str = "tambo") -> NearestHubs:
    page = hub_page(len(names), 0)
    for hub, name in zip(page["hubs"], names, strict=True):
        hub["name"], hub["kind"] = name, kind
    answer: NearestHubs = from_dict(NearestHubs, page, Config(cast=[tuple, float]))
    return answer


def resource(title: str, url: str, language: str = "es", free: bool = True) -> Resource:
    found: Resource = from_dict(Search, example("search"), Config(cast=[tuple, float])).results[0]
    return replace(found, title=title, url=url, language=language, free=free)


@pytest.mark.parametrize("text", ["á í ó ú ñ é ¿ ¡", "“hola” – ‘tú’…", "10 m² 🎉 ½", "a\u00a0b\tc"])
def test_plain_text_is_in_the_alphabet(text: str) -> None:
    assert segments(sms.plain(text)) == 1
    assert sms.plain(sms.plain(text)) == sms.plain(text)


def test_accents_that_the_alphabet_lacks_fall_away_and_the_others_stay() -> None:
    assert sms.plain("más aquí cómo aún Áéñ ¿Qué?") == "mas aqui como aun Aéñ ¿Qué?"


def test_extension_characters_count_two() -> None:
    assert sms.septets("a[b]~") == 8


def test_three_hubs_with_every_name_of_the_register_keep_to_the_segments() -> None:
    names = hub_names()
    for at in range(len(names)):
        three = [names[(at + step) % len(names)] for step in range(3)]
        text, shown = hubs.nearest_sms(nearest(three), "San Juan de Lurigancho, Lima, Lima")
        assert 1 <= shown <= 3
        assert segments(text) == 1 or shown == 1 and segments(text) == 2
        assert "ambo" in text and "ervicios no confirmados" in text and "OSM oct 2026" in text
        assert text.endswith("MAS")


def test_short_names_leave_room_for_three_hubs_in_one_sms() -> None:
    text, shown = hubs.nearest_sms(nearest(["Tambo Sondor", "Tambo Taya", "Tambo Aulla"]), "Huanta")
    assert shown == 3
    assert "1 Sondor 10.8 NE, 2 Taya 20.8 NE, 3 Aulla 30.8 NE" in text
    assert "linea recta" in text and segments(text) == 1


def test_a_hub_of_another_kind_is_named_as_what_it_is() -> None:
    text, _ = hubs.nearest_sms(nearest(["Biblioteca Prueba"], kind="library"), "Huanta")
    assert "Hubs" in text and "(biblioteca)" in text


@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_far_hub_and_a_hub_in_full_fit_two_segments(name: str) -> None:
    far = hubs.far_sms(nearest([name]), "Santiago de Challas, Pataz, La Libertad", 30)
    assert segments(far) <= 2 and "30 km" in far and "10.8 km" in far
    details = from_dict(HubDetails, example("hub"), Config(cast=[tuple, float]))
    full = hub_details.details_sms(replace(details, hub=replace(details.hub, name=name)))
    assert segments(full) <= 2 and "-17.3183,-69.7293" in full and "no confirmados" in full


@pytest.mark.parametrize("name", LONG_NAMES)
@pytest.mark.parametrize("status", ["open", "closed", "moved"])
def test_a_hub_of_which_much_is_known_fits_two_segments(name: str, status: str) -> None:
    details = from_dict(HubDetails, example("hub"), Config(cast=[tuple, float]))
    for hours, contact in (("L a V, 9 a 17", "(052) 312345"), ("ma " * 66, "Dirección " * 19)):
        hub = replace(details.hub, name=name, status=status, hours=hours.strip(),
                      contact=contact.strip())  # fmt: skip
        text = hub_details.details_sms(replace(details, hub=hub))
        assert segments(text) <= 2
        if status == "open":
            assert "-17.3183,-69.7293" in text
            assert (f"Horario: {hours}." in text) == (hours[0] == "L")
        else:
            assert {"closed": "cerrado", "moved": "se mudo"}[status] in text
            assert "Horario" not in text and "-17.3183" not in text


def test_by_sms_hours_come_before_contact_and_contact_before_the_next_event() -> None:
    details = from_dict(HubDetails, example("hub"), Config(cast=[tuple, float]))
    short = replace(details.hub, hours="L a V, 9 a 17", contact="(052) 312345")
    text = hub_details.details_sms(replace(details, hub=short))
    for part in ("Horario: L a V, 9 a 17.", "(052) 312345.", "Taller de Excel (5 dic 2026)."):
        assert part in text
    assert "sin horario" not in text
    longer = replace(short, contact="Municipalidad provincial, mesa de partes, " * 3)
    text = hub_details.details_sms(replace(details, hub=longer))
    assert "mesa de partes" in text and "Taller" not in text and segments(text) == 2


@pytest.mark.parametrize("length", [20, 60, 100, 130, 140, 150, 200, 280])
@pytest.mark.parametrize("title", ["Python", "Álgebra y trigonometría para todos " * 4])
@pytest.mark.parametrize(("language", "free"), [("es", True), ("qu", False)])
def test_a_link_is_never_cut(length: int, title: str, language: str, free: bool) -> None:
    url = "https://example.org/" + "a" * (length - 20)
    for more in (True, False):
        text = learning.result_sms(resource(title, url, language, free), more)
        assert url in text
        assert segments(text) <= (1 if length <= 130 else 2)
        assert text.endswith(" MAS") == more


def test_a_link_that_no_two_segments_hold_is_left_out_whole() -> None:
    text = learning.result_sms(resource("Curso", "https://example.org/" + "a" * 400), True)
    assert "https://" not in text and "Curso" in text and segments(text) == 1


def test_a_letter_outside_ascii_in_a_link_is_encoded_and_not_dropped() -> None:
    text = learning.result_sms(resource("Curso", "https://example.org/matemática?q=1%20a"), False)
    assert "https://example.org/matem%C3%A1tica?q=1%20a" in text


def test_a_site_says_its_reason_and_that_it_is_an_estimate() -> None:
    answer = from_dict(Sites, example("sites"), Config(cast=[tuple, float]))
    text = sites.site_sms(answer.sites[0], answer.versions, more=True)
    assert segments(text) == 1
    first, second, _ = answer.sites[0].reason_sms.split(". ")
    assert text.startswith(f"{first}. {second}.")
    assert "2022" in text and "linea recta" in text and text.endswith("MAS")


def test_a_short_reason_leaves_one_segment() -> None:
    answer = from_dict(Sites, example("sites"), Config(cast=[tuple, float]))
    site = replace(answer.sites[0], reason_sms="Huanta: 48 000 personas nuevas a 5 km.")
    text = sites.site_sms(site, answer.versions, more=True)
    assert text == "Huanta: 48 000 personas nuevas a 5 km. Estimado 2022, linea recta. MAS"


def test_reasons_fit_one_segment() -> None:
    answer = from_dict(PlaceReasons, example("place_reasons"), Config(cast=[tuple, float]))
    assert segments(sites.reasons_sms(replace(answer, reason_sms="á" * 400))) == 1


@pytest.mark.parametrize("reason", ["missing", "ambiguous", "none", "outside", "no_pin"])
def test_a_question_for_a_place_fits(reason: places.Reason) -> None:
    choices = [f"distrito de la provincia de Quispicanchi {n}, Cusco" for n in range(4)]
    for query in ("x", "santa rosa", "ñandú 🎉 " * 40):
        text = places.ask(reason, query, choices, "region", "sms")
        assert segments(text) <= (2 if reason == "ambiguous" else 1)
        if reason == "ambiguous":
            assert all(f"{number} distrito" in text for number in range(1, 5))


def test_three_places_of_one_name_fit_one_segment() -> None:
    choices = [
        "distrito de la provincia de Lima, Lima",
        "centro poblado del distrito de Perené, Chanchamayo, Junín",
        "distrito de la provincia de La Mar, Ayacucho",
    ]
    text = places.ask("ambiguous", "santa rosa", choices, "point", "sms")
    assert segments(text) == 1 and text.startswith("Cual santa rosa? 1 distrito en Lima, Lima.")


def test_every_fixed_reply_fits_one_segment() -> None:
    fixed = [
        care.unavailable("recommender", "sms"),
        care.unavailable("knowledge_base", "sms"),
        care.sorry("sms"),
        care.nothing_to_continue("sms"),
        care.out_of_range(1, "sms"),
        care.out_of_range(12, "sms"),
        care.end_of_list("sms"),
        care.gone("sms"),
        care.deleted("", "", "sms"),
        care.deleted("", "", "sms", plans_kept=True),
        hub_details.what_is_a_tambo("sms"),
        hubs.no_hubs("sms"),
        learning.which_topic("sms"),
        plan_refusals.still_computing("sms"),
        plan_refusals.no_plan_before("sms"),
        plan_refusals.not_there("San Antonio de Putina, Puno", "Huancavelica", "sms"),
        plan_refusals.whole_region("San Antonio de Putina, Puno", "sms"),
        plan_refusals.refused("sms"),
        plan_refusals.two_running("sms"),
        plan_refusals.infeasible("Ningún plan cumple todo: " + "a lo más 1 hub; " * 30, "sms"),
        sites.no_sites("San Antonio de Putina, Puno", "sms"),
        sites.no_sites(None, "sms"),
        learning.nothing_found("soldadura submarina de alta mar", "sms"),
        learning.no_more("soldadura submarina de alta mar", "sms"),
    ]
    for text in fixed:
        assert segments(text) == 1, text


def test_shortening_random_text_keeps_to_the_limit() -> None:
    chance = random.Random(7)
    letters = "aeiouñáé [~]{}€ÑXyz .,-"
    for _ in range(500):
        text = "".join(chance.choice(letters) for _ in range(chance.randrange(0, 400)))
        limit = chance.choice([20, 90, 160, 306])
        assert sms.septets(sms.shorten(text, limit)) <= limit
        assert segments(sms.fit([text])) <= 2
