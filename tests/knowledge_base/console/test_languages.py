"""The console in English: every text has one, and pages speak the language that was chosen."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import knowledge_base.console as package
from tests.knowledge_base.console.conftest import Visitor

CONSOLE = Path(package.__file__).parent
ENGLISH = CONSOLE / "translations" / "en" / "LC_MESSAGES"
_PLACE = re.compile(r"%\(\w+\)[sd]")
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (ENGLISH / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_of_the_pages_has_an_english_one(catalogue: Catalog) -> None:
    found = extract_from_dir(
        CONSOLE,
        [("**.py", "python"), ("**/templates/**.html", "jinja2")],
        keywords=_KEYWORDS,
    )
    texts = {message for _, _, message, _, _ in found}
    have = {message.id for message in catalogue if message.id and all(_texts(message.string))}
    assert texts - have == set()
    assert have - texts == set(), "what no page says any more"


def test_each_english_text_fills_in_what_the_spanish_one_does(catalogue: Catalog) -> None:
    wrong = [
        message.id
        for message in catalogue
        if message.id
        for one, other in zip(_texts(message.id), _texts(message.string), strict=True)
        if set(_PLACE.findall(one)) != set(_PLACE.findall(other))
    ]
    assert wrong == []


def test_what_is_shipped_compiled_is_the_catalogue(catalogue: Catalog) -> None:
    out = io.BytesIO()
    write_mo(out, catalogue)
    assert out.getvalue() == (ENGLISH / "messages.mo").read_bytes(), "run: make translations"


def test_a_person_chooses_the_language_of_the_pages(signed_in: Callable[[str], Visitor]) -> None:
    editor = signed_in("editor")
    spanish = editor.get("/console/").get_data(as_text=True)
    assert '<html lang="es">' in spanish and "Recursos" in spanish
    editor.post("/console/account/language", {"language": "en"})
    english = editor.get("/console/").get_data(as_text=True)
    assert '<html lang="en">' in english and "Resources" in english and "Recursos" not in english


def test_the_first_page_follows_the_browser(visitor: Callable[[], Visitor]) -> None:
    def page(accept: str) -> str:
        headers = {"Accept-Language": accept}
        return visitor().get("/console/sign-in", headers=headers).get_data(as_text=True)

    assert "Sign in" in page("en-US,en;q=0.9")
    assert "Ingresar" in page("es-PE") and "Ingresar" in page("qu-PE") and "Ingresar" in page("")


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
