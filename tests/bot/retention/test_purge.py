"""What the bot's stores hold longer than they promise goes, and nothing else, in both databases."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import inspect, text

from bot.channel.claims import Claims
from bot.channel.database import open_engine
from bot.channel.first_contact import FirstContact
from bot.channel.languages import LanguageStore
from bot.channel.late.queue import LateQueue
from bot.channel.outbound.queue import OutboundQueue
from bot.channel.replies_store import RepliesStore
from bot.channel.visits.store import Visit, VisitsStore
from bot.retention.daily import purge_when_due
from bot.retention.promises import BESIDE_A_CONVERSATION, DAY_S, EVENTS, FIXED, FOR_GOOD
from bot.retention.purge import purge
from bot.retention.turns import LONGEST_S, Turns
from tests.bot.channel.postgres import serving_postgres
from tests.bot.channel.running import serving, settings_for

ROOT = Path(__file__).resolve().parents[3]
KEEP_DAYS = 30


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


def say(url: str, sender: str, words: str, days_ago: float) -> None:
    trackers = SQLTrackerStore(Domain.empty(), host=url)
    event = UserUttered(words, {"name": "nearest_hubs"}, timestamp=time.time() - days_ago * DAY_S)

    async def add() -> None:
        # The store writes only what a tracker has beyond what it holds.
        tracker = await trackers.retrieve(sender) or DialogueStateTracker.from_events(sender, [])
        tracker.update(event)
        await trackers.save(tracker)

    asyncio.run(add())


def known(url: str) -> set[str]:
    with open_engine(url).connect() as connection:
        rows = connection.execute(text("SELECT DISTINCT sender_id FROM events"))
        return {str(row[0]) for row in rows}


def age(url: str, table: str, column: str, days: float) -> None:
    """Let everything in a table be older."""
    with open_engine(url).begin() as connection:
        connection.execute(text(f"UPDATE {table} SET {column} = {column} - {days * DAY_S}"))


def test_only_a_conversation_that_ended_long_ago_goes_and_goes_whole(url: str) -> None:
    say(url, "rosa", "hace mucho", 40)
    say(url, "rosa", "hace menos, y ya nunca mas", 31)
    say(url, "luis", "hace mucho", 400)
    say(url, "luis", "hace poco", 29)
    assert purge(url, url, KEEP_DAYS)[EVENTS] == 2
    assert known(url) == {"luis"}
    with open_engine(url).connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM events")).scalar() == 2


def test_it_can_be_repeated_and_tried_without_deleting(url: str) -> None:
    say(url, "person-0", "hola", 31)
    with open_engine(url).begin() as connection:
        for number in range(1, 230):
            connection.execute(
                text(
                    "INSERT INTO events (id, sender_id, type_name, timestamp) "
                    f"SELECT {1000 + number}, 'person-{number}', type_name, timestamp "
                    "FROM events WHERE sender_id = 'person-0'"
                )
            )
    assert purge(url, url, KEEP_DAYS, dry_run=True)[EVENTS] == 230
    assert len(known(url)) == 230
    assert purge(url, url, KEEP_DAYS)[EVENTS] == 230
    assert purge(url, url, KEEP_DAYS)[EVENTS] == 0


def test_the_channels_stores_keep_no_longer_than_they_promise(url: str) -> None:
    RepliesStore(url).keep("rosa", "SM1", "hace mucho")
    visits = VisitsStore(url)
    visits.record(Visit("rosa", "hub-1", "Tambo", time.time(), ""), "sms", 60.0)
    RepliesStore(url).opt_out("rosa")
    assert purge(url, url, KEEP_DAYS)["replies"] == 0
    age(url, "replies", "stored_at", 2)
    age(url, "visits", "shown_at", 31)
    age(url, "opted_out", "since", 900)
    counts = purge(url, url, KEEP_DAYS)
    assert (counts["replies"], counts["visits"]) == (1, 1)
    assert RepliesStore(url).has_opted_out("rosa")


def test_what_is_kept_beside_a_conversation_goes_with_it(url: str) -> None:
    languages, told = LanguageStore(url), FirstContact(url)
    for sender, last_words in (("rosa", 40), ("luis", 1)):
        say(url, sender, "hola", last_words)
        languages.choose(sender, "qu")
        told.note(sender)
    told.note("new today")
    age(url, "languages", "chosen_at", 45)
    assert purge(url, url, KEEP_DAYS)["first_contacts"] == 0
    age(url, "first_contacts", "told_at", 45)
    told.note("newer")
    purge(url, url, KEEP_DAYS)
    assert languages.chosen_by("luis") == "qu" and languages.chosen_by("rosa") == ""
    assert told.was_told("luis") and told.was_told("newer") and not told.was_told("rosa")


def test_every_table_of_the_bot_has_its_promise(url: str) -> None:
    for store in (RepliesStore, VisitsStore, LanguageStore, FirstContact, Claims, Turns, LateQueue):
        store(url)
    OutboundQueue(url, Fernet.generate_key(), frozenset({"sms"}), 60.0)
    promised = {promise.table for promise in FIXED} | set(BESIDE_A_CONVERSATION) | FOR_GOOD
    assert set(inspect(open_engine(url)).get_table_names()) == promised


def test_nothing_to_purge_yet_is_no_fault(url: str) -> None:
    assert set(purge(url, url, KEEP_DAYS).values()) == {0}


def test_what_went_can_be_read_in_no_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.sqlite"
    say(url, "rosa", "busco un hub en Luricocha", 31)
    assert any(b"Luricocha" in path.read_bytes() for path in tmp_path.iterdir())
    purge(url, url, KEEP_DAYS)
    assert not any(b"Luricocha" in path.read_bytes() for path in tmp_path.iterdir())


def test_one_process_at_a_time_and_all_together_once_a_day(url: str) -> None:
    mine, other = Turns(url), Turns(url)
    assert mine.take(DAY_S)
    assert not other.take(DAY_S) and not other.take()
    mine.done(whole=True)
    assert not other.take(DAY_S)
    assert other.take()
    other.done(whole=False)
    assert not mine.take(DAY_S)


def test_a_process_that_was_killed_holds_nobody_up_for_good(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Turns(url).take()
    later = time.time() + LONGEST_S + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert Turns(url).take()


def test_the_bot_purges_when_it_is_due(url: str, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, database_url=url, tracker_url=url, keep_days=2)
    say(url, "rosa", "hola", 3)
    counts = purge_when_due(settings, Turns(url))
    assert counts is not None and counts[EVENTS] == 1
    say(url, "rosa", "hola", 3)
    assert purge_when_due(settings, Turns(url)) is None
    assert known(url) == {"rosa"}


def test_the_command_says_what_went(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot_tracker.sqlite"
    say(url, "rosa", "hola", 31)
    secrets = {"TWILIO_AUTH_TOKEN": "a token", "TECHHUB_HASH_KEY": "a key"}
    environ = {**os.environ, **secrets, "TECHHUB_VAR": str(tmp_path), "BOT_TRACKER_URL": ""}

    def run(*options: str, **changed: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot.retention", *options]
        return subprocess.run(
            command, cwd=ROOT, env=environ | changed, capture_output=True, text=True
        )

    assert "would delete what is older than promised: events 1" in run("--dry-run").stdout
    assert "deleted what is older than promised: events 1" in run().stdout
    assert "events 0" in run().stdout
    refused = run(BOT_KEEP_DAYS="soon")
    assert refused.returncode == 1 and "BOT_KEEP_DAYS" in refused.stderr


def command(url: str, **changed: str) -> subprocess.Popen[str]:
    secrets = {"TWILIO_AUTH_TOKEN": "a token", "TECHHUB_HASH_KEY": "a key"}
    stores = {"BOT_DATABASE_URL": url, "BOT_TRACKER_URL": url}
    return subprocess.Popen(
        [sys.executable, "-m", "bot.retention"],
        cwd=ROOT,
        env={**os.environ, **secrets, **stores, **changed},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_several_commands_beside_a_bot_do_no_harm(url: str) -> None:
    say(url, "rosa", "hola", 31)
    say(url, "luis", "hola", 1)
    bot = Turns(url)
    assert bot.take(DAY_S)
    beside = command(url)
    assert "another process is purging" in beside.communicate(timeout=120)[0]
    assert beside.returncode == 0 and known(url) == {"rosa", "luis"}
    bot.done(whole=False)
    several = [command(url) for _ in range(3)]
    said = " ".join(process.communicate(timeout=120)[0] for process in several)
    assert [process.returncode for process in several] == [0, 0, 0]
    assert said.count("events 1") == 1 and known(url) == {"luis"}


def test_asked_to_end_it_gives_its_turn_back(server: str) -> None:
    address, name = server, f"bot_{uuid.uuid4().hex}"
    with open_engine(address).connect().execution_options(isolation_level="AUTOCOMMIT") as admin:
        admin.execute(text(f"CREATE DATABASE {name}"))
    url = address.replace("/postgres?", f"/{name}?")
    say(url, "rosa", "hola", 31)
    with open_engine(url).connect() as other:
        # The purge waits for this table in the middle.
        other.execute(text("LOCK TABLE events IN ACCESS EXCLUSIVE MODE"))
        running = command(url)
        waiting = text("SELECT COUNT(*) FROM pg_locks WHERE NOT granted")
        with open_engine(address).connect() as looking:
            while not looking.execute(waiting).scalar() and running.poll() is None:
                looking.rollback()
                time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 128 + signal.SIGTERM
        other.rollback()
    assert known(url) == {"rosa"}
    assert Turns(url).take()


def test_a_database_that_is_away_is_one_sentence_and_a_failure() -> None:
    away = command("postgresql://u:secret@127.0.0.1:1/d")
    _, said = away.communicate(timeout=120)
    lines = [line for line in said.splitlines() if line.startswith("bot.retention: ")]
    assert away.returncode == 1 and len(lines) == 1 and "secret" not in said


@pytest.mark.parametrize(("purges", "left"), [(True, set()), (False, {"rosa"})])
def test_the_purge_can_be_left_to_the_command(tmp_path: Path, purges: bool, left: set[str]) -> None:
    url = f"sqlite:///{tmp_path}/bot.sqlite"
    changed = {"database_url": url, "tracker_url": url, "purges": purges}
    say(url, "rosa", "hola", 31)
    with serving(tmp_path, **changed):
        end = time.monotonic() + (20 if purges else 2)
        while known(url) != left or (not purges and time.monotonic() < end):
            assert not purges or time.monotonic() < end, "the bot has not purged"
            time.sleep(0.05)
    assert known(url) == left
