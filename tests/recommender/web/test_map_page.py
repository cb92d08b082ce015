"""The map in a real browser, against the real service."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.recommender.web.conftest import TILES, visit
from tests.recommender.web.plans import exported, geojson, plan_for_ayacucho, sites

pytestmark = pytest.mark.browser
MOST_BYTES = 300_000
# Smallest PNG: one clear pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "0000000200015fe225dc0000000049454e44ae426082"
)


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def find(page: Page, name: str) -> None:
    """Search a place by name and open the first that is found."""
    page.get_by_role("searchbox").fill(name)
    page.get_by_role("searchbox").press("Enter")
    page.locator(".found button").first.click()
    page.locator("#view-place h2").wait_for()


def test_the_page_is_light_before_outlines_and_tiles(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.route(TILES, lambda route: route.abort())
    opened = context.new_page()
    answers: list[Response] = []
    opened.on("response", lambda answer: answers.append(answer))
    visit(opened, f"{address}/")
    sizes = {
        answer.url.removeprefix(address): answer.request.sizes()["responseBodySize"]
        for answer in answers
    }
    context.close()
    outlines = sum(size for url, size in sizes.items() if url.startswith("/v1/map/outlines"))
    page = sum(sizes.values()) - outlines
    print(f"{page / 1000:.0f} KB in {len(sizes)} files, outlines {outlines / 1000:.0f} KB")
    assert 0 < page <= MOST_BYTES and outlines < 40_000


def test_five_hubs_for_ayacucho_are_planned_and_exported(
    page: Page, tmp_path: Path, see: Callable[[str], None]
) -> None:
    see("first-view")
    planned = plan_for_ayacucho(page)
    assert len(planned) == 5
    expect(page.get_by_role("heading", name="5 sitios para Ayacucho")).to_be_visible()
    expect(page.locator(".pin")).to_have_count(5)
    expect(page.locator(".chart")).to_be_attached()
    collection = geojson(page, tmp_path)
    assert collection["type"] == "FeatureCollection"
    assert [feature["id"] for feature in collection["features"]] == planned
    for feature in collection["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -76 < longitude < -72 and -16 < latitude < -12
        assert feature["properties"]["department"] == "Ayacucho"
    rows = exported(page, "CSV", tmp_path).splitlines()
    assert len(rows) == 7 and rows[1].startswith("#")


def test_a_link_shows_the_same_plan_to_someone_else(page: Page, browser: Browser) -> None:
    planned = plan_for_ayacucho(page, k=3)
    assert re.search(r"#plan=[\w-]+$", page.url)
    context = browser.new_context()
    context.route(TILES, lambda route: route.abort())
    other = context.new_page()
    other.goto(page.url)
    assert sites(other) == planned
    other.get_by_role("tab", name="Plan", exact=True).click()
    assert other.get_by_label("Departamento").input_value() == "05"
    assert other.get_by_label("Hubs nuevos (k)").input_value() == "3"
    context.close()


def test_why_here_gives_figures_reasons_and_hubs(page: Page) -> None:
    find(page, "Huanta")
    card = page.locator("#view-place")
    expect(card.get_by_role("heading", name="Huanta", exact=True)).to_be_visible()
    assert "Lugar urbano" in card.inner_text()
    assert "no tiene puntaje" in card.inner_text()
    assert "Ningún registro dice si tiene internet" in card.inner_text()
    assert card.locator(".facts tr").count() > 10


def test_a_rural_place_has_a_score_with_its_reasons(page: Page) -> None:
    find(page, "Chungui")
    buttons = page.locator('[data-part="in-view"] button')
    buttons.first.wait_for()
    for at in range(min(buttons.count(), 12)):
        buttons.nth(at).click()
        page.locator("#view-place .badge").first.wait_for()
        if "Lugar rural" in page.locator("#view-place").inner_text():
            break
    expect(page.locator("#view-place .topics svg").first).to_be_attached()
    assert "de los 91" in page.locator("#view-place").inner_text()


def test_a_place_is_fixed_by_clicking_the_map_and_freed_again(page: Page) -> None:
    find(page, "Chungui")
    tab(page, "Plan")
    shown = page.locator("#map").bounding_box()
    assert shown
    covered = page.evaluate(
        "innerWidth < 800 ? document.getElementById('panel').offsetHeight + 40 : 0"
    )
    page.mouse.click(shown["x"] + shown["width"] / 2, (shown["height"] - covered) / 2)
    page.locator("#view-place h2").wait_for()
    page.get_by_role("button", name="Debe estar").click()
    expect(page.locator(".mark.must")).to_have_count(1)
    page.get_by_role("button", name="Dejar fuera").click()
    expect(page.locator(".mark.must")).to_have_count(0)
    expect(page.locator(".mark.not")).to_have_count(1)
    tab(page, "Plan")
    page.locator(".chip button").click()
    expect(page.locator(".mark")).to_have_count(0)


def test_english_is_one_click_away_and_stays(page: Page) -> None:
    page.locator('[data-part="language"]').click()
    expect(page.get_by_role("button", name="Make the plan")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "lang=en" in page.url
    page.reload()
    expect(page.get_by_role("heading", name="Community tech hubs of Peru")).to_be_visible()


def test_figures_that_do_not_fit_are_marked_before_they_are_sent(page: Page) -> None:
    page.get_by_label("Hubs nuevos (k)").fill("0")
    page.get_by_role("button", name="Calcular el plan").click()
    expect(page.get_by_text("Escribe un número entero de 1 a 200.")).to_be_visible()
    expect(page.get_by_label("Hubs nuevos (k)")).to_be_focused()


def test_each_problem_asks_only_what_it_uses(page: Page) -> None:
    page.get_by_role("radio", name="Llegar a una parte").check()
    expect(page.get_by_role("spinbutton", name="Parte de la gente")).to_be_visible()
    expect(page.get_by_label("Hubs nuevos (k)")).to_have_count(0)
    page.get_by_role("radio", name="Acortar la distancia").check()
    page.get_by_role("radio", name="Un presupuesto", exact=True).click()
    expect(page.get_by_label("Costo de cada hub")).to_be_visible()


def test_the_page_is_used_without_a_mouse(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    page.locator("#tab-plan").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-result")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.get_by_label("Departamento").focus()
    page.keyboard.type("Ayacucho")
    page.get_by_label("Hubs nuevos (k)").focus()
    page.keyboard.press("Enter")
    assert len(sites(page)) == 5
    expect(page.locator("#view-result h2")).to_be_focused()
    expect(page.locator('[data-part="announce"]')).to_contain_text("Plan listo")
    page.get_by_role("button", name="¿Por qué").first.focus()
    page.keyboard.press("Enter")
    page.locator("#view-place h2").wait_for()


def test_every_field_and_button_has_a_name(page: Page) -> None:
    page.get_by_text("Más condiciones").click()
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, [role=tab]')]
          .filter((node) => !(node.labels?.length || node.getAttribute('aria-label')
            || node.textContent.trim())).map((node) => node.outerHTML)"""
    )
    assert nameless == []


def test_without_a_network_outlines_stand_in_for_tiles(page: Page) -> None:
    assert page.locator(".leaflet-tile").count() == 0
    page.locator("summary").filter(has_text="Capas").evaluate("node => node.parentNode.open = true")
    expect(page.get_by_text("Sin mapa de fondo")).to_be_attached()
    assert page.locator(".area-label.department").count() == 25


def test_with_a_network_tiles_come_with_their_source(context: BrowserContext, address: str) -> None:
    context.unroute(TILES)
    context.route(TILES, lambda route: route.fulfill(content_type="image/png", body=PIXEL))
    opened = context.new_page()
    visit(opened, f"{address}/")
    opened.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
    credits = opened.locator(".leaflet-control-attribution").inner_text()
    assert "© OpenStreetMap" in credits and "INEI" in credits


def test_the_sheet_opens_and_closes_by_its_grip(page: Page) -> None:
    grip = page.locator('[data-part="grip"]')
    if not grip.is_visible():
        return
    heights = []
    for _ in range(3):
        heights.append(page.locator("#panel").bounding_box() or {"height": 0.0})
        grip.click()
        page.wait_for_timeout(300)
    low = (page.locator("#panel").bounding_box() or {"height": 0.0})["height"]
    assert heights[0]["height"] < heights[1]["height"] and heights[2]["height"] < low


def test_what_people_want_to_learn_is_shown_by_province(
    page: Page, see: Callable[[str], None]
) -> None:
    page.get_by_role("link", name="Qué quieren aprender").click()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Qué quiere aprender")
    expect(page.get_by_role("heading", name="Huanta")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Programación")).to_be_visible()
    expect(page.get_by_role("cell", name="23")).to_be_visible()
    see("educators")
    page.get_by_role("link", name="Mapa y planes").click()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("#map")).to_be_visible()


def test_layers_are_switched_by_keyboard_without_losing_the_place(page: Page) -> None:
    page.locator(".layers").evaluate("node => { node.open = true; }")
    area = page.get_by_role("checkbox", name="Necesidad por zona")
    area.focus()
    page.keyboard.press("Space")
    expect(area).to_be_checked()
    expect(area).to_be_focused()
    page.get_by_role("combobox", name="Color según").select_option("need")
    expect(page.locator(".ramp")).to_have_count(2)
