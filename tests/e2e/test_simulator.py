"""The simulator page in a real browser, against the running stack."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from tests.chromium import SCREENSHOTS, SIZES, chromium
from tests.e2e.conftest import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.browser]
ANSWER_LIMIT_MS = 20_000
# Text, and what an SMS gateway bills for it.
COUNTED = {
    "": "GSM-7 · 0 caracteres · 1 segmento",
    "é": "GSM-7 · 1 carácter · 1 segmento",
    "a" * 160: "GSM-7 · 160 caracteres · 1 segmento",
    "a" * 161: "GSM-7 · 161 caracteres · 2 segmentos",
    "a" * 307: "GSM-7 · 307 caracteres · 3 segmentos",
    "[" * 81: "GSM-7 · 162 caracteres · 2 segmentos",
    "a" * 152 + "[" + "a" * 152: "GSM-7 · 306 caracteres · 3 segmentos",
    "á" * 70: "UCS-2 · 70 caracteres · 1 segmento",
    "á" * 71: "UCS-2 · 71 caracteres · 2 segmentos",
    "😀": "UCS-2 · 2 caracteres · 1 segmento",
    "😀" * 67: "UCS-2 · 134 caracteres · 3 segmentos",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, stack: Stack) -> Iterator[Page]:
    """The open page in each size; what the console complains of fails the test."""
    width, height = SIZES[request.param]
    opened = browser.new_page(viewport={"width": width, "height": height})
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.extend(_complaint(message)))
    opened.goto(stack.url("bot", "/simulator"))
    yield opened
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    opened.screenshot(path=SCREENSHOTS / _name(request), full_page=True)
    widths = opened.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    opened.close()
    assert complaints == []
    assert widths[0] <= widths[1]


def _complaint(message: ConsoleMessage) -> list[str]:
    # The browser itself reports the failure that one test brings about.
    wanted = message.type not in ("error", "warning") or "status of 503" in message.text
    return [] if wanted else [message.text]


def _name(request: pytest.FixtureRequest) -> str:
    test = request.node.originalname.removeprefix("test_")
    return f"simulator-{SIZES[request.param][0]}-{test}.png"


def _phone(page: Page, channel: str) -> Locator:
    return page.locator(f'[data-channel="{channel}"]')


def _answer(phone: Locator, number: int) -> str:
    """The text of the answer with this number, counted from 0, once it is there."""
    said = phone.locator(".them .said").nth(number)
    said.wait_for(timeout=ANSWER_LIMIT_MS)
    return said.inner_text()


def test_a_greeting_and_a_pin_are_answered_on_both_phones(page: Page) -> None:
    for channel in ("whatsapp", "sms"):
        phone = _phone(page, channel)
        phone.get_by_role("textbox").fill("hola")
        phone.get_by_role("textbox").press("Enter")
        assert "hub" in _answer(phone, 0).lower()
        phone.get_by_role("button", name="Enviar una ubicación").click()
        phone.get_by_role("button", name="Huanta Ayacucho").click()
        assert "km" in _answer(phone, 1)
    facts = _phone(page, "sms").locator(".them footer").nth(1).inner_text()
    assert "GSM-7" in facts and "segmento" in facts


def test_an_example_needs_only_the_keyboard(page: Page) -> None:
    phone = _phone(page, "whatsapp")
    phone.get_by_role("button", name="quiero aprender python gratis").focus()
    page.keyboard.press("Enter")
    _answer(phone, 0)
    link = phone.locator(".them a").first
    assert (link.get_attribute("href") or "").startswith("http")
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_written_coordinates_are_checked_before_they_are_sent(page: Page) -> None:
    phone = _phone(page, "sms")
    phone.get_by_role("button", name="Enviar una ubicación").click()
    written = phone.get_by_label("O escribe latitud, longitud")
    written.fill("norte, sur")
    written.press("Enter")
    assert page.get_by_role("alert").is_visible()
    assert phone.locator(".me").count() == 0
    written.fill("-12.94, -74.25")
    written.press("Enter")
    assert "km" in _answer(phone, 0)


def test_silence_is_shown_and_a_new_phone_starts_afresh(page: Page) -> None:
    phone = _phone(page, "sms")
    number = phone.locator('[data-part="number"]').inner_text()
    for text in ("ALTO", "hola"):
        phone.get_by_role("textbox").fill(text)
        phone.get_by_role("textbox").press("Enter")
        if text == "ALTO":
            _answer(phone, 0)
    phone.get_by_text("(sin respuesta)").wait_for(timeout=ANSWER_LIMIT_MS)
    phone.get_by_role("button", name="Teléfono nuevo").click()
    assert phone.locator(".bubble").count() == 0
    assert phone.locator('[data-part="number"]').inner_text() != number


def test_segments_are_counted_as_they_are_billed(page: Page) -> None:
    describe = "async (text) => (await import('/simulator/gsm7.js')).describe(text)"
    for text, expected in COUNTED.items():
        assert page.evaluate(describe, text) == expected
    phone = _phone(page, "sms")
    phone.get_by_role("textbox").fill("¿cómo?")
    assert "UCS-2 · 6 caracteres" in phone.locator('[data-part="meter"]').inner_text()


def test_an_answer_is_text_and_never_markup(page: Page) -> None:
    shown = page.evaluate(
        """async () => {
          const { richText } = await import('/simulator/rich_text.js');
          const box = document.createElement('div');
          const said = '<img src=x> *a*b* *sí* 2*3*4 https://a.pe/b_c_d). x';
          box.append(...richText(said, 'whatsapp'));
          return box.innerHTML;
        }"""
    )
    assert shown.startswith("&lt;img src=x&gt;")
    assert "<strong>sí</strong> 2*3*4" in shown
    assert '<a href="https://a.pe/b_c_d" target="_blank"' in shown


def test_who_is_offline_is_told_and_can_try_again(page: Page) -> None:
    phone = _phone(page, "whatsapp")
    page.route("**/simulator/sign", lambda route: route.fulfill(status=503))
    phone.get_by_role("textbox").fill("hola")
    phone.get_by_role("textbox").press("Enter")
    phone.get_by_text("todavía se está preparando").wait_for()
    page.unroute("**/simulator/sign")
    phone.get_by_role("button", name="Reintentar").click()
    assert _answer(phone, 0)
