"""Spanish words of kinds and services, there and back."""

from __future__ import annotations

import pytest

from knowledge_base.console.pages.hubs.words import (
    kind_code,
    kind_word,
    service_codes,
    service_words,
    slug,
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Biblioteca", "library"), ("laboratorio de fabricacion", "fab_lab"), ("library", "library"),
     ("Casa de la Cultura", "casa_de_la_cultura"), ("  ", ""), ("ñandú", "nandu")],
)  # fmt: skip
def test_kinds_are_written_in_spanish(typed: str, code: str) -> None:
    assert kind_code(typed) == code
    if code:
        assert kind_code(kind_word(code)) == code


def test_services_are_parted_and_told_once() -> None:
    codes = service_codes("Computadoras, proyector; computadoras\nImpresión 3D,,")
    assert codes == ["computers", "proyector", "impresion_3d"]
    assert service_words(codes) == "computadoras, proyector, impresion 3d"


@pytest.mark.parametrize(
    ("name", "made"), [("Biblioteca Muñoz (Huanta)", "biblioteca-munoz-huanta"), ("¡!", "")]
)
def test_ids_come_from_names(name: str, made: str) -> None:
    assert slug(name) == made and len(slug(name * 20)) <= 50
