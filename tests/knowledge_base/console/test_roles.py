"""Every route with every role: nobody writes who may not, whatever routes there will be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import MetaData, select
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from knowledge_base.console import access
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.parts import Parts
from knowledge_base.resources.records import Resource
from tests.knowledge_base.console.conftest import Visitor

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
# One's own account: a viewer may change the own password, language, sessions and tokens.
OWN = ("/console/account/", "/console/sign-out", "/console/sign-in")
# What signing in and looking around writes by itself.
BOOKKEEPING = ("people", "sign_ins", "audit", "audit_head", "api_tokens", "gap_weeks", "gaps")


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Each rule under /console and /v1 with an address that fits it."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if not rule.rule.startswith(("/console", "/v1")):
                continue
            given = {name: _value(rule, name) for name in rule.arguments}
            yield rule, str(app.url_map.bind("localhost").build(rule.endpoint, given))


def _value(rule: Rule, name: str) -> object:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1 if isinstance(converter, IntegerConverter) else "soldadura-submarina"


def held(parts: Parts) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that content lives in."""
    metadata = MetaData()
    metadata.reflect(parts.base.engine)
    with parts.base.engine.connect() as connection:
        return {
            table.name: [tuple(map(str, row)) for row in connection.execute(select(table))]
            for table in metadata.sorted_tables
            if table.name not in BOOKKEEPING
        }


@pytest.fixture
def content(parts: Parts, welding: Resource) -> None:
    """One of each thing that routes are about."""
    fields = {k: v for k, v in welding.as_dict().items() if v not in (None, [], "")}
    parts.base.store.save(welding)
    parts.drafts.begin(welding.id, fields, "editor")
    parts.golden.pin("soldadura submarina", [welding.id], "editor")


def test_nobody_opens_anything_without_signing_in(
    app: Flask, content: None, visitor: Callable[[], Visitor], parts: Parts
) -> None:
    before, found = held(parts), []
    for rule, path in routes(app):
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            with app.app_context():
                public = access.needed_role(rule.endpoint) == 0
            answer = visitor()._client.open(path, method=method)
            if rule.rule.startswith("/v1") and method == "GET" and rule.rule != "/v1/gaps":
                continue
            led_away = answer.status_code == 302 and "/sign-in" in answer.headers["Location"]
            if not (public or led_away or answer.status_code in (400, 401, 403, 405)):
                found.append(f"{method} {path}: {answer.status_code}")
    assert found == [] and held(parts) == before


@pytest.mark.parametrize("role", ["viewer", "editor", "publisher"])
def test_each_view_is_shut_to_those_below_it(
    role: str, app: Flask, content: None, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    someone, before, found, shut = signed_in(role), held(parts), [], 0
    token = someone.token()
    for rule, path in routes(app):
        with app.app_context():
            level = access.needed_role(rule.endpoint)
        if not rule.rule.startswith("/console") or level is None or level <= Role.named(role):
            continue
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            answer = someone._client.open(path, method=method, data={"csrf_token": token})
            shut += 1
            if answer.status_code != 403:
                found.append(f"{method} {path}: {answer.status_code}")
    assert found == [] and held(parts) == before and shut >= 10


def test_a_viewer_writes_by_no_route(
    app: Flask, content: None, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    viewer, before, found, tried = signed_in("viewer"), held(parts), [], 0
    token = viewer.token()
    person = parts.people.named("viewer")
    assert person
    bearer = {"Authorization": f"Bearer {parts.tokens.create(person.id, 'prueba')}"}
    for _rule, path in routes(app):
        if path.startswith(OWN):
            continue
        for method in UNSAFE:
            options = {"json": {}, "headers": bearer}
            if path.startswith("/console"):
                options = {"data": {"csrf_token": token}}
            answer = viewer._client.open(path, method=method, **options)
            tried += 1
            # 404 and 405: the route has no such method at all.
            if answer.status_code not in (403, 404, 405):
                found.append(f"{method} {path}: {answer.status_code}")
    assert found == [] and tried > 100
    assert held(parts) == before


def test_unsafe_views_need_an_editor_but_for_ones_own_account(app: Flask) -> None:
    found = []
    with app.app_context():
        for rule in app.url_map.iter_rules():
            level = access.needed_role(rule.endpoint)
            if not rule.rule.startswith("/console") or not set(UNSAFE) & (rule.methods or set()):
                continue
            if rule.rule.startswith(OWN) or rule.endpoint == "console.unknown":
                continue
            if level is None or level < Role.EDITOR:
                found.append(rule.rule)
    assert found == []
