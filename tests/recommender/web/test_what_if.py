"""Plans with conditions: forbid and see it go, what cannot be, my plans, two plans compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.recommender.web.plans import PLAN_LIMIT_MS, geojson, plan_for_ayacucho, sites

pytestmark = pytest.mark.browser


def forbid_the_first(page: Page) -> str:
    """Leave out the plan's first site, plan again, and return its id."""
    planned = sites(page)
    page.locator("tr.told").first.get_by_role("button", name="Dejar fuera").click()
    expect(page.locator(f'tr[data-site="{planned[0]}"]')).to_have_count(0, timeout=PLAN_LIMIT_MS)
    return planned[0]


def test_a_forbidden_place_goes(page: Page, tmp_path: Path) -> None:
    plan_for_ayacucho(page)
    gone = forbid_the_first(page)
    again = sites(page)
    assert len(again) == 5 and gone not in again
    assert gone not in [feature["id"] for feature in geojson(page, tmp_path)["features"]]
    expect(page.locator(".mark.not")).to_have_count(1)


def test_a_place_that_must_be_in_is_in(page: Page) -> None:
    page.get_by_role("searchbox").fill("Chungui")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".found button").first.click()
    page.get_by_role("button", name="Debe estar").click()
    plan_for_ayacucho(page)
    expect(page.locator("tr[data-site]").filter(has_text="pedido")).to_have_count(1)


def test_what_cannot_be_is_said_with_what_clashes(page: Page) -> None:
    page.get_by_text("Más condiciones").click()
    page.get_by_label("Un mínimo en cada").select_option("province")
    page.get_by_label("Departamento").select_option(label="Ayacucho")
    page.get_by_label("Hubs nuevos (k)").fill("2")
    page.get_by_role("button", name="Calcular el plan").click()
    said = page.get_by_role("alert")
    said.wait_for(timeout=PLAN_LIMIT_MS)
    assert "Ningún plan cumple todo a la vez" in said.inner_text()
    assert said.locator("li").count() >= 1
    page.get_by_role("button", name="Ir a Plan").click()
    assert page.locator('[aria-invalid="true"]').count() >= 1


def test_my_plans_are_listed_and_two_compared(page: Page) -> None:
    plan_for_ayacucho(page)
    forbid_the_first(page)
    page.get_by_role("tab", name="Mis planes").click()
    rows = page.locator(".plan-row")
    expect(rows).to_have_count(2)
    for at in (0, 1):
        rows.nth(at).get_by_role("checkbox").check()
    page.get_by_role("button", name="Comparar los dos elegidos").click()
    expect(page.get_by_role("heading", name="Comparación")).to_be_visible()
    expect(page.locator("#view-mine .figures")).to_be_visible()
    assert page.locator(".pin.dropped, .pin.added").count() >= 1


def test_a_plan_shows_its_proof_and_its_comparison(page: Page) -> None:
    plan_for_ayacucho(page)
    view = page.locator("#view-result")
    expect(view.get_by_role("heading", name="Frente a los más grandes")).to_be_attached()
    assert "óptimo" in view.inner_text().lower()
    expect(view.get_by_role("link", name="Informe")).to_be_attached()


def test_a_plan_from_a_message_keeps_its_conditions_when_it_is_changed(
    page: Page, address: str
) -> None:
    body = {
        "problem": "mclp",
        "k": 3,
        "region": "05",
        "forbidden": ["050401"],
        "existing": ["0501140001"],
    }
    made = page.request.post(f"{address}/v1/plans", data=body).json()
    page.goto(f"{address}/#plan={made['id']}")
    page.reload()
    assert len(sites(page)) == 3
    page.get_by_role("tab", name="Plan", exact=True).click()
    expect(page.locator(".chip.not")).to_contain_text("Huanta")
    expect(page.locator(".chip.has")).to_contain_text("Vinchos")
    page.get_by_label("Hubs nuevos (k)").fill("4")
    with page.expect_request("**/v1/plans") as sent:
        page.get_by_role("button", name="Calcular el plan").click()
    asked = sent.value.post_data_json
    assert (asked["forbidden"], asked["existing"]) == (["050401"], ["0501140001"])
