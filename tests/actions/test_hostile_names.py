"""What hubs, books and people are called is printed as it is, braces and all."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.actions.conftest import Say
from tests.actions.fake_services import FakeServices, example, found, hubs

HUBS: Say = ("nearest_hubs", "hubs en huanta", {"place": "huanta"})
LEARN: Say = ("learn", "aprender python", {"topic": "python"})
CHANNELS = ("whatsapp", "sms")


@pytest.mark.parametrize("name", ["{x}", "{0.__class__}", "{near", "}{", "%(count)s", "100 %"])
@pytest.mark.parametrize("language", ["es", "en", "qu"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_name_with_braces_is_printed_as_it_is(
    spoken: Callable[..., list[str]], fake: FakeServices, name: str, language: str, channel: str
) -> None:
    page = hubs(3, 0, first_km=55)
    page["hubs"] = [{**hub, "name": name} for hub in page["hubs"]]
    fake.answers["/v1/hubs/nearest"] = lambda q, b: (200, page)
    hub = example("hub")
    hub["hub"] |= {"name": name, "hours": name, "contact": name}
    fake.answers["/v1/hubs/"] = lambda q, b: (200, hub)
    fake.answers["/v1/search"] = found({"title": name, "description": name, "author": name})
    for dialogue in (
        (HUBS,),
        (HUBS, ("choose", "1", {"number": "1"})),
        (("report_visit", "2", {"outcome": "closed", "hub_id": "h", "hub_name": name}),),
        (("report_visit", "no", {"outcome": "unclear", "hub_id": "h", "hub_name": name}),),
    ):
        reply = spoken(dialogue, language, channel, reviewed=True)[-1]
        assert name in reply, reply
    # A title may lose its markup where it stands in a list, and nothing else.
    title = re.sub(r"[{}]", "", name) if channel == "whatsapp" else name
    listed = spoken((LEARN,), language, channel, reviewed=True)[-1]
    assert title in listed or title.replace("__", "") in listed, listed


@pytest.mark.parametrize("topic", ["{x}", "{0.__class__}", "%(topic)s"])
@pytest.mark.parametrize("language", ["es", "en", "qu"])
def test_a_topic_with_braces_breaks_no_reply(
    spoken: Callable[..., list[str]], fake: FakeServices, topic: str, language: str
) -> None:
    nothing = {**example("search"), "results": [], "total": 0, "found": False, "next_offset": None}
    fake.answers["/v1/search"] = lambda q, b: (200, nothing)
    for channel in CHANNELS:
        reply = spoken((("learn", topic, {"topic": topic}),), language, channel)[-1]
        assert "1" in reply and re.sub(r"[{}_]", "", topic) in reply
