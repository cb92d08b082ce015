"""Requests of one address are counted for all processes together, in a real Redis."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.settings import ConsoleSettings
from knowledge_base.settings import Settings
from tests.knowledge_base.console.conftest import PASSWORD, Visitor


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A Redis of this test alone."""
    program = shutil.which("redis-server")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("redis-server is not installed")
        pytest.skip("redis-server is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [program, "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/1", server
    server.kill()
    server.wait()


def test_two_processes_count_together_and_without_redis_people_still_get_in(
    start: Callable[[Settings], Flask],
    settings: Settings,
    console_settings: ConsoleSettings,
    redis: tuple[str, subprocess.Popen[bytes]],
) -> None:
    url, server = redis
    with_redis = replace(settings, console=replace(console_settings, limits_url=url))
    apps = [start(with_redis) for _ in range(2)]
    apps[0].extensions["console"].people.create("rosa", Role.EDITOR, PASSWORD, must_change=False)
    visitors = [Visitor(app.test_client()) for app in apps]
    tokens = [one.token() for one in visitors]
    answers = [
        visitors[n % 2].post(
            "/console/sign-in",
            {"csrf_token": tokens[n % 2], "name": f"nadie{n}", "password": "x"},
        )
        for n in range(22)
    ]
    assert [answer.status_code for answer in answers] == [401] * 20 + [429] * 2
    server.kill()
    server.wait()
    someone = Visitor(apps[1].test_client())
    assert someone.sign_in("rosa").status_code == 302
