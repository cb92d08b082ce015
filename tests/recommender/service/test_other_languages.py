"""The assistant knows the recommender's Spanish sentences by their form; here are the real ones."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from actions.replies.service_words import said, sentences
from actions.speech import speaking

FIGURE = re.compile(r"\d+(?:[ ,]\d{3})*(?:\.\d+)?")


def figures(text: str) -> list[str]:
    """The figures of a sentence, whatever keeps thousands apart."""
    return sorted(re.sub("[ ,]", "", figure) for figure in FIGURE.findall(text))


@pytest.mark.parametrize("language", ["en", "qu"])
@pytest.mark.parametrize("region", ["05", "150101"])
def test_the_reasons_of_sites_and_places_are_told(
    client: FlaskClient, region: str, language: str
) -> None:
    sites = client.get("/v1/sites", query_string={"region": region, "limit": 10}).json["sites"]
    place = client.get(f"/v1/places/{sites[0]['id']}/reasons").json
    texts = [reason["text"] for reason in place["reasons"]]
    for written in (*(site["reason_sms"] for site in sites), place["reason_sms"]):
        texts += sentences(written)
    assert len(texts) > 10
    with speaking(language):
        for text in texts:
            told = said(text)
            assert told != text, text
            # "10 a 24" is "10-24" in Quechua; every figure of the service stays.
            assert figures(told) == figures(text), (text, told)


@pytest.mark.parametrize("language", ["en", "qu"])
def test_how_good_a_plan_is_is_told(client: FlaskClient, language: str) -> None:
    wanted = {"problem": "mclp", "k": 2, "radius_km": 10, "region": "0504"}
    note = client.post("/v1/plans", json=wanted).json["gap_note"]
    with speaking(language):
        assert said(note) != note


def test_spanish_stays_as_it_was_written(client: FlaskClient) -> None:
    site = client.get("/v1/sites", query_string={"region": "05", "limit": 1}).json["sites"][0]
    assert " ".join(map(said, sentences(site["reason_sms"]))) == site["reason_sms"]
