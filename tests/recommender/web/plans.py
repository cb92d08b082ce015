"""What the browser tests do with plans, as a visitor does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

PLAN_LIMIT_MS = 30_000


def plan_for_ayacucho(page: Page, k: int = 5) -> list[str]:
    """Plan k hubs for Ayacucho with the form and return the ids of the sites shown."""
    page.get_by_role("tab", name="Plan", exact=True).click()
    page.get_by_label("Departamento").select_option(label="Ayacucho")
    page.get_by_label("Hubs nuevos (k)").fill(str(k))
    page.get_by_role("button", name="Calcular el plan").click()
    return sites(page)


def sites(page: Page) -> list[str]:
    """Return the ids of the plan's sites once they are shown, by rank."""
    page.locator("tr[data-site]").first.wait_for(timeout=PLAN_LIMIT_MS)
    rows = page.locator("tr[data-site]").all()
    return [row.get_attribute("data-site") or "" for row in rows]


def exported(page: Page, kind: str, folder: Path) -> str:
    """Download the plan as a visitor does and return the file's text."""
    with page.expect_download() as download:
        page.get_by_role("link", name=kind, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_text("utf-8")


def geojson(page: Page, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported(page, "GeoJSON", folder))
    return found
