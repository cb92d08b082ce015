"""A bot that cannot start ends with a fault, and its log says why."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.utils.io import raise_warning

from bot import log_output
from tests.contract.log_lines import faults
from tests.contract.started import ROOT

COMMAND = [sys.executable, "-m", "bot", "--endpoints", "bot/endpoints.yml", "--model", "bot/models"]
COMMAND += ["--credentials", "bot/credentials.yml", "--interface", "127.0.0.1", "--port"]


def end_of(folder: Path, port: int = 0, **changed: str) -> list[dict[str, Any]]:
    """What a bot told that ended by itself with a fault."""
    environment = {"PYTHONPATH": ":".join(sys.path), "ACTIONS_URL": "http://127.0.0.1:9/webhook"}
    environment |= {"TECHHUB_HASH_KEY": "a key", "TWILIO_AUTH_TOKEN": "a token"}
    environment |= {"RASA_TELEMETRY_ENABLED": "false", "TECHHUB_VAR": str(folder)}
    environment |= {"HOME": str(folder), "BOT_PURGE": "off", **changed}
    command = [*COMMAND, str(port)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    lines = ended.stdout.splitlines()
    assert ended.returncode == 1 and [line for line in lines if faults(line)] == []
    return [json.loads(line) for line in lines]


def test_a_table_that_does_not_fit_is_named(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "bot_channel.sqlite") as connection:
        connection.execute("CREATE TABLE claims (sender VARCHAR(64) PRIMARY KEY)")
    last = end_of(tmp_path)[-1]
    assert last["level"] == "CRITICAL"
    assert "table claims lacks message_sid" in last["message"]


def test_a_database_that_cannot_be_reached_says_why(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"postgresql://bot:secret@127.0.0.1:{nobody.getsockname()[1]}/bot"
        events = end_of(tmp_path, BOT_DATABASE_URL=url)
    assert events[-1]["level"] == "CRITICAL"
    assert "a database cannot be used: connection to server" in events[-1]["message"]
    assert "secret" not in json.dumps(events)


def test_a_port_that_is_taken_ends_the_bot_with_a_fault(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        events = end_of(tmp_path, other.getsockname()[1])
    assert "without having listened" in events[-1]["message"]
    assert "EADDRINUSE" in [event.get("error", {}).get("code") for event in events]


def test_a_warning_of_rasa_names_who_warns_and_nothing_that_it_quotes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(warnings, "showwarning", log_output._warned)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        monkeypatch.setattr(warnings, "showwarning", log_output._warned)
        raise_warning("No model found at 'soy Rosa'. Look there.")
    (said,) = [record.getMessage() for record in caplog.records]
    assert said.startswith("UserWarning at ") and f"{Path(__file__).name}:" in said
    assert said.endswith(": No model found at") and "Rosa" not in said
