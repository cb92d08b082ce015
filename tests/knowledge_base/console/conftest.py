"""A console with one person of each role, and a way to sign in as any of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from knowledge_base.console.accounts.roles import ROLE_NAMES, Role
from knowledge_base.console.parts import Parts
from knowledge_base.console.settings import ConsoleSettings
from knowledge_base.settings import Settings

PASSWORD = "una frase de prueba 7"
KEY = "a key of the tests, long enough for anything"


class Visitor:
    """A browser without scripts: follows links and sends forms with the token of the page."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def get(self, path: str, **options: Any) -> TestResponse:
        return self._client.get(path, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form with a valid token, as a page of the console would."""
        fields = {"csrf_token": self.token(), **(data or {})}
        return self._client.post(path, data=fields, **options)

    def post_without_token(self, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        return self._client.post(path, data=data or {})

    def token(self) -> str:
        """The token of this session, from the first page that has a form."""
        page = self._client.get("/console/", follow_redirects=True).get_data(as_text=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found, "no form on the page"
        return found[1]

    def sign_in(self, name: str, password: str = PASSWORD) -> TestResponse:
        return self.post("/console/sign-in", {"name": name, "password": password})


@pytest.fixture
def console_settings() -> ConsoleSettings:
    # Development, so that cookies travel without HTTPS as these tests do.
    return ConsoleSettings(key=KEY, development=True)


@pytest.fixture
def app(
    start: Callable[[Settings], Flask], settings: Settings, console_settings: ConsoleSettings
) -> Iterator[Flask]:
    """The whole pod with its console; people are named as their roles."""
    app = start(replace(settings, console=console_settings))
    people = app.extensions["console"].people
    for name in ROLE_NAMES:
        people.create(name, Role.named(name), PASSWORD, must_change=False)
    yield app


@pytest.fixture
def parts(app: Flask) -> Parts:
    found: Parts = app.extensions["console"]
    return found


@pytest.fixture
def visitor(app: Flask) -> Callable[[], Visitor]:
    """Somebody new, who has not signed in."""
    return lambda: Visitor(app.test_client())


@pytest.fixture
def signed_in(visitor: Callable[[], Visitor]) -> Callable[[str], Visitor]:
    """Sign in as `viewer`, `editor`, `publisher` or `admin`."""

    def enter(name: str) -> Visitor:
        found = visitor()
        answer = found.sign_in(name)
        assert answer.status_code == 302, answer.get_data(as_text=True)
        return found

    return enter
