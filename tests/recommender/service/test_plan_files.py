"""A plan as a file: CSV, GeoJSON, and the page that officials print."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recommender.places.gazetteer import Gazetteer
from recommender.plan.report import report_of


@pytest.fixture
def plan(client: FlaskClient) -> dict[str, Any]:
    body = {"problem": "mclp", "k": 2, "region": "0504"}
    made: dict[str, Any] = client.post("/v1/plans", json=body).json
    return made


def file(client: FlaskClient, plan: dict[str, Any], **query: str) -> TestResponse:
    return client.get(f"/v1/plans/{plan['id']}", query_string=query)


def test_a_plan_downloads_as_csv_with_an_hxl_row(client: FlaskClient, plan: dict[str, Any]) -> None:
    answer = file(client, plan, format="csv")
    header, tags, *rows = csv.reader(io.StringIO(answer.text))
    assert answer.mimetype == "text/csv" and len(rows) == 2
    assert answer.headers["Content-Disposition"].endswith(f'plan-{plan["code"]}.csv"')
    assert all(tag.startswith("#") for tag in tags)
    assert {"#adm1+name", "#adm3+code", "#geo+lat", "#geo+lon", "#value+cost"} <= set(tags)
    first = dict(zip(header, rows[0], strict=True))
    site = plan["sites"][0]
    assert (first["id"], first["ubigeo"]) == (site["id"], site["ubigeo"])
    assert (first["cost"], first["must_have"]) == ("1.0", "false")


def test_a_plan_downloads_as_geojson(client: FlaskClient, plan: dict[str, Any]) -> None:
    answer = file(client, plan, format="geojson")
    assert answer.mimetype == "application/geo+json"
    first = answer.get_json(force=True)["features"][0]
    site = plan["sites"][0]
    assert first["geometry"]["coordinates"] == [site["longitude"], site["latitude"]]
    assert first["properties"]["newly_reached_people"] == site["newly_reached_people"]


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", ["Plan de 2 hubs nuevos para Huanta, Ayacucho", "estimación", "línea recta",
                "no promete internet"]),
        ("en", ["Plan of 2 new hubs for Huanta, Ayacucho", "estimated", "straight lines",
                "promises neither internet"]),
    ],
)  # fmt: skip
def test_the_report_says_where_why_how_good_and_what_is_unknown(
    client: FlaskClient, plan: dict[str, Any], lang: str, said: list[str]
) -> None:
    answer = file(client, plan, format="html", lang=lang)
    page = Page(answer.text)
    assert answer.mimetype == "text/html" and ("lang", lang) in page.attributes
    note = plan["gap_note" if lang == "es" else "gap_note_en"]
    versions = plan["versions"].values()
    sources = ["© OpenStreetMap contributors (ODbL)", "INEI", "GeoNames (CC BY 4.0)"]
    names = [site["name"] for site in plan["sites"]]
    for words in [*said, note[1:], plan["code"], *versions, *sources, *names]:
        assert words in page.text


def test_the_report_needs_no_script_and_nothing_from_elsewhere(
    client: FlaskClient, plan: dict[str, Any]
) -> None:
    answer = file(client, plan, format="html")
    page = Page(answer.text)
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not {"src", "href", "onload"} & {name for name, _ in page.attributes}
    assert "url(" not in answer.text and "@import" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "@page" in answer.text and "A4" in answer.text


def test_the_report_of_a_median_says_how_much_nearer_hubs_come(
    gazetteer: Gazetteer, plan: dict[str, Any]
) -> None:
    means = {"mean_km": 8.25, "mean_km_before": 21.0}
    figures = report_of({**plan, **means}, gazetteer, "en")["figures"]
    assert figures[-1] == ("8.2 km", "on average to the nearest hub; it is 21 km today")


def test_names_are_text_in_the_report(
    app: Flask, gazetteer: Gazetteer, plan: dict[str, Any]
) -> None:
    bad = "<script>alert(1)</script>"
    changed = {
        **plan,
        "gap_note": bad,
        "region": {**plan["region"], "label": bad},
        "sites": [{**site, "name": bad, "district": '"><b>'} for site in plan["sites"]],
    }
    with app.test_request_context():
        html = render_template("plan.html", **report_of(changed, gazetteer, "es"))
    assert "script" not in Page(html).tags and "&lt;script&gt;" in html


def test_a_plan_without_sites_is_a_report_too(
    app: Flask, gazetteer: Gazetteer, plan: dict[str, Any]
) -> None:
    empty = {**plan, "sites": [], "curve": [], "newly_covered_people": 0, "region": None}
    with app.test_request_context():
        html = render_template("plan.html", **report_of(empty, gazetteer, "es"))
    assert "No queda un lugar" in Page(html).text
