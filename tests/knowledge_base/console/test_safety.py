"""Every page: its headers, no script or style within it, and whatever is typed stays text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask

from knowledge_base.console.parts import Parts
from knowledge_base.resources.records import Resource
from tests.knowledge_base.console.conftest import Visitor
from tests.knowledge_base.console.test_roles import held, routes

ODD = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'; DROP TABLE resources; --",
    "{{7*7}}${7*7}",
    "=HYPERLINK(\"http://evil.example\")",
    "../../../../etc/passwd",
    "%00%0d%0aSet-Cookie: a=b",
    "٣" * 50,
)  # fmt: skip


class Page(HTMLParser):
    """What a page holds: faults against its policy, and its forms with their fields."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.forms: list[tuple[str, str, list[str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        named = {name for name, _ in attrs}
        bad = {name for name in named if name == "style" or name.startswith("on")}
        if bad or tag == "style" or (tag == "script" and not given.get("src")):
            self.faults.append(f"<{tag} {sorted(bad)}>")
        if (given.get("href") or "").strip().lower().startswith(("javascript:", "data:text")):
            self.faults.append(f"<{tag} href={given['href']}>")
        if tag == "form":
            self.forms.append((given.get("action") or "", given.get("method") or "get", []))
        if tag in ("input", "select", "textarea") and given.get("name") and self.forms:
            self.forms[-1][2].append(str(given["name"]))


@pytest.fixture
def content(parts: Parts, welding: Resource) -> None:
    """A resource, a draft and a question that hold what somebody typed to do harm."""
    parts.base.store.save(welding)
    fields = welding.as_dict() | {"title": ODD[0], "description": ODD[1], "tags": [ODD[4]]}
    parts.drafts.begin(welding.id, {k: v for k, v in fields.items() if v}, ODD[0])
    parts.golden.pin("soldadura submarina", [welding.id], ODD[1], note=ODD[0])


def pages(app: Flask, someone: Visitor) -> Iterator[tuple[str, str]]:
    """Each page of the console that this person can open, with its text."""
    for rule, path in routes(app):
        if "GET" in (rule.methods or set()) and rule.rule.startswith("/console"):
            answer = someone.get(path)
            if answer.mimetype == "text/html" and answer.status_code in (200, 404, 409, 503):
                yield path, answer.get_data(as_text=True)


def test_no_page_runs_anything_that_stands_in_it(
    app: Flask, content: None, signed_in: Callable[[str], Visitor]
) -> None:
    seen = dict(pages(app, signed_in("admin")))
    assert len(seen) >= 20
    found = {path: Page(text).faults for path, text in seen.items()}
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert all("<script>alert" not in text and "<img src=x" not in text for text in seen.values())


def test_every_answer_says_what_browsers_may_do(
    app: Flask, content: None, signed_in: Callable[[str], Visitor]
) -> None:
    admin = signed_in("admin")
    for path in ["/console/", "/console/nada", "/console/resources/", "/console/static/icon.svg"]:
        headers = admin.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
    assert admin.get("/console/").headers["Cache-Control"] == "no-store"
    secure = admin.get("/console/", base_url="https://localhost").headers
    assert "max-age" in secure["Strict-Transport-Security"]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_whatever_is_typed_into_a_form_breaks_nothing(
    odd: str, app: Flask, content: None, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    admin = signed_in("admin")
    # Signing out, or ending one's sessions, would end the test; the rest must bear it.
    spared = ("/sign-out", "/end-sessions", "/shut-out", "/password", "/role")
    sent, broken, token = 0, [], admin.token()
    for path, text in list(pages(app, admin)):
        for action, method, fields in Page(text).forms:
            target = action or path
            if any(word in target for word in spared):
                continue
            data = {name: odd for name in fields} | {"csrf_token": token}
            way = {"query_string": data} if method.lower() == "get" else {"data": data}
            answer = admin._client.open(target, method=method.upper(), **way)
            sent += 1
            body = answer.get_data(as_text=True)
            if answer.status_code >= 500 or "<script>alert" in body or "<img src=x" in body:
                broken.append(f"{method} {target}: {answer.status_code}")
    assert broken == [] and sent >= 15
    assert "resources" in held(parts) and parts.base.store.all()


@pytest.mark.parametrize(
    "path",
    ["static/../../settings.py", "static/..%2f..%2fsettings.py", "static/%2e%2e/%2e%2e/app.py",
     "static//etc/passwd", "resources/..%2f..%2f..%2fetc%2fpasswd"],
)  # fmt: skip
def test_no_path_leads_out_of_the_static_files(
    path: str, signed_in: Callable[[str], Visitor]
) -> None:
    answer = signed_in("admin").get("/console/" + path)
    assert answer.status_code in (302, 404)
    assert "import" not in answer.get_data(as_text=True)


def test_a_form_that_is_far_too_large_is_refused_in_words(
    signed_in: Callable[[str], Visitor],
) -> None:
    editor = signed_in("editor")
    answer = editor.post("/console/bench/pin", {"q": "x" * 5_000_000})
    assert answer.status_code == 413 and "demasiado grande" in answer.get_data(as_text=True)


def test_zip_bombs_and_other_kinds_of_files_are_refused(
    signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    heap = io.BytesIO()
    with zipfile.ZipFile(heap, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 50_000_000)
    editor, before = signed_in("editor"), len(parts.base.store.all())
    for name in ("lista.zip", "lista.csv", "lista.xlsx", "lista.json", "../../x.csv"):
        file = (io.BytesIO(heap.getvalue()), name)
        answer = editor.post("/console/resources/import", {"file": file})
        assert answer.status_code in (302, 422), name
    assert len(parts.base.store.all()) == before
