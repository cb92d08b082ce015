"""Editors at work in a real browser, against the running stack, and what the bot then answers."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.chromium import SCREENSHOTS, SIZES, chromium
from tests.e2e.conftest import ROOT, Stack
from tests.e2e.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]
PASSWORD = "una frase de prueba 7"
PATIENCE_S = 20
# Each that can be opened without anything having been done before.
PAGES = (
    "", "resources/", "resources/new", "resources/import", "resources/review", "gaps/",
    "bench/?q=kiero+aprender+exel", "hubs/", "hubs/new", "hubs/import", "publish/", "people/",
    "people/new", "account/", "account/password", "audit/", "audit/check", "nada",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def admin(stack: Stack) -> str:
    """The first admin, made by the command as an operator does."""
    environment = os.environ | {"TECHHUB_VAR": str(stack.folder), "TECHHUB_ENV": "development"}
    command = [sys.executable, "-m", "knowledge_base.console", "create-admin", "ana"]
    subprocess.run(
        [*command, "--password-stdin"],
        input=PASSWORD,
        text=True,
        check=True,
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    return "ana"


@pytest.fixture(params=SIZES)
def page(
    request: pytest.FixtureRequest, browser: Browser, stack: Stack, admin: str
) -> Iterator[Page]:
    """The console, signed in, in each size; how it looked at the end is kept."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="es-PE")
    opened = context.new_page()
    opened.on("dialog", lambda dialog: dialog.accept())
    sign_in(opened, stack, admin, PASSWORD)
    yield opened
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", request.node.name.lower()).strip("-")
    opened.screenshot(path=SCREENSHOTS / f"console-{name}.png", full_page=True)
    context.close()


def sign_in(page: Page, stack: Stack, name: str, password: str) -> None:
    page.goto(stack.url("knowledge_base", "/console/"))
    page.get_by_label("Usuario").fill(name)
    page.get_by_label("Contraseña").fill(password)
    page.get_by_role("button", name="Ingresar").click()


def go(page: Page, stack: Stack, path: str) -> None:
    page.goto(stack.url("knowledge_base", f"/console/{path}"))


def until(true: Callable[[], bool]) -> None:
    """Wait for what follows within seconds."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, "it did not follow"
        time.sleep(0.3)


def test_pages_suit_phones_keyboards_and_screen_readers(page: Page, stack: Stack) -> None:
    faults: dict[str, list[str]] = {}
    for path in PAGES:
        go(page, stack, path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        grave = [one["id"] for one in found if one["impact"] in ("serious", "critical")]
        widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        faults[path] = grave + (["too wide"] if widths[0] > widths[1] else [])
    assert {path: found for path, found in faults.items() if found} == {}


def test_the_first_key_leads_to_the_content(page: Page, stack: Stack) -> None:
    go(page, stack, "")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Ir al contenido"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_what_is_written_reviewed_and_published_is_answered_by_the_bot(
    page: Page, stack: Stack, phone: Callable[..., Phone], request: pytest.FixtureRequest
) -> None:
    title = "Tejido de chullo" if "phone" in request.node.name else "Bordado de llicllas"
    asked = title.lower()
    go(page, stack, "resources/new")
    page.locator("#kind").select_option("course")
    page.locator("#title").fill(title)
    page.locator("#description").fill(f"Curso para aprender {asked} paso a paso.")
    page.locator("#language").select_option("es")
    page.locator("#topic").select_option(index=1)
    page.locator("#url").fill(f"https://www.example.org/{asked.split()[0]}")
    page.get_by_role("button", name="Guardar y enviar a revisión").click()
    expect(page.locator("main")).to_contain_text("revisión")
    page.get_by_role("button", name="Publicar", exact=True).click()
    someone = phone()
    until(lambda: title in someone.say(f"quiero aprender {asked}"))


def test_a_list_of_a_thousand_names_its_ten_bad_rows(
    page: Page, stack: Stack, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    mark = "a" if "phone" in request.node.name else "b"
    file = tmp_path / "lista.csv"
    file.write_text(a_list(mark), "utf-8")
    go(page, stack, "resources/import")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Ver qué cambiaría").click()
    publish = page.get_by_role("button", name="Publicarlas ahora")
    expect(publish).to_be_visible(timeout=60_000)
    shown = page.locator("main").inner_text()
    assert "990" in shown
    bad = [n for n in range(1, 1001) if n % 100 == 0]
    assert all(re.search(rf"\b{n + 1}\b", shown) for n in bad), "each by its line in the file"
    publish.click()
    until(lambda: total(stack, f"?topic=lista-{mark}") == 990)


def a_list(mark: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "title", "url", "language", "kind", "topic", "description"])
    for n in range(1, 1001):
        name = f"lista-{mark}-{n}"
        link = f"https://{mark}{n}.example.org/" if n % 100 else "no es un enlace"
        words = f"Recurso {mark.upper()} numero {n} de una lista"
        writer.writerow([name, words, link, "es", "website", f"lista-{mark}", f"{words} larga."])
    return out.getvalue()


def total(stack: Stack, query: str) -> int:
    answer = requests.get(stack.url("knowledge_base", f"/v1/resources{query}"), timeout=5)
    return int(answer.json()["total"])


def test_an_index_is_built_and_rolled_back(page: Page, stack: Stack) -> None:
    go(page, stack, "publish/")
    page.get_by_role("button", name="Construir una versión").click()
    expect(page.locator("#progress")).to_contain_text("Lista", timeout=30_000)
    until(lambda: len(versions(stack)) > 1)
    newest = versions(stack)[0]
    assert newest["active"]
    # What is imported meanwhile may have a version built by itself: the one before is asked for.
    before = versions(stack)[1]["version"]
    page.get_by_role("button", name="Volver a la anterior").click()
    expect(page.locator("main")).to_contain_text(f"Ahora se busca en la versión {before}")
    assert next(one for one in versions(stack) if one["active"])["version"] == before


def versions(stack: Stack) -> list[dict[str, Any]]:
    answer = requests.get(stack.url("knowledge_base", "/v1/index"), timeout=5)
    found: list[dict[str, Any]] = answer.json()["versions"]
    return found


def test_a_hub_that_is_closed_is_named_no_more(
    page: Page, stack: Stack, request: pytest.FixtureRequest
) -> None:
    def nearest() -> dict[str, str]:
        query = "?lat=-12.94&lon=-74.25&limit=1"
        answer = requests.get(stack.url("recommender", f"/v1/hubs/nearest{query}"), timeout=5)
        found: dict[str, str] = answer.json()["hubs"][0]
        return found

    hub = nearest()
    go(page, stack, f"hubs/{hub['id']}")
    page.get_by_role("button", name="Está cerrado").click()
    until(lambda: nearest()["id"] != hub["id"])
    page.get_by_role("button", name="Está abierto otra vez").click()
    until(lambda: nearest()["id"] == hub["id"])
