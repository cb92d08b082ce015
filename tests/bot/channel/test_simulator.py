"""The phone simulator: what it serves, what it signs, and that it can be shut."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from bot.channel.simulator.channel import FOLDER
from tests.bot.channel.agent import ScriptedAgent, memory_store
from tests.bot.channel.running import Running, assert_problem, serving, spoken

PAGE = (FOLDER / "index.html").read_text("utf-8")
PLACES = Path(__file__).resolve().parents[3] / "recommender/bundle/places.csv.gz"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    agent = ScriptedAgent(memory_store())
    with serving(tmp_path_factory.mktemp("open"), agent) as running:
        yield running


@pytest.fixture(scope="module")
def shut_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    agent = ScriptedAgent(memory_store())
    with serving(tmp_path_factory.mktemp("shut"), agent, simulator=False) as running:
        yield running


def get(bot: Running, path: str) -> requests.Response:
    return requests.get(bot.address + path, timeout=10)


def sign(bot: Running, body: bytes, headers: dict[str, str] = JSON) -> requests.Response:
    return requests.post(f"{bot.address}/simulator/sign", data=body, headers=headers, timeout=10)


@pytest.mark.parametrize("path", ["/simulator", "/simulator/"])
def test_the_page_stands_at_simulator_and_loads_nothing_from_elsewhere(
    bot: Running, path: str
) -> None:
    page = get(bot, path)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'self';")
    assert page.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"https?://|<style|style=|\son\w+=|<script(?![^>]*\ssrc=)", page.text)


def test_every_file_that_the_page_names_is_served(bot: Running) -> None:
    named = re.findall(r'(?:src|href)="(/simulator/[^"]+)"', PAGE)
    scripts = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.js"))
    named += [f"/simulator/{name}" for name in re.findall(r'from "\./([^"]+)"', scripts)]
    assert len(named) >= 6
    for path in named:
        answer = get(bot, path)
        assert answer.status_code == 200, path
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["channel.py", "__init__.py", "..%2Fchannel.py", "%2Fetc%2Fpasswd", "nothing.js"]
)
def test_nothing_but_the_pages_own_files_is_served(bot: Running, name: str) -> None:
    assert_problem(get(bot, f"/simulator/{name}"), 404, "not_found")


def test_no_script_parses_text_as_html() -> None:
    scripts = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.js"))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", scripts)


def test_the_webhook_accepts_what_the_simulator_signed(bot: Running) -> None:
    form = bot.form("¿qué tal? ñandú 😀", FromCity="")
    answer = requests.post(f"{bot.address}/simulator/sign", json=form, timeout=10)
    signature = answer.json()["signature"]
    said = spoken(bot.post(form, **{"X-Twilio-Signature": signature}))
    assert said == "Escuché: ¿qué tal? ñandú 😀"


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b'{"a": 1}', JSON, 422, "not_fields"),
        (b'{"a": ["b"]}', JSON, 422, "not_fields"),
        (b'["a"]', JSON, 422, "not_fields"),
        (b"null", JSON, 422, "not_fields"),
        (b'{"a": "\\ud83d"}', JSON, 422, "not_fields"),
        (b"{", JSON, 400, "malformed"),
        (b"", JSON, 400, "malformed"),
        (b"\xff\xfe\x00", JSON, 400, "malformed"),
        (b"[" * 10_000, JSON, 400, "malformed"),
        (b'{"a": "b"}', {"Content-Type": "text/plain"}, 415, "not_json"),
        (b'{"a": "b"}', {}, 415, "not_json"),
        (b'{"a": "' + b"x" * 80_000 + b'"}', JSON, 413, "too_large"),
    ],
)
def test_it_signs_nothing_but_fields_of_a_form(
    bot: Running, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    assert_problem(sign(bot, body, headers), status, code)


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/simulator.js", "/sign", "/a/b"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_a_shut_simulator_is_nowhere(shut_bot: Running, method: str, path: str) -> None:
    address = f"{shut_bot.address}/simulator{path}"
    answer = requests.request(method, address, json={"a": "b"}, timeout=10)
    assert_problem(answer, 404, "simulator_off")


def test_the_towns_lie_where_the_bundle_has_them() -> None:
    pattern = r'data-name="([^"]+)" data-latitude="([^"]+)" data-longitude="([^"]+)"'
    towns = re.findall(pattern, PAGE)
    with gzip.open(PLACES, "rt", encoding="utf-8") as file:
        known = {
            (row["name"], float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }
    assert len(towns) == 6
    for name, latitude, longitude in towns:
        assert (name, float(latitude), float(longitude)) in known, name


@pytest.mark.parametrize("host", ["attacker.example", "192.168.1.20:5005"])
def test_only_pages_of_this_machine_are_signed_for(bot: Running, host: str) -> None:
    body = b'{"From": "+51900000000"}'
    assert_problem(sign(bot, body, {**JSON, "Host": host}), 403, "not_this_machine")
