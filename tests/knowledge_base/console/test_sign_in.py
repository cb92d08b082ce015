"""Signing in and out, lock-out, sessions that end, and where one is led afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from knowledge_base.console import access
from knowledge_base.console.accounts.sign_in import MOST_FAILURES
from knowledge_base.console.parts import Parts
from knowledge_base.settings import Settings
from tests.knowledge_base.console.conftest import PASSWORD, Visitor


def test_a_visitor_is_led_to_sign_in_and_back_to_the_page(
    visitor: Callable[[], Visitor],
) -> None:
    someone = visitor()
    answer = someone.get("/console/")
    assert answer.headers["Location"] == "/console/sign-in?next=/console/"
    assert someone.sign_in("editor").status_code == 302
    assert someone.get("/console/").status_code == 200


def test_a_wrong_password_and_an_unknown_name_are_told_alike(
    visitor: Callable[[], Visitor],
) -> None:
    wrong, unknown = visitor().sign_in("editor", "otra frase 7 mas"), visitor().sign_in("nadie")
    assert wrong.status_code == unknown.status_code == 401
    sentence = "El usuario o la contraseña no es correcto."
    assert sentence in wrong.get_data(as_text=True) and sentence in unknown.get_data(as_text=True)


@pytest.mark.parametrize("name", ["editor", "nadie"])
def test_too_many_failures_lock_a_name_that_exists_or_not(
    name: str, visitor: Callable[[], Visitor], parts: Parts
) -> None:
    for _ in range(MOST_FAILURES):
        assert "no es correcto" in visitor().sign_in(name, "mala").get_data(as_text=True)
    locked = visitor().sign_in(name)
    assert locked.status_code == 401
    assert "bloqueado 15 minutos" in locked.get_data(as_text=True)
    assert [entry.action for entry in parts.audit.page(1)[0]] == ["person.locked"]
    assert visitor().sign_in("publisher").status_code == 302
    parts.sign_in.unlock(name)
    assert visitor().sign_in("editor").status_code == 302


def test_a_new_password_ends_other_sessions(
    signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    editor, viewer = signed_in("editor"), signed_in("viewer")
    person = parts.people.named("editor")
    assert person
    parts.people.set_password(person.id, "otra frase de prueba 8", must_change=False)
    assert editor.get("/console/").status_code == 302
    assert viewer.get("/console/").status_code == 200


def test_somebody_who_was_shut_out_is_out_at_once(
    signed_in: Callable[[str], Visitor], visitor: Callable[[], Visitor], parts: Parts
) -> None:
    editor = signed_in("editor")
    person = parts.people.named("editor")
    assert person
    parts.people.set_active(person.id, False)
    assert editor.get("/console/").status_code == 302
    assert visitor().sign_in("editor").status_code == 401


@pytest.mark.parametrize(("name", "minutes"), [("seen", 61), ("since", 12 * 60 + 1)])
def test_sessions_end_after_rest_and_after_a_day_of_work(
    name: str, minutes: int, app: Flask, signed_in: Callable[[str], Visitor]
) -> None:
    editor = signed_in("editor")
    with editor._client.session_transaction("/console/") as session:
        session[name] -= minutes * 60
    answer = editor.get("/console/", follow_redirects=True)
    assert "Tu sesión terminó" in answer.get_data(as_text=True)


def test_signing_out_ends_the_session(signed_in: Callable[[str], Visitor]) -> None:
    editor = signed_in("editor")
    assert editor.post("/console/sign-out").status_code == 302
    assert editor.get("/console/").status_code == 302


@pytest.mark.parametrize(
    "outside",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "/console//evil.example",
     "/console/\\..\\..", "javascript:alert(1)", "/v1/index", "\t//evil.example", ""],
)  # fmt: skip
def test_nobody_is_led_outside(outside: str, app: Flask, visitor: Callable[[], Visitor]) -> None:
    someone = visitor()
    fields = {"name": "editor", "password": PASSWORD}
    answer = someone.post("/console/sign-in", fields, query_string={"next": outside})
    assert answer.headers["Location"] == "/console/"


def test_one_is_led_back_to_a_page_of_the_console(visitor: Callable[[], Visitor]) -> None:
    someone = visitor()
    fields = {"name": "editor", "password": PASSWORD}
    wanted = "/console/gaps?week=2026-W48"
    answer = someone.post("/console/sign-in", fields, query_string={"next": wanted})
    assert answer.headers["Location"] == wanted


def test_forms_without_the_token_of_the_session_are_refused(
    signed_in: Callable[[str], Visitor],
) -> None:
    editor = signed_in("editor")
    answer = editor.post_without_token("/console/sign-out")
    assert answer.status_code == 400
    assert "otra sesión" in answer.get_data(as_text=True)
    assert editor.get("/console/").status_code == 200


def test_one_address_may_not_try_for_ever(visitor: Callable[[], Visitor]) -> None:
    someone = visitor()
    token = someone.token()
    answers = [
        someone.post("/console/sign-in", {"csrf_token": token, "name": f"n{i}", "password": "x"})
        for i in range(21)
    ]
    assert [answer.status_code for answer in answers] == [401] * 20 + [429]


def test_without_a_key_the_console_is_closed(
    start: Callable[[Settings], Flask], settings: Settings
) -> None:
    client = start(settings).test_client()
    assert client.get("/console/").status_code == 503
    assert client.get("/console/sign-in").status_code == 404


def test_every_view_says_who_may_open_it(app: Flask) -> None:
    with app.app_context():
        silent = [
            rule.endpoint
            for rule in app.url_map.iter_rules()
            if rule.rule.startswith("/console") and access.needed_role(rule.endpoint) is None
        ]
    assert silent == []


def test_the_cookie_is_kept_from_scripts_and_other_sites(
    start: Callable[[Settings], Flask], settings: Settings, console_settings: object
) -> None:
    safe = replace(console_settings, development=False)  # type: ignore[type-var]
    app = start(replace(settings, console=safe))
    cookie = app.test_client().get("/console/sign-in").headers["Set-Cookie"]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/console"))
