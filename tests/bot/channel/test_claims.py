"""A message that another process answers is not answered here as well."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.channel.claims import Claims
from bot.channel.privacy import sender_id
from bot.channel.replies_store import RepliesStore
from tests.bot.channel.processes import hurried, turns, until
from tests.bot.channel.running import WHATSAPP, Running, spoken

ROOT = Path(__file__).resolve().parents[3]
FORKED = """
import os, sys
from bot.channel.claims import Claims
claims = Claims(sys.argv[1])
claims.take("ana", "SM1")
child = os.fork()
if not child:
    os._exit(int(claims.renew("ana", "SM1")) + 2 * int(claims.take("ana", "SM1") is not None))
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), claims.renew("ana", "SM1"))
"""


def key_of(bot: Running, form: dict[str, str]) -> tuple[str, str]:
    number = WHATSAPP.removeprefix("whatsapp:")
    return sender_id(number, "whatsapp", bot.settings.hash_key), form["MessageSid"]


def test_processes_of_one_bot_do_not_own_each_others_claims(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FORKED, f"sqlite:///{tmp_path}/channel.sqlite"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ended.stdout.split() == ["0", "True"], ended.stderr


def test_a_turn_whose_claim_is_lost_is_given_up_for_the_reply_of_who_has_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "hold").touch()
    caplog.set_level(logging.WARNING, "bot")
    with hurried(tmp_path) as bot, ThreadPoolExecutor(1) as pool:
        form = bot.form("hola")
        post = pool.submit(bot.post, form)
        until(lambda: turns(tmp_path))
        with sqlite3.connect(tmp_path / "channel.sqlite") as connection:
            connection.execute("UPDATE claims SET owner = 'another', until = until + 600")
        until(lambda: "given up" in caplog.text)
        RepliesStore(bot.settings.database_url).keep(*key_of(bot, form), "Lo dijo otro")
        assert spoken(post.result()) == "Lo dijo otro"
    assert turns(tmp_path) == ["hola"]


def test_a_reply_that_comes_while_a_repeat_takes_its_message_over_is_not_made_again(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = bot.form("MAS")
    key, url = key_of(bot, form), bot.settings.database_url
    assert Claims(url).take(*key)
    real_take, tries = Claims.take, []

    def take(claims: Claims, sender: str, sid: str, sealed: str | None = None) -> str | None:
        tries.append(sid)
        if len(tries) == 2:
            # Between the last look at the replies and this one.
            RepliesStore(url).keep(*key, "Lo dijo otro")
        return real_take(claims, sender, sid, sealed)

    monkeypatch.setattr(Claims, "take", take)
    assert spoken(bot.post(form)) == "Lo dijo otro"
    assert bot.agent.turns == [] and len(tries) == 2
    with sqlite3.connect(bot.folder / "channel.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM claims").fetchone() == (0,)
