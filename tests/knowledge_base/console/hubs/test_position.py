"""Coordinates as people type and paste them."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import Babel

from knowledge_base.console.pages.hubs.position import NoPosition, read_position


@pytest.fixture(autouse=True)
def words() -> object:
    app = Flask(__name__)
    Babel(app, default_locale="es")
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("-13.16", "-74.22"),
        (" -13,16 ", "-74,22"),
        ("-13.16, -74.22", ""),
        ("", "-13.16,-74.22"),
        ("-13,16; -74,22", ""),
        ("-13,16, -74,22", "-99"),
        ("-13,16,-74,22", ""),
        ("(-13.16 -74.22)", ""),
        ("\u221213.16°, \u221274.22°", ""),
    ],
)
def test_many_ways_of_writing_one_point(latitude: str, longitude: str) -> None:
    assert read_position(latitude, longitude) == (-13.16, -74.22)


@pytest.mark.parametrize(
    ("latitude", "longitude", "field", "word"),
    [
        ("", "", "latitude", "Falta"),
        ("-13.16", "", "longitude", "Falta"),
        ("aquí", "-74.22", "latitude", "decimales"),
        ("-13.16", "-74.22.1", "longitude", "decimales"),
        ("13.16", "-74.22", "latitude", "signo menos"),
        ("-13.16", "74.22", "longitude", "signo menos"),
        ("-74.22", "-13.16", "latitude", "al revés"),
        ("nan", "-74.22", "latitude", "decimales"),
        ("-1e1", "-74.22", "latitude", "decimales"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    latitude: str, longitude: str, field: str, word: str
) -> None:
    with pytest.raises(NoPosition, match=word) as caught:
        read_position(latitude, longitude)
    assert caught.value.field == field
