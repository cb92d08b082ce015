"""Which connections the policies of a rendering allow, by the rules of Kubernetes' NetworkPolicy.

A connection is open where both ends let it pass. An end is closed as soon as one policy of that
direction chooses its pod, and then open for what any of them lists.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.k8s.rendering import Manifests, Object


@dataclass(frozen=True)
class End:
    """A pod in a namespace, or an address outside the cluster."""

    name: str
    labels: Mapping[str, str] = field(default_factory=dict)
    namespace: str = ""
    address: str = ""
    ports: Mapping[str, int] = field(default_factory=dict)


def ends_of(manifests: Manifests) -> list[End]:
    """The pods of a rendering."""
    (namespace,) = manifests.of_kind("Namespace")
    return [
        End(
            pod.name,
            pod.labels,
            namespace["metadata"]["name"],
            ports={
                port["name"]: port["containerPort"]
                for one in pod.containers
                for port in one.get("ports", [])
            },
        )
        for pod in manifests.pods()
    ]


class Policies:
    """The NetworkPolicies of one namespace, or what they say of one direction alone."""

    def __init__(
        self, manifests: Manifests, directions: Sequence[str] = ("Ingress", "Egress")
    ) -> None:
        self.directions = directions
        (namespace,) = manifests.of_kind("Namespace")
        self.namespace = namespace["metadata"]["name"]
        self.policies = [one["spec"] for one in manifests.of_kind("NetworkPolicy")]

    def allow(self, source: End, target: End, port: int, protocol: str = "TCP") -> bool:
        """Whether `source` may open a connection to `target`."""
        # A named port is that of the pod at the far end.
        asked = (target.ports, port, protocol)
        return self._passes("Egress", source, target, asked) and self._passes(
            "Ingress", target, source, asked
        )

    def _passes(
        self, direction: str, own: End, far: End, asked: tuple[Mapping[str, int], int, str]
    ) -> bool:
        if own.namespace != self.namespace or direction not in self.directions:
            return True
        chosen = [
            one
            for one in self.policies
            if direction in one["policyTypes"] and chooses(one["podSelector"], own.labels)
        ]
        side, key = ("to", "egress") if direction == "Egress" else ("from", "ingress")
        rules = [rule for one in chosen for rule in one.get(key, [])]
        return not chosen or any(
            self._is_peer(rule.get(side, []), far) and has_port(rule.get("ports", []), asked)
            for rule in rules
        )

    def _is_peer(self, peers: Sequence[Object], far: End) -> bool:
        return not peers or any(self._matches(peer, far) for peer in peers)

    def _matches(self, peer: Object, far: End) -> bool:
        if "ipBlock" in peer:
            return bool(far.address) and within(peer["ipBlock"], far.address)
        if far.address:
            return False
        if "namespaceSelector" in peer:
            labels = {"kubernetes.io/metadata.name": far.namespace}
            if not chooses(peer["namespaceSelector"], labels):
                return False
        elif far.namespace != self.namespace:
            return False
        return chooses(peer.get("podSelector", {}), far.labels)


def chooses(selector: Object, labels: Mapping[str, str]) -> bool:
    """Whether a label selector takes these labels; an empty one takes all."""
    wanted = selector.get("matchLabels", {})
    if any(labels.get(key) != value for key, value in wanted.items()):
        return False
    for one in selector.get("matchExpressions", []):
        assert one["operator"] == "In", one["operator"]
        if labels.get(one["key"]) not in one["values"]:
            return False
    return True


def has_port(ports: Iterable[Object], asked: tuple[Mapping[str, int], int, str]) -> bool:
    """Whether a rule's ports include the one that is asked for; no list means all."""
    names, port, protocol = asked
    listed = list(ports)
    return not listed or any(
        protocol == one.get("protocol", "TCP")
        and port == (names.get(one["port"]) if isinstance(one["port"], str) else one["port"])
        for one in listed
    )


def within(block: Object, address: str) -> bool:
    """Whether an address lies in a block and in none of its exceptions."""
    found = ipaddress.ip_address(address)
    return found in ipaddress.ip_network(block["cidr"]) and not any(
        found in ipaddress.ip_network(one) for one in block.get("except", [])
    )
