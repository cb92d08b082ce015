"""Every service gets the settings that it reads, takes them, and is given nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from cryptography.fernet import Fernet

from actions.settings import Settings as ActionsSettings
from bot.settings import Settings as BotSettings
from knowledge_base.settings import Settings as KnowledgeBaseSettings
from recommender.settings import Settings as RecommenderSettings
from tests.k8s.conftest import rendered
from tests.k8s.environment import (
    documented,
    exposed_by_image,
    given_to,
    named_in_endpoints,
    read_by,
    service_of,
    set_by_image,
)
from tests.k8s.rendering import COMPOSITIONS, OVERLAYS, Manifests, Pod, unhashed

SETTINGS = {
    "bot": BotSettings,
    "actions": ActionsSettings,
    "recommender": RecommenderSettings,
    "knowledge-base": KnowledgeBaseSettings,
}
POSTGRES, REDIS = "postgresql://name:word@postgres:5432/name", "rediss://:word@redis:6379/0"
SECRETS = {
    "BOT_DATABASE_URL": POSTGRES,
    "BOT_TRACKER_URL": POSTGRES,
    "BOT_REDIS_URL": REDIS,
    "RECOMMENDER_DATABASE_URL": POSTGRES,
    "KNOWLEDGE_BASE_DATABASE_URL": POSTGRES,
    "KNOWLEDGE_BASE_LIMITS_URL": REDIS,
    "TECHHUB_OUTBOUND_KEY": Fernet.generate_key().decode(),
    **{
        name: f"{name.lower()}-of-forty-characters-or-more-for-tests"
        for name in (
            "TWILIO_AUTH_TOKEN",
            "TECHHUB_HASH_KEY",
            "RECOMMENDER_SERVICE_TOKEN",
            "RECOMMENDER_REPORTS_TOKEN",
            "KNOWLEDGE_BASE_CONSOLE_KEY",
            "KNOWLEDGE_BASE_BACKUP_KEY",
        )
    },
}
SERVICES = tuple(SETTINGS)


@pytest.fixture
def authorities(tmp_path: Path) -> str:
    """The file that the pods find the certificates to trust in."""
    file = tmp_path / "ca.crt"
    file.write_text("")
    return str(file)


def taken(pod: Pod, manifests: Manifests, authorities: str) -> Any:
    """The settings as the pod's program reads them."""
    environment = given_to(pod, manifests, SECRETS)
    mounted = {mount["mountPath"] for mount in pod.containers[0]["volumeMounts"]}
    for name, value in environment.items():
        if name.endswith("_CA"):
            assert str(Path(value).parent) in mounted, f"{pod.name}: nothing is mounted for {name}"
            environment[name] = authorities
    return SETTINGS[service_of(pod)].from_environment(environment)


def test_every_program_takes_what_it_is_given(manifests: Manifests, authorities: str) -> None:
    for pod in manifests.pods():
        if pod.is_ours:
            taken(pod, manifests, authorities)


def test_nothing_is_set_that_nothing_reads(manifests: Manifests) -> None:
    for pod in manifests.pods():
        if pod.is_ours:
            unread = set(given_to(pod, manifests)) - read_by(service_of(pod))
            assert not unread, f"{manifests.name}, {pod.name}: {sorted(unread)}"


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_left_out_has_a_default(service: str, manifests: Manifests) -> None:
    known = documented()
    pod = manifests.pod(service)
    left = read_by(service) - set(given_to(pod, manifests)) - set(set_by_image(service))
    assert not left - set(known), "every variable stands in .env.example"
    # A line that is not commented out says that somebody must choose.
    lines = (Path(__file__).parents[2] / ".env.example").read_text("utf-8").splitlines()
    chosen = {line.partition("=")[0] for line in lines if "=" in line and line[0] != "#"}
    needed = {name for name in left & chosen if known[name] and name != "SIMULATOR"}
    assert not needed, f"{manifests.name}: {service} lacks {sorted(needed)}"


def test_what_rasa_reads_of_the_environment_is_there(manifests: Manifests) -> None:
    given = given_to(manifests.pod("bot"), manifests)
    assert named_in_endpoints() and named_in_endpoints() <= set(given)


@pytest.mark.parametrize("name", [*OVERLAYS[1:], *COMPOSITIONS])
def test_outside_development_every_store_is_shared_and_over_tls(
    name: str, authorities: str
) -> None:
    manifests = rendered(name)
    bot, recommender, knowledge_base = (
        taken(manifests.pod(pod), manifests, authorities)
        for pod in ("bot", "recommender", "knowledge-base")
    )
    for url in (recommender.database_url, knowledge_base.database_url, bot.database_url):
        assert url.startswith("postgresql") and "sslmode=verify-full" in url
        assert "sslrootcert=" in url
    assert bot.tracker_url.startswith("postgresql") and "verify-full" in bot.tracker_url
    assert bot.redis_url.startswith("rediss://")
    assert bot.limits_url.startswith("rediss://")
    assert knowledge_base.console.limits_url.startswith("rediss://")


def test_services_listen_where_their_port_is_declared(
    manifests: Manifests, authorities: str
) -> None:
    for service in SERVICES:
        pod = manifests.pod(service)
        port = pod.containers[0]["ports"][0]["containerPort"]
        assert port == exposed_by_image(service)
        if service != "bot":
            settings = taken(pod, manifests, authorities)
            assert (settings.host, settings.port) == ("0.0.0.0", port)


def test_addresses_lead_to_services_of_the_rendering(manifests: Manifests) -> None:
    ports = {
        one["metadata"]["name"]: {line["port"] for line in one["spec"]["ports"]}
        for one in manifests.of_kind("Service")
    }
    inside = {
        (service, name): urlsplit(value)
        for service in SERVICES
        for name, value in given_to(manifests.pod(service), manifests).items()
        if value.startswith("http://")
    }
    assert {url.hostname for url in inside.values()} >= {"actions", "recommender", "knowledge-base"}
    for (service, name), url in inside.items():
        assert url.port in ports.get(url.hostname or "", set()), f"{service}: {name}"


@pytest.mark.parametrize("service", SERVICES)
def test_no_address_stays_at_this_machine(
    service: str, production: Manifests, authorities: str
) -> None:
    settings = taken(production.pod(service), production, authorities)
    own = [name for name, value in vars(settings).items() if "127.0.0.1" in str(value)]
    assert not own, f"left at their defaults: {own}"


def test_twilio_and_people_are_told_the_names_of_the_ingress(production: Manifests) -> None:
    bot = given_to(production.pod("bot"), production)
    actions = given_to(production.pod("actions"), production)
    webhook, people = urlsplit(bot["TWILIO_WEBHOOK_URL"]), urlsplit(actions["MAP_URL"])
    ingress = {one["metadata"]["name"]: one["spec"] for one in production.of_kind("Ingress")}
    rule = ingress["bot"]["rules"][0]
    assert (webhook.scheme, webhook.hostname) == ("https", rule["host"])
    assert webhook.path in {path["path"] for path in rule["http"]["paths"]}
    assert (people.scheme, people.hostname) == ("https", ingress["recommender"]["rules"][0]["host"])


@pytest.mark.parametrize("service", SERVICES)
def test_what_the_image_sets_too_is_the_same(service: str, production: Manifests) -> None:
    given, image = given_to(production.pod(service), production), set_by_image(service)
    assert image["HOME"] == "/tmp"
    both = given.keys() & image.keys()
    assert {name: given[name] for name in both} == {name: image[name] for name in both}


def test_each_pod_reads_only_its_own_secret(manifests: Manifests) -> None:
    for pod in manifests.pods():
        own = f"{service_of(pod)}-secrets" if pod.is_ours else f"{pod.name}-secrets"
        for line in pod.containers[0].get("env", []):
            if "valueFrom" in line:
                name = line["valueFrom"]["secretKeyRef"]["name"]
                assert own in (name, unhashed(name))
        assert all("secretRef" not in one for one in pod.containers[0].get("envFrom", []))


def test_only_the_backup_holds_the_key_of_the_copies(production: Manifests) -> None:
    holders = {
        pod.name
        for pod in production.pods()
        if "KNOWLEDGE_BASE_BACKUP_KEY" in given_to(pod, production, SECRETS)
    }
    assert holders == {"knowledge-base-backup"}
