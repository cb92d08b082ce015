"""What a post becomes before Rasa sees it: checked, clean, masked, and known where it can be."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from bot.channel.inbound import Pin, check_signature, clean, parse_form, read_message
from bot.channel.problems import Refused
from bot.channel.recognise import recognise

FORM_TYPE = "application/x-www-form-urlencoded; charset=UTF-8"
# Twilio's documentation and the tests of its library both use this call.
TOKEN, URL = "12345", "https://mycompany.com/myapp.php?foo=1&bar=2"
CALL = {
    "CallSid": "CA1234567890ABCDE",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
    "Caller": "+14158675309",
}
SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def refusal(body: bytes, content_type: str = FORM_TYPE) -> tuple[int, str]:
    with pytest.raises(Refused) as caught:
        read_message(parse_form(body, content_type))
    return caught.value.status, caught.value.code


def intent(body: str = "", **fields: str) -> Any:
    """The intent that the channel itself gives a WhatsApp message, None where it gives none."""
    form = {"From": "whatsapp:+51987654321", "MessageSid": "SM1", "Body": body, **fields}
    parsed = recognise(read_message(parse_form(urlencode(form).encode(), FORM_TYPE)))
    return parsed["intent"]["name"] if parsed else None


def test_twilios_own_example_is_accepted_and_any_change_refused() -> None:
    check_signature(parse_form(urlencode(CALL).encode(), FORM_TYPE), SIGNATURE, URL, TOKEN)
    for changed in ({"Digits": "1235"}, {"Extra": ""}):
        form = parse_form(urlencode({**CALL, **changed}).encode(), FORM_TYPE)
        with pytest.raises(Refused):
            check_signature(form, SIGNATURE, URL, TOKEN)
    with pytest.raises(Refused):
        check_signature(parse_form(urlencode(CALL).encode(), FORM_TYPE), "", URL, TOKEN)


def test_twilios_example_of_repeated_fields_is_accepted() -> None:
    pairs = [("Sid", "CA123"), ("SidAccount", "AC123")]
    pairs += [("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234")]
    form = parse_form(urlencode(pairs).encode(), FORM_TYPE)
    check_signature(form, "IK+Dwps556ElfBT0I3Rgjkr1wJU=", URL, TOKEN)


@pytest.mark.parametrize("address", ["https://mycompany.com:443/myapp.php?foo=1&bar=2", URL])
def test_the_port_of_the_address_makes_no_difference(address: str) -> None:
    check_signature(parse_form(urlencode(CALL).encode(), FORM_TYPE), SIGNATURE, address, TOKEN)


def test_blank_fields_and_repeats_are_part_of_what_is_signed() -> None:
    form = parse_form(b"MessageSid=SM1&FromCity=&MediaUrl=b&MediaUrl=a", FORM_TYPE)
    signature = RequestValidator(TOKEN).compute_signature(URL, form)
    by_hand = {"MessageSid": "SM1", "FromCity": "", "MediaUrl": "aMediaUrlb"}
    assert signature == RequestValidator(TOKEN).compute_signature(URL, by_hand)
    check_signature(form, signature, URL, TOKEN)


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b"From=%2B51987654321&Body=hola", FORM_TYPE, (422, "not_a_message")),
        (b"MessageSid=SM1&Body=hola", FORM_TYPE, (422, "not_a_message")),
        (b"From=maria&MessageSid=SM1", FORM_TYPE, (422, "not_a_message")),
        (b"Body=%FF%FE&MessageSid=SM1", FORM_TYPE, (400, "malformed")),
        (b"\xff\xfe", FORM_TYPE, (400, "malformed")),
        (b"", FORM_TYPE, (400, "malformed")),
        (b"a=1&" * 300 + b"b=2", FORM_TYPE, (400, "malformed")),
        (b"{}", "application/json", (415, "not_a_form")),
        (b"a=1", "", (415, "not_a_form")),
    ],
)
def test_what_is_no_message_is_refused(
    body: bytes, content_type: str, expected: tuple[int, str]
) -> None:
    assert refusal(body, content_type) == expected


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        " /restart",
        "//restart",
        "\u200b/restart",
        "/\u200b/restart",
        "\u2060\ufeff/restart",
        "\t\n/inform{}",
        '/inform{"place":"x"}',
        "@/restart",
        "/ /session_start",
        "\u00ad/session_start",
    ],
)
def test_no_text_reaches_rasa_as_a_command(text: str) -> None:
    assert clean(text) == ""


def test_a_slash_before_a_wish_is_a_slip_of_the_finger() -> None:
    assert clean("/alto") == "alto"
    assert clean("/ busco un hub") == "busco un hub"
    assert clean("/busco un hub en Huanta") == "busco un hub en Huanta"


@pytest.mark.parametrize(
    "private",
    ["45678912", "45 678 912", "45.678.912", "987654321", "+51 987 654 321", "987-654-321",
     "(01) 4567890", "4111 1111 1111 1111", "4111-1111-1111-1111", "ana.perez+x@correo.com.pe",
     "٤٥٦٧٨٩١٢"],
)  # fmt: skip
def test_private_numbers_and_addresses_are_hidden(private: str) -> None:
    said = clean(f"soy {private}, hubs en Huanta")
    assert said == "soy [oculto], hubs en Huanta"


def test_what_wishes_are_made_of_is_not_hidden() -> None:
    for wish in (
        "plan de 5 hubs para Puno, radio 10 km",
        "entre 500 y 1000 soles",
        "el 105",
        "2026",
    ):
        assert clean(wish) == wish


def test_a_number_cut_in_two_by_the_length_limit_stays_hidden() -> None:
    for lead in range(985, 1_001):
        assert "98765" not in clean("a" * lead + " 987654321")


def test_text_is_composed_visible_single_spaced_and_short() -> None:
    assert clean("  a\u0301rbol \u200bde\n\nla\tvida\x00 ") == "árbol de la vida"
    assert len(clean("palabra " * 1_000)) <= 1_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ALTO", "stop"), ("stop", "stop"), ("Baja.", "stop"),
        ("ALTA", "start"), ("iniciar", "start"), ("Start!", "start"),
        ("borrar", "delete_data"), ("BORRAR MIS DATOS", "delete_data"),
        ("más", "more"), ("MAS", "more"), ("+", "more"),
        ("ayuda", "help"), ("MENÚ", "help"), ("Info?", "help"),
        ("2", "choose"), ("2.", "choose"), (" 99 ", "choose"), ("2️⃣", "choose"),
        ("", "out_of_scope"), ("😀😀", "out_of_scope"), ("?!", "out_of_scope"),
        ("\u200b", "out_of_scope"), ("me pega", "emergency"),
        ("0", None), ("100", None), ("chincha baja", None), ("alto nivel", None), ("hola", None),
        ("/stop ya no quiero", None), ("/stop", "stop"), ("/restart", "out_of_scope"),
        ("quiero aprender más", None),
    ],
)  # fmt: skip
def test_exact_words_are_known_and_sentences_left_to_the_classifier(
    text: str, expected: str | None
) -> None:
    assert intent(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LECCIONES", "lesson"), ("¿Qué lecciones hay?", "lesson"), ("Lección", "lesson"),
        ("sigue la lección", "lesson"), ("otra leccion", "lesson"), ("clases por chat", "lesson"),
        ("SIGUE", "more"), ("siguiente.", "more"), ("Next", "more"), ("¡Ya lo hice!", "more"),
        ("listo, ¿y ahora?", "more"), ("continuar", "more"), ("dale", "affirm"),
        ("ATRÁS", "previous"), ("atras!", "previous"), ("Paso anterior", "previous"),
        ("repite", "previous"), ("no entendí", "previous"), ("volver", "previous"),
        ("/atras", "previous"),
        ("no tengo megas", "learn"), ("Sin internet", "learn"), ("paso 3", "choose"),
        ("hay un hub atras de la plaza", None), ("me siguen", None),
        ("el tambo anterior a Huanta", None), ("quiero volver a recibir mensajes", None),
        ("sin internet en huanta", None), ("quiero clases de guitarra", None), ("sigue asi", None),
    ],
)  # fmt: skip
def test_words_of_a_lesson_are_known_alone_and_not_in_sentences(
    text: str, expected: str | None
) -> None:
    assert intent(text) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("LECCION 2", "2"), ("lección 2", "2"), ("leccion dos", "2"), ("leccion nro 2", "2"),
        ("Lección Nº 4", "4"), ("leccion n° 4", "4"), ("quiero la leccion 4", "4"),
        ("lecion 12", "12"), ("leccion12", "12"), ("LECCION: 7.", "7"), ("/leccion 3", "3"),
        ("leccion dieciséis", "16"), ("la lección cinco por favor", "5"), ("leccion 99", "99"),
        ("leccion de excel", None), ("leccion 2 de matematica", None), ("lecciones 2", None),
        ("hubs en leccion 4", None), ("leccion -", None), ("eleccion 2", None), ("2", None),
    ],
)  # fmt: skip
def test_a_lesson_is_known_by_its_number(text: str, number: str | None) -> None:
    form = {"From": "+51987654321", "MessageSid": "SM1", "Body": text}
    parsed = recognise(read_message(parse_form(urlencode(form).encode(), FORM_TYPE)))
    lesson = parsed if parsed and parsed["intent"]["name"] == "lesson" else None
    values = [entity["value"] for entity in lesson["entities"]] if lesson else []
    assert values == ([number] if number else [])


def test_media_without_words_is_out_of_scope_and_with_words_is_read() -> None:
    assert intent("", NumMedia="1") == "out_of_scope"
    assert intent("mas", NumMedia="1") == "more"


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ({"Latitude": "-12.93942", "Longitude": "-74.24796"}, ""),
        ({}, "-12.93942, -74.24796"),
        ({}, " -12.93942 -74.24796 "),
    ],
)
def test_a_point_is_rounded_to_a_kilometre(fields: dict[str, str], body: str) -> None:
    form = {"From": "whatsapp:+51987654321", "MessageSid": "SM1", "Body": body, **fields}
    message = read_message(parse_form(urlencode(form).encode(), FORM_TYPE))
    assert message.pin == Pin(-12.94, -74.25)
    parsed = recognise(message)
    assert parsed is not None and parsed["intent"]["name"] == "share_location"
    values = {entity["entity"]: entity["value"] for entity in parsed["entities"]}
    assert values == {"latitude": -12.94, "longitude": -74.25}
    assert "93942" not in str(parsed)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("norte", "sur"), ("nan", "0"), ("inf", "0"), ("-95", "0"), ("0", "181"), ("-12.9", "")],
)
def test_a_pin_that_is_no_point_asks_for_the_place_in_words(latitude: str, longitude: str) -> None:
    form = {"From": "+51987654321", "MessageSid": "SM1", "Latitude": latitude}
    form["Longitude"] = longitude
    parsed = recognise(read_message(parse_form(urlencode(form).encode(), FORM_TYPE)))
    assert parsed is not None
    assert (parsed["intent"]["name"], parsed["entities"]) == ("share_location", [])


def test_years_of_a_war_are_no_private_number() -> None:
    assert clean("la guerra del pacífico 1879-1883") == "la guerra del pacífico 1879-1883"
