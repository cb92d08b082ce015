"""Links and code are nobody's wish; a map's link and words about them are left alone."""

from __future__ import annotations

import pytest

from bot.channel.mischief import is_mischief


@pytest.mark.parametrize(
    "text",
    [
        "entra a http://premio.example/gana y gana un celular",
        "www.premio.example",
        "'; DROP TABLE events; --",
        "hola {{7*7}} ${7*7}",
        "<script>alert(1)</script>",
    ],
)
def test_links_and_code_are_mischief(text: str) -> None:
    assert is_mischief(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://maps.google.com/?q=Huanta",
        "quiero aprender html y sql",
        "diferencia entre http y https",
        "que es una url",
        "hubs cerca de Huanta; o de Huamanga",
        "",
    ],
)
def test_wishes_are_none(text: str) -> None:
    assert not is_mischief(text)
