from __future__ import annotations

import pytest

from actions.settings import Settings


def test_an_empty_environment_gives_the_ports_of_a_laptop() -> None:
    settings = Settings.from_environment({})
    assert settings.recommender_url == "http://127.0.0.1:8000"
    assert settings.knowledge_base_url == "http://127.0.0.1:8001"
    assert (settings.host, settings.port) == ("127.0.0.1", 5055)
    assert settings.human_contact == ""


def test_an_address_loses_its_last_slash() -> None:
    environ = {"RECOMMENDER_URL": "http://recommender:8000/"}
    assert Settings.from_environment(environ).recommender_url == "http://recommender:8000"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RECOMMENDER_URL", "recommender:8000"),
        ("ACTIONS_PORT", "0"),
        ("ACTIONS_PORT", "port"),
        ("ACTIONS_SERVICE_TIMEOUT_S", "nan"),
        ("ACTIONS_NEAR_KM", "-3"),
    ],
)
def test_what_does_not_fit_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings.from_environment({name: value})
