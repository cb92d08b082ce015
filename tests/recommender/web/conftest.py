"""The service on a free port, and Chromium to look at its pages with."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from werkzeug.serving import make_server

from tests.chromium import SCREENSHOTS, SIZES, chromium

TILES = "https://tile.openstreetmap.org/**"
# What the browser itself says of an answer that a test brings about.
EXPECTED = ("status of 404", "status of 409", "status of 422", "net::ERR_")


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """The running service, the same app that the other tests ask without a network."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(params=SIZES)
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A visitor on a phone and at a desk, without a way to the tiles."""
    width, height = SIZES[request.param]
    opened = browser.new_context(
        viewport={"width": width, "height": height},
        accept_downloads=True,
        reduced_motion="reduce",
    )
    opened.route(TILES, lambda route: route.abort())
    yield opened
    opened.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, context: BrowserContext, address: str) -> Iterator[Page]:
    """The open map; what the console complains of, or hangs over the edge, fails the test."""
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.extend(_complaint(message)))
    visit(opened, f"{address}/")
    yield opened
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    opened.screenshot(path=SCREENSHOTS / _name(request, opened))
    widths = opened.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert complaints == []
    assert widths[0] <= widths[1]


@pytest.fixture
def see(request: pytest.FixtureRequest, page: Page) -> Callable[[str], None]:
    """Keep a picture of what the page shows in the middle of a test."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return lambda what: page.screenshot(path=SCREENSHOTS / _name(request, page, what)) and None


def visit(page: Page, url: str) -> None:
    """Open a page of the service and wait until its first view is complete."""
    page.goto(url)
    page.wait_for_selector("html[data-ready]", state="attached")


def _complaint(message: ConsoleMessage) -> list[str]:
    wanted = message.type not in ("error", "warning")
    return [] if wanted or any(part in message.text for part in EXPECTED) else [message.text]


def _name(request: pytest.FixtureRequest, page: Page, what: str = "") -> str:
    test = request.node.originalname.removeprefix("test_")
    width = page.viewport_size["width"] if page.viewport_size else 0
    return "-".join(filter(None, ("map", str(width), test, what))) + ".png"
