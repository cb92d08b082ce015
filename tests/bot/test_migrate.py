"""The bot's databases are brought up to date by command and by each start, however many at once."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Float, MetaData, String, Table, inspect, text

# It brings every table of the channel's database along.
from bot import migrate  # noqa: F401
from bot.channel.claims import CLAIMS
from bot.channel.database import open_engine
from bot.channel.replies_store import RepliesStore
from bot.channel.schema import METADATA, SchemaError, make_tables
from bot.retention.promises import BESIDE_A_CONVERSATION, EVENTS, FIXED, FOR_GOOD
from tests.bot.channel.postgres import serving_postgres

ROOT = Path(__file__).resolve().parents[2]
TABLES = {promise.table for promise in FIXED} | set(BESIDE_A_CONVERSATION) | FOR_GOOD | {EVENTS}
START_STORES = """
import sys
from bot.channel.claims import Claims
from bot.channel.replies_store import RepliesStore
from bot.channel.visits.store import VisitsStore
from bot.retention.turns import Turns
sys.stdin.readline()
for store in (RepliesStore, VisitsStore, Claims, Turns):
    store(sys.argv[1])
"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving_postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bot.sqlite"
    address: str = request.getfixturevalue("server")
    name = f"bot_{uuid.uuid4().hex}"
    with open_engine(address).connect().execution_options(isolation_level="AUTOCOMMIT") as admin:
        admin.execute(text(f"CREATE DATABASE {name}"))
    return address.replace("/postgres?", f"/{name}?")


def environment(url: str, **changed: str) -> dict[str, str]:
    secrets = {"TWILIO_AUTH_TOKEN": "a token", "TECHHUB_HASH_KEY": "a key"}
    stores = {"BOT_DATABASE_URL": url, "BOT_TRACKER_URL": url}
    return {**os.environ, **secrets, **stores, **changed}


def begin(url: str, *command: str, **changed: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(url, **changed),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def table_names(url: str) -> set[str]:
    return set(inspect(open_engine(url)).get_table_names())


def test_two_commands_at_once_make_each_table_once_and_a_third_none(url: str) -> None:
    both = [begin(url, "-m", "bot.migrate") for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert table_names(url) == TABLES
    made = sorted(out.removeprefix("bot.migrate: ").strip() for out, _ in said)
    assert sum(line.count("claims") for line in made) == 1
    again = begin(url, "-m", "bot.migrate")
    assert again.communicate(timeout=120)[0] == "bot.migrate: nothing to do\n"


def test_bots_that_start_at_once_before_their_job_come_up(url: str) -> None:
    bots = [begin(url, "-c", START_STORES, url) for _ in range(4)]
    for bot in bots:
        assert bot.stdin is not None
        bot.stdin.write("now\n")
        bot.stdin.flush()
    said = [bot.communicate(timeout=120) for bot in bots]
    assert [bot.returncode for bot in bots] == [0, 0, 0, 0], said
    with open_engine(url).connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM retention")).scalar() == 1


def test_a_column_that_may_be_empty_is_added_and_what_was_kept_stays(url: str) -> None:
    old = Table("claims", MetaData(), *(c.copy() for c in CLAIMS.columns if c.name != "sealed"))
    engine = open_engine(url)
    make_tables(engine, old)
    with engine.begin() as connection:
        row = {"sender": "rosa", "message_sid": "SM1", "owner": "x", "until": 1, "received_at": 1}
        connection.execute(old.insert().values(**row, tries=1))
    assert make_tables(engine, CLAIMS) == ["claims.sealed"]
    assert make_tables(engine, CLAIMS) == []
    with engine.connect() as connection:
        kept = connection.execute(CLAIMS.select()).one()
    assert (kept.sender, kept.sealed) == ("rosa", None)


def test_a_column_that_must_be_filled_is_refused_by_name(url: str) -> None:
    old = Table("claims", MetaData(), Column("sender", String(64), primary_key=True))
    engine = open_engine(url)
    make_tables(engine, old)
    with pytest.raises(SchemaError, match="claims lacks message_sid"):
        make_tables(engine, CLAIMS)


def test_a_bot_of_before_goes_on_with_a_database_of_after(url: str) -> None:
    engine = open_engine(url)
    RepliesStore(url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE replies ADD COLUMN tone VARCHAR(8)"))
    make_tables(engine, Table("moods", MetaData(), Column("since", Float)))
    store = RepliesStore(url)
    store.keep("rosa", "SM1", "hola")
    assert store.reply_to("rosa", "SM1") == "hola"
    assert make_tables(engine, *METADATA.sorted_tables) != []
    assert "moods" in table_names(url)


def test_a_database_out_of_reach_is_said_in_one_sentence() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        url = f"postgresql://bot:secret@127.0.0.1:{port}/bot"
        process = begin(url, "-m", "bot.migrate")
        _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    lines = [line for line in said.splitlines() if line.startswith("bot.migrate: ")]
    assert len(lines) == 1 and "cannot be reached" in lines[0]
    assert "secret" not in said and "Traceback" not in said
