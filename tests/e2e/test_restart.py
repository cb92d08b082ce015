"""Ctrl-C ends everything, and what people said survives it."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

from tests.e2e.conftest import TOKEN, start_stack
from tests.e2e.phone import Phone


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_after_ctrl_c_nothing_is_left_and_a_restart_forgets_nothing(tmp_path: Path) -> None:
    first = start_stack(tmp_path)
    webhook = first.url("bot", "/webhooks/twilio/webhook")
    student = Phone(webhook, webhook, TOKEN)
    hubs = student.say("hubs cerca de Huanta")
    form = student.form("mas")
    more = student.post(form).text
    assert first.stop() == 0
    assert not [pod for pod, port in first.ports.items() if answers(port)]

    second = start_stack(tmp_path, first.ports)
    try:
        assert student.post(form).text == more
        assert student.say("mas") not in (more, hubs, "")
    finally:
        # A closed terminal ends everything too.
        code = second.end_by(signal.SIGHUP)
    assert code == 0
    assert not [pod for pod, port in second.ports.items() if answers(port)]
