"""The page of the audit log: filters, the check, and copies that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from sqlalchemy import text

from knowledge_base.console.parts import Parts
from tests.knowledge_base.console.conftest import Visitor

PAGE = "/console/audit/"


@pytest.fixture
def admin(signed_in: Callable[[str], Visitor], parts: Parts) -> Visitor:
    someone = signed_in("admin")
    parts.audit.record("rosa", "resource.publish", "resource:uno", {"title": "<b>Uno</b>"})
    parts.audit.record("=1+1", "hub.close", "hub:tambo-7", {"note": "cerró"})
    return someone


def test_entries_are_found_by_who_what_and_when(admin: Visitor) -> None:
    whole = admin.get(PAGE).get_data(as_text=True)
    assert "resource:uno" in whole and "hub:tambo-7" in whole and "person.sign_in" in whole
    for query, shown in [("who=rosa", True), ("action=hub.", False), ("subject=uno", True)]:
        page = admin.get(f"{PAGE}?{query}").get_data(as_text=True)
        assert ("resource:uno" in page) is shown
    assert "resource:uno" not in admin.get(PAGE + "?until=2020-01-01").get_data(as_text=True)
    assert "resource:uno" in admin.get(PAGE + "?since=2020-01-01").get_data(as_text=True)
    assert "<b>Uno" not in whole, "what is told is text"


def test_it_says_whether_the_log_is_whole(admin: Visitor, parts: Parts) -> None:
    assert "Está completa" in admin.get(PAGE + "check").get_data(as_text=True)
    with parts.base.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_no_update"))
        connection.execute(text("UPDATE audit SET who = 'nadie' WHERE number = 2"))
    assert "La línea 2 falta" in admin.get(PAGE + "check").get_data(as_text=True)


def test_copies_hold_every_entry_and_run_nowhere(admin: Visitor, parts: Parts) -> None:
    table = admin.get(PAGE + "audit.csv").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(table.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))))
    total = parts.audit.page(1)[1]
    assert len(rows) == total and rows[-1]["who"] == "'=1+1"
    lines = admin.get(PAGE + "audit.jsonl").get_data(as_text=True).splitlines()
    assert [json.loads(line)["number"] for line in lines] == list(range(1, total + 1))
    assert json.loads(lines[-1])["detail"] == {"note": "cerró"}


@pytest.mark.parametrize("role", ["viewer", "editor", "publisher"])
@pytest.mark.parametrize("path", ["", "check", "audit.csv", "audit.jsonl"])
def test_only_admins_read_it(role: str, path: str, signed_in: Callable[[str], Visitor]) -> None:
    assert signed_in(role).get(PAGE + path).status_code == 403


def test_no_route_changes_it(admin: Visitor, parts: Parts) -> None:
    before = parts.audit.page(1)[1]
    for path in ("", "check", "audit.csv", "1", "1/delete"):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            answer = admin._client.open(
                PAGE + path, method=method, data={"csrf_token": admin.token()}
            )
            assert answer.status_code in (404, 405)
    assert parts.audit.page(1)[1] == before


@pytest.mark.parametrize(
    "query", ["until=9999-12-31", "since=0001-01-01", "until=ayer", "since=2026-13-01"]
)
def test_a_day_that_is_none_is_told(query: str, admin: Visitor) -> None:
    answer = admin.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert "Esa fecha no se entiende" in answer.get_data(as_text=True)


@pytest.mark.parametrize("page", ["audit", "gaps", "resources", "resources/review"])
@pytest.mark.parametrize("offset", ["1" + "0" * 30, "-5", "uno", "\u0663"])
def test_lists_begin_somewhere_whatever_is_asked(page: str, offset: str, admin: Visitor) -> None:
    answer = admin.get(f"/console/{page}/", query_string={"offset": offset}, follow_redirects=True)
    assert answer.status_code in (200, 404)
