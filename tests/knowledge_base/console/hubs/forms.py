"""Forms of hubs as a browser sends them."""

from __future__ import annotations

import html
import re

from werkzeug.test import TestResponse

NEW = {
    "name": "Biblioteca Municipal de Huanta",
    "kind": "Biblioteca",
    "latitude": "-12.94",
    "longitude": "-74.25",
    "status": "open",
    "source": "Municipalidad de Huanta",
}
MADE = "biblioteca-municipal-de-huanta"


def text_of(answer: TestResponse) -> str:
    return html.unescape(answer.get_data(as_text=True))


def fields_of(answer: TestResponse) -> dict[str, str | list[str]]:
    """Return what the form of a hub would send if nothing else were typed."""
    page = answer.get_data(as_text=True)
    form = page[page.index('action="/console/hubs/') :]
    found: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        name, kind = attributes.get("name", ""), attributes.get("type", "text")
        ticked = re.search(r"\schecked\b", tag)
        if not name or (kind in ("radio", "checkbox") and not ticked):
            continue
        value = html.unescape(attributes.get("value", ""))
        if name == "services":
            found[name] = [*found.get(name, []), value]
        else:
            found[name] = value
    found.pop("csrf_token", None)
    return found
