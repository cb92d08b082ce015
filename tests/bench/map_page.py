"""How long the map takes until its first view of all Peru is complete, without tiles."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser

from tests.bench.figures import Figure
from tests.bench.recommender import running_recommender
from tests.chromium import SIZES, chromium

VIEWS, FIRST_VIEW_S = 7, 2.0
TILES = "https://tile.openstreetmap.org/**"


def figures() -> Iterator[Figure]:
    """Open the page anew, with an empty cache, on a phone and at a desk."""
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        print("map page: not measured, Chromium is not installed")
        return
    with running_recommender() as service, chromium() as browser:
        for name, (width, height) in SIZES.items():
            taken = sorted(_view_s(browser, service.url, width, height) for _ in range(VIEWS))
            middle = median(taken)
            label = f"first view, {name}"
            yield Figure("map page", label, middle, "s", FIRST_VIEW_S, median_of=VIEWS)
            yield Figure("map page", f"{label}, fastest", taken[0], "s", median_of=VIEWS)
            yield Figure("map page", f"{label}, slowest", taken[-1], "s", median_of=VIEWS)


def _view_s(browser: Browser, url: str, width: int, height: int) -> float:
    context = browser.new_context(viewport={"width": width, "height": height})
    context.route(TILES, lambda route: route.abort())
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"{url}/")
    page.wait_for_selector("html[data-ready]", state="attached")
    taken = time.perf_counter() - began
    context.close()
    return taken
