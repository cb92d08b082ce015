"""How the tests write a resource in the console, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from knowledge_base.console.parts import Parts
from knowledge_base.editing.drafts import DraftStore
from tests.knowledge_base.console.conftest import Visitor

BASE = "/console/resources"
WELDING: dict[str, Any] = {
    "kind": "course",
    "title": "Soldadura submarina",
    "url": "https://www.example.org/soldadura",
    "language": "es",
    "new_topic": "Oficios",
    "description": "Cómo se une metal bajo el agua.",
    "tags": "soldadura\nbuceo",
    "asked": "quiero aprender a soldar",
    "free": "y",
    "source": "editor",
    "then": "save",
}
KEY = "soldadura-submarina"
SignedIn = Callable[[str], Visitor]


def hidden(page: str) -> dict[str, str]:
    """What a form brings back of its own: versions, and the fields as they were opened."""
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    names = {}
    for one in found:
        name, value = re.search(r'name="([^"]+)"', one), re.search(r'value="([^"]*)"', one)
        if name and name[1] != "csrf_token":
            names[name[1]] = unescape(value[1]) if value else ""
    return names


def begin(editor: Visitor, **changes: Any) -> Any:
    answer = editor.post(f"{BASE}/new", WELDING | changes)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer


def step(visitor: Visitor, name: str, drafts: DraftStore, **more: str) -> Any:
    draft = drafts.get(KEY)
    fields = {"version": str(draft.version if draft else 0), **more}
    return visitor.post(f"{BASE}/item/{KEY}/{name}", fields, follow_redirects=True)


def publish_one(signed_in: SignedIn) -> None:
    answer = signed_in("publisher").post(f"{BASE}/new", WELDING | {"then": "publish"})
    assert answer.headers["Location"] == f"{BASE}/item/{KEY}"


def actions_of(parts: Parts) -> list[str]:
    return [one.action for one in parts.audit.page(100)[0] if one.action.startswith("resource")]
