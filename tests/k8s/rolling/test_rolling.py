"""Every pod is killed and replaced, and every pod is rolled, while people write: each message gets
its one right answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from cryptography.fernet import Fernet

from tests.bot.channel.postgres import serving_postgres
from tests.bot.channel.twilio_server import ACCOUNT, FakeTwilio
from tests.k8s.rolling.conversations import heard
from tests.k8s.rolling.people import People
from tests.k8s.rolling.pods import READY, Cluster, running
from tests.k8s.rolling.twilio import Twilio
from tests.redis import serving_redis

TOKEN = "a-token-for-the-rolling-test"
DATABASES = ("channel", "tracker", "recommender", "knowledge_base")
# Some turns meet each pod before it goes and after it came.
SETTLE_S = 2.0


@dataclass
class Stage:
    """Everything that a run needs: pods, Twilio's part, and the stores' addresses."""

    cluster: Cluster
    twilio: Twilio
    tracker: str


def _databases(server: str) -> dict[str, str]:
    """The libpq address of a new database for each store."""
    base = server.replace("postgresql+psycopg2://", "postgresql://")
    with psycopg.connect(base, autocommit=True) as connection:
        for name in DATABASES:
            connection.execute(f"CREATE DATABASE {name}")
    return {name: base.replace("/postgres?", f"/{name}?") for name in DATABASES}


def _settings(stores: dict[str, str], redis: str, api: str) -> dict[str, str]:
    return {
        "TECHHUB_ENV": "development",
        "TWILIO_AUTH_TOKEN": TOKEN,
        "RECOMMENDER_DATABASE_URL": stores["recommender"],
        "KNOWLEDGE_BASE_DATABASE_URL": stores["knowledge_base"],
        "BOT_DATABASE_URL": stores["channel"],
        "BOT_TRACKER_URL": stores["tracker"],
        "BOT_REDIS_URL": redis,
        "TWILIO_API_URL": api,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_FROM_WHATSAPP": "+5117000000",
        "TWILIO_FROM_SMS": "+5117000000",
        "TECHHUB_OUTBOUND_KEY": Fernet.generate_key().decode(),
    }


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    api = FakeTwilio()
    with serving_postgres() as server, serving_redis() as redis:
        stores = _databases(server)
        with running(tmp_path, _settings(stores, redis, api.url)) as cluster:
            yield Stage(cluster, Twilio(api, cluster.webhook, TOKEN), stores["tracker"])
    api.close()


def _replace_all(cluster: Cluster) -> tuple[int, int]:
    """Kill each pod in turn, then roll each in turn; how many of both."""
    killed = rolled = 0
    for service in READY:
        for pod in list(cluster.pods[service]):
            print("kill", pod.log.parent.name, flush=True)
            cluster.kill(pod)
            killed += 1
            time.sleep(SETTLE_S)
    for service in READY:
        for pod in list(cluster.pods[service]):
            print("roll", pod.log.parent.name, flush=True)
            cluster.roll(pod)
            rolled += 1
    return killed, rolled


@pytest.mark.slow
def test_no_answer_is_lost_or_doubled_while_every_pod_is_replaced(stage: Stage) -> None:
    people = People(stage.twilio, stage.cluster.webhook, TOKEN)
    people.begin()
    try:
        killed, rolled = _replace_all(stage.cluster)
    finally:
        people.end()
    count, told = stage.twilio.count, "\n".join(people.faults)
    print(f"{killed} pods killed, {rolled} rolled; {count}; {len(people.faults)} faults")
    assert not people.faults, told
    assert count.turns == count.at_once + count.by_rest
    assert people.sent_by_rest() == count.by_rest
    by_first = {sids[0]: sids for sids in heard(stage.tracker).values()}
    for person in people.everybody:
        assert by_first[person.sids[0]] == person.sids, person.phone.number
