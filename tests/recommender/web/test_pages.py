"""The pages are served whole, packed and strict, and say the same in both languages."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from recommender.features.definitions import FEATURE_NAMES
from recommender.model.topics import TOPIC_NAMES
from recommender.web.figures import FIGURES, shown
from recommender.web.pages import STATIC

SCRIPTS = sorted(STATIC.glob("js/*.js"))
PAGES = sorted(STATIC.glob("*.html"))


def texts(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((STATIC / "i18n" / f"{language}.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("path", ["/", "/educadores"])
def test_a_page_allows_only_itself_and_the_tiles(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200 and answer.mimetype == "text/html"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert re.findall(r"https?://[^ ;]+", policy) == ["https://tile.openstreetmap.org"]
    assert "style=" not in answer.text and not re.search(r"<script>|\son\w+=", answer.text)


@pytest.mark.parametrize("path", ["/", "/educadores"])
def test_all_that_a_page_names_is_there(client: FlaskClient, path: str) -> None:
    named = re.findall(r'(?:href|src)="(/web/[^"]+)"', client.get(path).text)
    assert named
    for name in named:
        assert client.get(name).status_code == 200, name


def test_files_are_packed_and_not_sent_twice(client: FlaskClient) -> None:
    answer = client.get("/web/js/main.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == (STATIC / "js" / "main.js").read_bytes()
    again = client.get("/web/js/main.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "name", ["../pages.py", "js", "js/none.js", "%2e%2e/pages.py", "/etc/hosts"]
)
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/web/{name}").status_code in (308, 404)


def test_the_map_library_is_unaltered_and_has_its_licence() -> None:
    folder = STATIC / "vendor" / "leaflet"
    assert "Leaflet 1.9.4" in (folder / "leaflet.js").read_text("utf-8")[:200]
    assert "BSD 2-Clause" in (folder / "LICENSE").read_text("utf-8")


def test_both_languages_say_the_same_things() -> None:
    spanish, english = texts("es"), texts("en")
    only = set(english) - set(spanish)
    # The service says reasons in Spanish itself.
    assert all(key.startswith("reason.") for key in only)
    assert set(spanish) <= set(english)
    for key, text in spanish.items():
        values = [set(re.findall(r"\{\w+\}", one)) for one in (text, english[key])]
        assert values[0] == values[1], key


def test_every_text_that_is_asked_for_is_there() -> None:
    known = texts("en")
    asked = set()
    for path in SCRIPTS:
        asked |= set(re.findall(r"\bt\('([\w.-]+)'", path.read_text("utf-8")))
    for path in PAGES:
        asked |= set(re.findall(r'data-i18n(?:-\w+)?="([\w.-]+)"', path.read_text("utf-8")))
    assert len(asked) > 100 and asked <= set(known)
    assert {f"topic.{name}" for name in TOPIC_NAMES} <= set(known)


def test_scripts_put_no_markup_together() -> None:
    for path in SCRIPTS:
        assert not re.search(
            r"\.innerHTML\s*=(?!=)|insertAdjacentHTML|eval\(", path.read_text("utf-8")
        )


def test_a_script_has_one_purpose_and_is_short() -> None:
    for path in SCRIPTS:
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("// ") and len(lines) <= 320, path.name


def test_figures_are_features_and_unknown_ones_are_left_out() -> None:
    assert {figure.name for figure in FIGURES} <= set(FEATURE_NAMES)
    found = shown({"people": 12.4, "hdi": 0.456, "pct_places_without_mobile": float("nan")})
    assert [(one["name"], one["value"]) for one in found] == [("people", 12), ("hdi", 0.46)]


def test_no_text_promises_that_a_tambo_has_internet() -> None:
    for language in ("es", "en"):
        said = [text for text in texts(language).values() if "tambo" in text.lower()]
        promising = [text for text in said if re.search(r"internet|comput", text)]
        assert promising == [texts(language)["why.hubs_note"]]


def test_the_readme_names_every_script() -> None:
    readme = (Path(STATIC).parent / "README.md").read_text("utf-8")
    assert all(f"`{path.name}`" in readme for path in SCRIPTS)
