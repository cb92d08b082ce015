"""Who may reach whom: all that the policies open, and that they open nothing else."""

from __future__ import annotations

import ipaddress

import pytest

from tests.k8s.conftest import rendered
from tests.k8s.connections import End, Policies, ends_of
from tests.k8s.rendering import Manifests

INGRESS = End("traefik", {"app.kubernetes.io/name": "traefik"}, "traefik")
PROMETHEUS = End("prometheus", {"app.kubernetes.io/name": "prometheus"}, "techhub-monitoring")
DNS = End("kube-dns", {"k8s-app": "kube-dns"}, "kube-system")
SOLVER_LABELS = {"acme.cert-manager.io/http01-solver": "true"}
STRANGERS = (
    # The right name in the wrong namespace, and the right namespace with another pod.
    End("traefik elsewhere", {"app.kubernetes.io/name": "traefik"}, "default"),
    End("neighbour of traefik", {"app.kubernetes.io/name": "other"}, "traefik"),
    End("prometheus elsewhere", {"app.kubernetes.io/name": "prometheus"}, "default"),
    End("neighbour of prometheus", {"app.kubernetes.io/name": "grafana"}, "techhub-monitoring"),
    End("bot elsewhere", {"app.kubernetes.io/name": "bot"}, "default"),
    End("postgres client elsewhere", {"techhub/postgres-client": "true"}, "default"),
)
PUBLIC = End("public address", address="54.172.60.1")
INSIDE = tuple(
    End(f"private address {address}", address=address)
    for address in ("10.200.0.9", "172.20.3.4", "192.168.7.7", "169.254.169.254", "100.64.1.1")
)
NODE_AGENT = End("agent of the node", address="169.254.170.23")
IPV6 = End("public address by IPv6", address="2606:4700::1111")
STORES = {"staging": "10.20.4.4", "production": "10.10.4.4"}
PORTS = (53, 80, 443, 5005, 5055, 5432, 6379, 8000, 8001, 8089, 9090)
# From each pod: whom it asks, at which port.
BETWEEN_PODS = {
    ("bot", "actions", 5055),
    ("actions", "recommender", 8000),
    ("actions", "knowledge-base", 8001),
    ("recommender", "knowledge-base", 8001),
    ("knowledge-base", "recommender", 8000),
    ("knowledge-base", "actions", 5055),
}
FROM_OUTSIDE = {
    ("traefik", "bot", 5005),
    ("traefik", "recommender", 8000),
    ("traefik", "knowledge-base", 8001),
    ("prometheus", "bot", 5005),
    ("prometheus", "actions", 5055),
    ("prometheus", "recommender", 8000),
    ("prometheus", "knowledge-base", 8001),
}
BACKUP = {("knowledge-base-backup", "recommender", 8000)}
TO_THE_INTERNET = {
    ("bot", "public address", 443),
    ("knowledge-base-link-check", "public address", 443),
    ("knowledge-base-link-check", "public address", 80),
}
SERVICES = ("bot", "recommender", "knowledge-base")
JOBS = (
    "migrate-bot",
    "migrate-recommender",
    "migrate-knowledge-base",
    "bot-retention",
    "knowledge-base-link-check",
    "knowledge-base-backup",
)
ASK_POSTGRES, ASK_REDIS = (*SERVICES, *JOBS), ("bot", "knowledge-base")


def open_connections(manifests: Manifests) -> set[tuple[str, str, int]]:
    """Every connection that is open, DNS aside."""
    policies, pods = Policies(manifests), ends_of(manifests)
    addresses = [PUBLIC, *INSIDE, NODE_AGENT, IPV6]
    if manifests.name in STORES:
        addresses.append(End("managed stores", address=STORES[manifests.name]))
    pods.append(End("certificate challenge", SOLVER_LABELS, policies.namespace))
    others = [INGRESS, PROMETHEUS, DNS, *STRANGERS, *addresses]
    pairs = [(pod, far) for pod in pods for far in (*pods, *others)]
    pairs += [(far, pod) for far in others for pod in pods]
    return {
        (source.name, target.name, port)
        for source, target in pairs
        for port in PORTS
        if policies.allow(source, target, port) and (target, port) != (DNS, 53)
    }


CHALLENGE = {("traefik", "certificate challenge", 8089)}
UPLOAD = {("backup-upload", "public address", 443), ("backup-upload", "agent of the node", 80)}


@pytest.mark.parametrize("name", sorted(STORES))
def test_with_managed_stores_this_is_open_and_nothing_else(name: str) -> None:
    stores = {(pod, "managed stores", 5432) for pod in ASK_POSTGRES}
    stores |= {(pod, "managed stores", 6379) for pod in ASK_REDIS}
    expected = BETWEEN_PODS | FROM_OUTSIDE | BACKUP | TO_THE_INTERNET | CHALLENGE | UPLOAD | stores
    assert open_connections(rendered(name)) == expected


def test_with_own_stores_this_is_open_and_nothing_else(own_stores: Manifests) -> None:
    stores = {(pod, "postgres", 5432) for pod in ASK_POSTGRES}
    stores |= {(pod, "redis", 6379) for pod in ASK_REDIS}
    expected = BETWEEN_PODS | FROM_OUTSIDE | BACKUP | TO_THE_INTERNET | CHALLENGE | stores
    assert open_connections(own_stores) == expected


def test_locally_this_is_open_and_nothing_else() -> None:
    stores = {(pod, "postgres", 5432) for pod in ASK_POSTGRES}
    stores |= {(pod, "redis", 6379) for pod in ASK_REDIS}
    expected = BETWEEN_PODS | FROM_OUTSIDE | BACKUP | TO_THE_INTERNET | CHALLENGE | stores
    assert open_connections(rendered("local")) == expected


@pytest.mark.parametrize("direction", ["Ingress", "Egress"])
def test_each_end_alone_opens_no_more_than_both(direction: str, manifests: Manifests) -> None:
    """A rule at one end that the other does not answer to would open the day the other changes."""
    pods = ends_of(manifests)

    def between_pods(policies: Policies) -> set[tuple[str, str, int]]:
        return {
            (source.name, target.name, port)
            for source in pods
            for target in pods
            for port in PORTS
            if policies.allow(source, target, port)
        }

    assert between_pods(Policies(manifests, [direction])) == between_pods(Policies(manifests))


def test_every_pod_may_ask_for_names_and_nothing_else_there(manifests: Manifests) -> None:
    policies = Policies(manifests)
    for pod in ends_of(manifests):
        assert policies.allow(pod, DNS, 53, "UDP") and policies.allow(pod, DNS, 53)
        assert not policies.allow(pod, DNS, 443)
        other = End("other", {"k8s-app": "metrics-server"}, "kube-system")
        assert not policies.allow(pod, other, 53, "UDP")


def test_a_pod_that_no_policy_names_reaches_nothing(manifests: Manifests) -> None:
    policies = Policies(manifests)
    new = End("new", {"app.kubernetes.io/name": "new"}, policies.namespace)
    for far in (*ends_of(manifests), PUBLIC, INGRESS, *INSIDE):
        for port in PORTS:
            assert not policies.allow(new, far, port)
            assert not policies.allow(far, new, port)


def test_what_leads_to_the_internet_leads_to_no_private_network(production: Manifests) -> None:
    """Each private and special network of the registry lies in an exception of all three."""
    private = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"]
    private += ["172.16.0.0/12", "192.168.0.0/16"]
    blocks = [
        peer["ipBlock"]
        for one in production.of_kind("NetworkPolicy")
        for rule in one["spec"].get("egress", [])
        for peer in rule.get("to", [])
        if peer.get("ipBlock", {}).get("cidr") == "0.0.0.0/0"
    ]
    assert len(blocks) == 3
    for block in blocks:
        excepted = [ipaddress.ip_network(one) for one in block["except"]]
        for one in private:
            network = ipaddress.ip_network(one)
            assert any(network.subnet_of(wide) for wide in excepted), one


def test_without_the_policies_all_would_be_open() -> None:
    """The judge of connections says yes where nothing forbids, so that its no means something."""
    production = rendered("production")
    bare = Manifests("bare", [one for one in production.objects if one["kind"] != "NetworkPolicy"])
    policies = Policies(bare)
    bot, actions = (
        next(end for end in ends_of(bare) if end.name == name) for name in ("bot", "actions")
    )
    assert policies.allow(actions, bot, 5005)
    assert policies.allow(INGRESS, actions, 5055)
    assert policies.allow(bot, INSIDE[0], 22)
