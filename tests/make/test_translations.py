"""Every text of a package is in each of its catalogues, whole, and compiled as it is written."""

from __future__ import annotations

import io
import re
import runpy
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from actions.replies import sms

ROOT = Path(__file__).resolve().parents[2]
MAKE = runpy.run_path(str(ROOT / ".make" / "translations.py"))
CATALOGUES = [
    pytest.param(texts, language, id=f"{texts.package}-{language}")
    for texts in MAKE["PACKAGES"]
    for language in texts.languages
]
# The bot and the action server write SMS; an English one is as short, and a Quechua one stands in
# two segments together with the Spanish.
BY_SMS = [param for param in CATALOGUES if param.values[0].package in ("actions", "bot")]


def catalogue(texts: Any, language: str) -> Catalog:
    found: Catalog = MAKE["read"](texts.catalogue(language), language)
    return found


def forms(value: object) -> tuple[str, ...]:
    """The text, or its forms by number."""
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)


def pairs(texts: Any, language: str) -> list[tuple[str, str]]:
    """Each text with its translation, number by number."""
    return [
        pair
        for message in catalogue(texts, language)
        if message.id
        for pair in zip(forms(message.id), forms(message.string), strict=True)
    ]


def places(text: str) -> set[str]:
    """What is to be filled in; raises ValueError where braces do not match."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None} | set(
        re.findall(r"%\(\w+\)[sd]", text)
    )


def is_for_sms(text: str) -> bool:
    """As far as its form tells: written in GSM-7, within a segment, without WhatsApp's bold."""
    return sms.plain(text) == text and "*" not in text and sms.septets(text) <= sms.SEGMENT


@pytest.mark.parametrize(("texts", "language"), CATALOGUES)
def test_every_text_is_translated_and_none_besides(texts: Any, language: str) -> None:
    said = {forms(text)[0] for text in texts.found()}
    have = {
        forms(message.id)[0]
        for message in catalogue(texts, language)
        if message.id and all(forms(message.string))
    }
    assert len(said) > 30
    assert said - have == set(), "run: make translations"
    assert have - said == set(), "run: make translations"


@pytest.mark.parametrize(("texts", "language"), CATALOGUES)
def test_a_translation_fills_in_what_the_text_does(texts: Any, language: str) -> None:
    assert [pair for pair in pairs(texts, language) if places(pair[0]) != places(pair[1])] == []


@pytest.mark.parametrize(("texts", "language"), CATALOGUES)
def test_what_is_shipped_compiled_is_the_catalogue(texts: Any, language: str) -> None:
    out = io.BytesIO()
    write_mo(out, catalogue(texts, language))
    compiled = texts.catalogue(language).with_suffix(".mo").read_bytes()
    assert out.getvalue() == compiled, "run: make translations"


@pytest.mark.parametrize(("texts", "language"), BY_SMS)
def test_what_is_for_an_sms_is_in_its_alphabet_and_fits(texts: Any, language: str) -> None:
    spanish = {one: other for one, other in pairs(texts, language) if is_for_sms(one)}
    assert [other for other in spanish.values() if sms.plain(other) != other] == []
    whole = {one: other for one, other in spanish.items() if not places(one)}
    assert whole
    if language == "qu":
        both = (f"{other}\n{one}" for one, other in whole.items())
        assert [text for text in both if sms.septets(text) > sms.TWO_SEGMENTS] == []
    else:
        assert [text for text in whole.values() if sms.septets(text) > sms.SEGMENT] == []


@pytest.mark.parametrize(("texts", "language"), BY_SMS)
def test_the_emergency_numbers_are_those_of_the_spanish_text(texts: Any, language: str) -> None:
    numbers = re.compile(r"\b1(?:00|05|06|13|16)\b")
    for one, other in pairs(texts, language):
        assert numbers.findall(one) == numbers.findall(other), other
