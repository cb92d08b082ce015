"""The queue of late replies and the claims on messages, in both databases."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot.channel import claims as claims_module
from bot.channel.claims import NEW, TAKEN_OVER, Claims
from bot.channel.inbound import Inbound, Pin
from bot.channel.late.queue import Content, LateQueue
from bot.channel.late.sealing import Sealer
from bot.channel.late.worker import Pace
from bot.channel.replies_store import RepliesStore
from tests.bot.channel.postgres import serving_postgres

DAY_S = 24 * 3600


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "sqlite":
        folder: Path = tmp_path_factory.mktemp("late")
        yield f"sqlite:///{folder}/bot.sqlite"
        return
    with serving_postgres() as url:
        yield url


@pytest.fixture
def url(address: str) -> Iterator[str]:
    """The address of a database in which nothing waits."""
    yield address
    store = RepliesStore(address)
    for sender in ("ana", "luis"):
        store.forget_replies(sender)
        store.opt_in(sender)


def put(queue: LateQueue, sender: str, sid: str, hours_ago: float = 0, **other: Any) -> None:
    received_at = time.time() - hours_ago * 3600
    queue.put((sender, sid), "sms", "sealed", f"reply to {sid}", received_at, **other)


def sids(queue: LateQueue) -> list[str]:
    return [reply.message_sid for reply in queue.due()]


def test_of_each_sender_the_oldest_goes_first_and_one_process_has_it(url: str) -> None:
    one, other = LateQueue(url), LateQueue(url)
    for sender, sid, hours_ago in (("ana", "SM2", 1), ("ana", "SM1", 2), ("luis", "SM3", 3)):
        put(one, sender, sid, hours_ago)
    assert sids(one) == ["SM3", "SM1"]
    first = other.due()[0]
    assert one.claim(first, 60) and not other.claim(first, 60)
    assert sids(other) == ["SM1"]
    one.sent(first, "SM-at-twilio")
    assert other.sent_sids("luis") == {"SM-at-twilio"} and other.sent_sids("ana") == set()


def test_what_is_held_keeps_the_senders_next_reply_waiting(url: str) -> None:
    queue = LateQueue(url)
    put(queue, "ana", "SM1", 2)
    put(queue, "ana", "SM2", 1)
    assert queue.claim(queue.due()[0], 60) and sids(queue) == []


def test_a_second_reply_to_one_message_is_left_out_also_when_the_first_is_sent(url: str) -> None:
    queue = LateQueue(url)
    put(queue, "ana", "SM1")
    (reply,) = queue.due()
    queue.sent(reply, "SM-at-twilio")
    put(queue, "ana", "SM1")
    assert queue.due() == []


def test_a_template_is_kept_with_its_reply_until_it_becomes_text(url: str) -> None:
    queue = LateQueue(url)
    content = Content("HX1", {"1": "¿Cuál?", "2": "1 Huanta"})
    put(queue, "ana", "SM1", content=content)
    (reply,) = queue.due()
    assert reply.content == content
    queue.as_text(reply)
    assert queue.due()[0].content is None


def test_nothing_waits_longer_than_a_day_after_its_message(url: str) -> None:
    queue, claims = LateQueue(url), Claims(url)
    put(queue, "ana", "SM1", hours_ago=23.9)
    put(queue, "luis", "SM2", hours_ago=23)
    claims.take("ana", "SM9", "sealed")
    queue.expire()
    assert sids(queue) == ["SM2"]
    claims.expire(time.time() + 1)
    assert claims.take("ana", "SM9") == NEW


def test_where_nothing_is_sent_any_more_the_numbers_still_go_after_a_day(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue, claims, store = LateQueue(url), Claims(url), RepliesStore(url)
    put(queue, "ana", "SM1")
    claims.take("ana", "SM2", "sealed")
    tomorrow = time.time() + DAY_S + 1
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    store.purge()
    assert queue.due() == [] and claims.orphans() == []


def test_only_so_many_may_wait(url: str) -> None:
    queue = LateQueue(url, most=2)
    put(queue, "ana", "SM1")
    assert queue.has_room()
    put(queue, "ana", "SM2")
    assert not queue.has_room()
    queue.sent(queue.due()[0], "SM-at-twilio")
    assert queue.has_room()


def test_borrar_and_alto_empty_the_queue_of_that_person_alone(url: str) -> None:
    queue, store = LateQueue(url), RepliesStore(url)
    for forget in (store.forget_replies, store.opt_out):
        put(queue, "ana", "SM1")
        put(queue, "luis", "SM2")
        forget("ana")
        assert sids(queue) == ["SM2"]


def test_a_message_is_claimed_once_until_its_process_has_gone(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Claims(url), Claims(url)
    assert one.take("ana", "SM1", "sealed") == NEW
    assert other.take("ana", "SM1", "sealed") is None and other.orphans() == []
    later = time.time() + claims_module.HELD_S + 1
    monkeypatch.setattr(time, "time", lambda: later)
    (orphan,) = other.orphans()
    assert (orphan.message_sid, orphan.sealed, orphan.tries) == ("SM1", "sealed", 1)
    assert other.take("ana", "SM1") == TAKEN_OVER
    # Who lost it notices, and can no longer end it.
    assert not one.renew("ana", "SM1") and other.renew("ana", "SM1")
    one.release("ana", "SM1")
    assert one.take("ana", "SM1") is None


def test_a_reply_ends_the_claim_unless_the_turn_goes_on(url: str) -> None:
    claims, store = Claims(url), RepliesStore(url)
    claims.take("ana", "SM7", "sealed")
    assert store.keep("ana", "SM7", "", done=False) == ""
    assert claims.renew("ana", "SM7")
    claims.take("ana", "SM8", "sealed")
    assert store.keep("ana", "SM8", "hola") == "hola" and not claims.renew("ana", "SM8")
    assert store.keep("ana", "SM8", "otra") == "hola"


def test_what_is_sealed_is_opened_with_its_own_key_only() -> None:
    sealer, other = Sealer(Fernet.generate_key()), Sealer(Fernet.generate_key())
    message = Inbound("SM1", "+51987650001", "whatsapp", "¿un hub?", Pin(-12.9, -74.2), False)
    sealed = sealer.seal(message)
    assert "987650001" not in sealed
    assert sealer.message(sealed) == message and other.message(sealed) is None
    number = sealer.seal_number("+51987650001")
    assert sealer.number(number) == "+51987650001" and other.number(number) is None


def test_pauses_double_up_to_a_bound_and_no_two_are_alike() -> None:
    pace = Pace()
    for tries in range(40):
        middle = min(1_800, 2 * 2**tries)
        pauses = [pace.pause_s(tries) for _ in range(50)]
        assert all(middle * 0.5 <= pause <= middle * 1.5 for pause in pauses)
        assert len(set(pauses)) > 1
