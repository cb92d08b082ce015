"""Questions that are sent: by day, within a day, once, and from a number that is kept sealed."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.channel.outbound.hours import is_day, send_at
from bot.channel.outbound.queue import OutboundQueue
from bot.channel.outbound.twilio_api import TwilioSender
from bot.channel.outbound.worker import OutboundWorker
from bot.channel.replies_store import RepliesStore
from bot.channel.visits.store import ASKED, Visit, VisitsStore
from bot.settings import Outbound
from tests.bot.channel.postgres import serving_postgres
from tests.bot.channel.running import TOKEN, WHATSAPP, Running, serving
from tests.bot.channel.test_silence_and_erasure import somewhere
from tests.bot.channel.test_visits import seen
from tests.bot.channel.twilio_server import ACCOUNT, FakeTwilio

AFTER_S = 18 * 3600.0
KEY = Fernet.generate_key()
PERU = timezone(timedelta(hours=-5))
SENDERS = {"whatsapp": "+5117000000", "sms": "+5117000001"}
NUMBER = "+51987650001"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=PERU).timestamp()


def peru(day: int, hour: int, minute: int = 0) -> float:
    return datetime(2026, 11, day, hour, minute, tzinfo=PERU).timestamp()


@pytest.mark.parametrize(
    ("written", "sent"),
    [(peru(24, 12), peru(25, 8)), (peru(24, 18), peru(25, 14)), (peru(24, 21), peru(25, 17)),
     (peru(24, 9), peru(25, 8)), (peru(24, 0, 30), peru(24, 19, 50)), (peru(24, 4), None),
     (peru(24, 7), None), (peru(24, 8, 30), peru(25, 8))],
)  # fmt: skip
def test_a_question_is_sent_by_day_and_within_a_day(written: float, sent: float | None) -> None:
    assert send_at(written, AFTER_S) == sent


def test_whenever_someone_writes_the_time_is_allowed_or_there_is_none() -> None:
    for minutes in range(0, 24 * 60, 7):
        written = peru(24, 0) + minutes * 60
        sent = send_at(written, AFTER_S)
        if sent is not None:
            assert is_day(sent) and AFTER_S <= sent - written < 24 * 3600


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('outbound')}/bot.sqlite"
        return
    with serving_postgres() as address:
        yield address


@pytest.fixture
def twilio() -> Iterator[FakeTwilio]:
    server = FakeTwilio()
    yield server
    server.close()


class Desk:
    """A worker with its real stores and a real connection; ana was shown a hub a day ago."""

    def __init__(self, url: str, twilio: FakeTwilio) -> None:
        self.queue = OutboundQueue(url, KEY, frozenset(SENDERS), AFTER_S)
        self.visits, self.store = VisitsStore(url), RepliesStore(url)
        self.now = NOON
        self.worker = self.another_worker(twilio)
        visit = Visit("ana", "tambo-7", "Tambo Putis", time.time() - 21 * 3600, "")
        self.visits.record(visit, "whatsapp", AFTER_S)

    def another_worker(self, twilio: FakeTwilio) -> OutboundWorker:
        sender = TwilioSender(ACCOUNT, TOKEN, SENDERS, twilio.url, waits_s=(0.0, 0.0))
        return OutboundWorker(
            self.queue, self.visits, self.store, sender, AFTER_S, now=lambda: self.now
        )

    def wrote(self, hours_ago: float = 23.5, channel: str = "whatsapp") -> None:
        """Let ana have written last so long ago."""
        self.queue.put("ana", channel, NUMBER, time.time() - hours_ago * 3600)

    def clear(self) -> None:
        self.queue.forget("ana")
        self.visits.forget("ana")
        self.store.opt_in("ana")


@pytest.fixture
def desk(url: str, twilio: FakeTwilio, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    # Whatever the hour at which the tests run, a question is due 20 hours after a message.
    monkeypatch.setattr(
        "bot.channel.outbound.queue.send_at", lambda written, after_s: written + 20 * 3600
    )
    made = Desk(url, twilio)
    yield made
    made.clear()


def test_a_question_is_sent_once_to_the_number_and_then_the_number_is_gone(
    desk: Desk, twilio: FakeTwilio
) -> None:
    desk.wrote()
    assert desk.worker.send_due() == 1 and desk.worker.send_due() == 0
    (message,) = twilio.messages
    assert (message["To"], message["From"]) == (f"whatsapp:{NUMBER}", "whatsapp:+5117000000")
    assert "*Tambo Putis*" in message["Body"] and "*2* cerrado" in message["Body"]
    assert twilio.paths == [f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"]
    assert twilio.logins == [f"{ACCOUNT}:{TOKEN}"]
    question = desk.visits.question("ana")
    assert question is not None and question.state == ASKED


def test_by_sms_the_prefix_is_left_out(desk: Desk, twilio: FakeTwilio) -> None:
    desk.wrote(channel="sms")
    assert desk.worker.send_due() == 1
    assert (twilio.messages[0]["To"], twilio.messages[0]["From"]) == (NUMBER, "+5117000001")


def test_by_night_nothing_is_sent(desk: Desk, twilio: FakeTwilio) -> None:
    desk.wrote()
    for hour in (3, 7, 20, 23):
        desk.now = peru(24, hour)
        assert desk.worker.send_due() == 0
    desk.now = peru(24, 8)
    assert desk.worker.send_due() == 1


def test_before_its_time_nothing_is_sent(desk: Desk, twilio: FakeTwilio) -> None:
    desk.wrote(hours_ago=19)
    assert desk.worker.send_due() == 0 and twilio.messages == []


def test_a_day_after_the_message_the_number_is_deleted_unsent(
    desk: Desk, twilio: FakeTwilio
) -> None:
    desk.wrote(hours_ago=24.1)
    assert desk.worker.send_due() == 0 and twilio.messages == []
    assert desk.queue.claim() is None


def test_who_wants_silence_is_not_written_to(desk: Desk, twilio: FakeTwilio) -> None:
    desk.wrote()
    desk.store.opt_out("ana")
    assert desk.worker.send_due() == 0 and twilio.messages == []


def test_who_was_asked_meanwhile_is_not_written_to(desk: Desk, twilio: FakeTwilio) -> None:
    desk.wrote()
    visit = desk.visits.due("ana", AFTER_S)
    assert visit is not None and desk.visits.ask(visit)
    assert desk.worker.send_due() == 0 and twilio.messages == []


def test_a_fault_of_twilio_is_tried_again(desk: Desk, twilio: FakeTwilio) -> None:
    twilio.statuses = [503, 500]
    desk.wrote()
    assert desk.worker.send_due() == 1 and len(twilio.messages) == 3


def test_a_refusal_of_twilio_is_not_tried_again(desk: Desk, twilio: FakeTwilio) -> None:
    twilio.statuses = [400]
    desk.wrote()
    assert desk.worker.send_due() == 0 and len(twilio.messages) == 1


def test_what_could_not_be_sent_is_asked_at_the_next_message(
    desk: Desk, twilio: FakeTwilio
) -> None:
    twilio.statuses = [503] * 3
    desk.wrote()
    assert desk.worker.send_due() == 0 and len(twilio.messages) == 3
    assert desk.visits.due("ana", AFTER_S) is not None
    assert desk.queue.claim() is None


def test_where_it_is_open_whether_it_was_sent_it_is_not_sent_again(
    desk: Desk, twilio: FakeTwilio
) -> None:
    twilio.statuses = [0]
    desk.wrote()
    assert desk.worker.send_due() == 0 and len(twilio.messages) == 1
    assert desk.worker.send_due() == 0 and len(twilio.messages) == 1
    assert desk.visits.due("ana", AFTER_S) is None


def test_two_processes_send_one_question(desk: Desk, twilio: FakeTwilio) -> None:
    desk.wrote()
    workers = [desk.worker, *(desk.another_worker(twilio) for _ in range(3))]
    threads = [threading.Thread(target=worker.send_due) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(twilio.messages) == 1


def test_a_crash_before_sending_loses_the_question_and_repeats_none(
    desk: Desk, twilio: FakeTwilio
) -> None:
    desk.wrote()
    assert desk.queue.claim() is not None
    assert desk.another_worker(twilio).send_due() == 0 and twilio.messages == []


def test_a_number_under_a_key_of_before_is_deleted(
    desk: Desk, twilio: FakeTwilio, url: str
) -> None:
    desk.wrote()
    renewed = OutboundQueue(url, Fernet.generate_key(), frozenset(SENDERS), AFTER_S)
    assert renewed.claim() is None and desk.queue.claim() is None


@pytest.fixture
def sending(tmp_path: Path, twilio: FakeTwilio) -> Iterator[Running]:
    """The whole bot, set to send; a hub was shown just now."""
    outbound = Outbound(ACCOUNT, SENDERS, KEY, twilio.url)
    with serving(tmp_path, outbound=outbound) as bot:
        bot.agent.slots["un hub?"] = seen(0)
        bot.agent.acts = {"un hub?": "action_ask_place", "gracias": "utter_thanks"}
        yield bot


def queued(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "channel.sqlite") as connection:
        return [row[0] for row in connection.execute("SELECT sealed FROM outbound")]


@pytest.fixture
def always_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every hour leave time for a question later."""
    monkeypatch.setattr(
        "bot.channel.outbound.queue.send_at", lambda written, after_s: written + 20 * 3600
    )


@pytest.mark.usefixtures("always_time")
def test_a_number_is_kept_sealed_and_only_where_there_is_something_to_ask(
    sending: Running,
) -> None:
    sending.say("gracias")
    assert queued(sending.folder) == []
    sending.say("un hub?")
    (sealed,) = queued(sending.folder)
    assert Fernet(KEY).decrypt(sealed.encode()).decode() == NUMBER
    assert not somewhere(sending.folder, NUMBER.encode())


@pytest.mark.usefixtures("always_time")
@pytest.mark.parametrize("word", ["BORRAR", "ALTO", "me quiero morir"])
def test_borrar_alto_and_danger_take_the_number_out(sending: Running, word: str) -> None:
    sending.say("un hub?")
    assert len(queued(sending.folder)) == 1
    sending.say(word)
    assert queued(sending.folder) == []


@pytest.mark.usefixtures("always_time")
def test_who_writes_again_and_is_asked_then_is_not_written_to(sending: Running) -> None:
    sending.agent.slots["un hub?"] = seen(19)
    sending.say("un hub?")
    assert len(queued(sending.folder)) == 1
    assert "Por cierto" in sending.say("gracias")
    assert queued(sending.folder) == []


def test_the_server_sends_what_is_due_by_itself(
    tmp_path: Path, twilio: FakeTwilio, monkeypatch: pytest.MonkeyPatch, always_time: None
) -> None:
    monkeypatch.setattr("bot.channel.outbound.worker.is_day", lambda moment: True)
    outbound = Outbound(ACCOUNT, SENDERS, KEY, twilio.url)
    waiting = Desk(f"sqlite:///{tmp_path}/channel.sqlite", twilio)
    waiting.wrote()
    with serving(tmp_path, outbound=outbound) as bot:
        assert twilio.called.wait(20)
        assert queued(bot.folder) == []


def test_without_its_settings_no_number_is_kept(bot: Running) -> None:
    bot.agent.slots["un hub?"] = seen(0)
    bot.say("un hub?")
    with sqlite3.connect(bot.folder / "channel.sqlite") as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert "visits" in tables and "outbound" not in tables
    assert not somewhere(bot.folder, WHATSAPP.removeprefix("whatsapp:").encode())
