"""Each page of the editors' console over 20,000 resources, 10,000 gaps and 20,000 hubs."""

from __future__ import annotations

import csv
import io
import random
import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

import requests

from knowledge_base.console.accounts.people import PeopleStore
from knowledge_base.console.accounts.roles import Role
from knowledge_base.database.engine import open_database
from knowledge_base.resources.gaps import GapStore
from knowledge_base.settings import Settings
from tests.bench.figures import Figure
from tests.bench.knowledge_base import filled_folder, many_resources, running_knowledge_base
from tests.bench.recommender import running_recommender

RESOURCES, GAPS, HUBS, ROUNDS, PAGE_S = 20_000, 10_000, 20_000, 5, 1.0
_AT_ONCE = 4_000
PASSWORD, TOKEN = "una frase de medir 7", "a-token-for-measuring-only"
PAGES = (
    "",
    "resources/",
    "resources/?text=matematica+basica&sort=-updated_at",
    "resources/?state=published&kind=course&offset=5000",
    "resources/new",
    "resources/review",
    "gaps/",
    "gaps/?region=15",
    "bench/?q=kiero+aprender+exel",
    "hubs/",
    "hubs/?q=tambo&status=open",
    "publish/",
    "people/",
    "audit/",
)


def figures() -> Iterator[Figure]:
    """Read every page some rounds, as one editor would, and tell the slowest median."""
    recommender = {"RECOMMENDER_SERVICE_TOKEN": TOKEN, "RECOMMENDER_WORKERS": "1"}
    with filled_folder(RESOURCES) as folder, running_recommender(recommender) as hubs:
        _add_people_and_gaps(folder)
        _add_hubs(hubs.url)
        console = {
            "KNOWLEDGE_BASE_CONSOLE_KEY": "a key for measuring, long enough for all",
            "KNOWLEDGE_BASE_RECOMMENDER_URL": hubs.url,
            "RECOMMENDER_SERVICE_TOKEN": TOKEN,
            # Cookies of production travel by HTTPS alone.
            "TECHHUB_ENV": "development",
        }
        with running_knowledge_base(folder, cores="0,1", variables=console) as service:
            yield from _pages(service.url)


def _pages(url: str) -> Iterator[Figure]:
    editor = _signed_in(url)
    _wait_for_groups(editor, url)
    floor = median(_seconds(editor, f"{url}/console/static/icon.svg"))
    slowest = 0.0
    for path in PAGES:
        taken = _seconds(editor, f"{url}/console/{path}")
        middle = median(taken)
        slowest = max(slowest, *taken)
        yield Figure(
            "console",
            f"/console/{path}"[:36],
            middle,
            "s",
            PAGE_S,
            peer="a static file",
            ratio=middle / floor,
            median_of=ROUNDS,
        )
    yield Figure("console", "the slowest of all rounds", slowest, "s", PAGE_S)


def _wait_for_groups(editor: requests.Session, url: str) -> None:
    """Return once the gaps are grouped, which takes seconds in the background."""
    end = time.monotonic() + 120
    while "se están agrupando" in editor.get(f"{url}/console/gaps/", timeout=30).text:
        if time.monotonic() > end:
            raise RuntimeError("the gaps are not grouped")
        time.sleep(1)


def _seconds(editor: requests.Session, address: str) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answer = editor.get(address, timeout=30, allow_redirects=False)
        taken.append(time.perf_counter() - began)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
    return taken


def _signed_in(url: str) -> requests.Session:
    editor = requests.Session()
    page = editor.get(f"{url}/console/sign-in", timeout=30)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token, "the page has a form"
    fields = {"csrf_token": token[1], "name": "ana", "password": PASSWORD}
    editor.post(f"{url}/console/sign-in", data=fields, allow_redirects=False, timeout=30)
    return editor


def _add_people_and_gaps(folder: Path) -> None:
    settings = Settings.from_environment({"TECHHUB_VAR": str(folder)})
    engine = open_database(settings.database_url)
    PeopleStore(engine).create("ana", Role.ADMIN, PASSWORD, must_change=False)
    store, chance = GapStore(engine, 3650), random.Random(2)
    words = sorted({tag for one in many_resources(2_000) for tag in one.tags})
    for number in range(GAPS):
        question = f"zzq{number} {chance.choice(words)} {chance.choice(words)}"
        store.record(question, "es", date.today(), 1, f"{chance.randrange(1, 26):02}01")


def _add_hubs(url: str) -> None:
    """Fill the register up with hubs a little beside those that it has."""
    chance, headers = random.Random(3), {"Authorization": f"Bearer {TOKEN}"}
    exported = requests.get(f"{url}/v1/hubs:export?format=csv", headers=headers, timeout=60)
    known = list(csv.DictReader(io.StringIO(exported.content.decode("utf-8-sig"))))
    for start in range(0, HUBS, _AT_ONCE):
        rows = ["id,name,kind,latitude,longitude"]
        for number in range(start, min(start + _AT_ONCE, HUBS)):
            near = chance.choice(known)
            latitude = float(near["latitude"]) + chance.uniform(-0.02, 0.02)
            longitude = float(near["longitude"]) + chance.uniform(-0.02, 0.02)
            rows.append(f"hub-{number},Hub {number},library,{latitude:.5f},{longitude:.5f}")
        answer = requests.post(
            f"{url}/v1/hubs:import",
            "\n".join(rows).encode(),
            headers=headers | {"Content-Type": "text/csv"},
            timeout=120,
        )
        if not answer.ok:
            raise RuntimeError(answer.text[:500])
