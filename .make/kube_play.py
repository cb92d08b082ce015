"""Rendered manifests in the form that `podman kube play` (4.3) understands. Pure functions.

podman knows Pods, Deployments, ConfigMaps and volume claims. What follows from that: a Secret
becomes a ConfigMap, a Job the Pod that it would start, a Service a name on the network. Probes are
left to the caller (podman would turn them into health checks by a curl that no image has), and so
are container ports (podman would publish them on this machine). emptyDir volumes get names of their
own, since podman shares those of one name. fsGroup, runAsNonRoot, grace periods, autoscalers,
budgets, policies and ingresses have no meaning there.
"""

import base64
import copy
from dataclasses import dataclass


class Unplayable(ValueError):
    """A manifest refers to what is not rendered; the message names both."""


@dataclass(frozen=True)
class Probe:
    """Where a pod says that it is ready."""

    path: str
    port: int


@dataclass(frozen=True)
class Play:
    """One call of `podman kube play`: its documents and what podman makes of them.

    `name` is its name on the network, `pod` and `container` (the first) are podman's; `volumes`
    come into being with it. `probe` is None for a pod that ends by itself.
    """

    name: str
    documents: tuple
    pod: str
    container: str
    volumes: tuple
    probe: Probe | None


def plays(documents, hosts):
    """The jobs and the deployments of a rendering, each as a Play; `hosts` maps names to addresses.

    A deployment is played once, whatever its replicas. The names in `hosts` are served outside
    podman, so that workloads of these names are left out. Raises Unplayable.
    """
    found = {"Job": [], "Deployment": []}
    for document in documents:
        name = document["metadata"]["name"]
        if document["kind"] in found and name not in hosts:
            play = _play(document, documents, hosts)
            found[document["kind"]].append(play)
    return found["Job"], found["Deployment"]


def once(cron_job, documents, hosts):
    """A cron job as the Play of one run. Raises Unplayable."""
    spec = cron_job["spec"]["jobTemplate"]["spec"]
    job = {"kind": "Job", "metadata": cron_job["metadata"], "spec": spec}
    return _play(job, documents, hosts)


def _play(workload, documents, hosts):
    name, job = workload["metadata"]["name"], workload["kind"] == "Job"
    template = copy.deepcopy(workload["spec"]["template"])
    spec = template["spec"]
    probe = None if job else _probe(spec)
    spec["hostAliases"] = [{"ip": address, "hostnames": [host]} for host, address in hosts.items()]
    configured, claims = _referred(spec)
    for container in _containers(spec):
        _adapt(container)
    _name_volumes(spec, name)
    play = [_config_map(kind, wanted, documents) for kind, wanted in configured]
    play += [_find("PersistentVolumeClaim", claim, documents) for claim in claims]
    play.append(_pod(name, template) if job else _deployment(name, template))
    pod = name if job else f"{name}-pod-0"
    volumes = [volume["name"] for volume in spec.get("volumes", []) if "emptyDir" in volume]
    container = f"{pod}-{spec['containers'][0]['name']}"
    return Play(name, tuple(play), pod, container, (*volumes, *claims), probe)


def _pod(name, template):
    spec = {**template["spec"], "restartPolicy": "Never"}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name}, "spec": spec}


def _deployment(name, template):
    labels = template["metadata"]["labels"]
    spec = {"replicas": 1, "selector": {"matchLabels": labels}, "template": template}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": name}, "spec": spec}


def _containers(spec):
    return spec["containers"] + spec.get("initContainers", [])


def _probe(spec):
    """Where the first container says that it is ready, its port by number."""
    container = spec["containers"][0]
    asked = container["readinessProbe"]["httpGet"]
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    return Probe(asked["path"], ports.get(asked["port"], asked["port"]))


def _referred(spec):
    """The ConfigMaps and Secrets that a pod must have, and the claims of its volumes."""
    needed, claims = [], []
    for container in _containers(spec):
        for source in container.get("envFrom", []):
            kind = "ConfigMap" if "configMapRef" in source else "Secret"
            needed.append((kind, source[f"{kind[0].lower()}{kind[1:]}Ref"]["name"]))
        for variable in container.get("env", []):
            for kind, key in (("ConfigMap", "configMapKeyRef"), ("Secret", "secretKeyRef")):
                if key in variable.get("valueFrom", {}):
                    needed.append((kind, variable["valueFrom"][key]["name"]))
    for volume in spec.get("volumes", []):
        if "persistentVolumeClaim" in volume:
            claims.append(volume["persistentVolumeClaim"]["claimName"])
        if "configMap" in volume:
            needed.append(("ConfigMap", volume["configMap"]["name"]))
    return list(dict.fromkeys(needed)), claims


def _find(kind, name, documents):
    for document in documents:
        if document["kind"] == kind and document["metadata"]["name"] == name:
            return document
    raise Unplayable(f"{kind} {name} is referred to, but the rendering has none")


def _config_map(kind, name, documents):
    """What a ConfigMap or a Secret holds, as a ConfigMap with plain texts."""
    found = _find(kind, name, documents)
    data = dict(found.get("data", {}))
    if kind == "Secret":
        data = {key: base64.b64decode(value).decode() for key, value in data.items()}
        data.update(found.get("stringData", {}))
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": data}


def _adapt(container):
    """Leave out what podman would misread, and let secrets come from ConfigMaps."""
    for part in ("ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle"):
        container.pop(part, None)
    for source in container.get("envFrom", []):
        if "secretRef" in source:
            source["configMapRef"] = source.pop("secretRef")
    for variable in container.get("env", []):
        origin = variable.get("valueFrom", {})
        if "secretKeyRef" in origin:
            origin["configMapKeyRef"] = origin.pop("secretKeyRef")


def _name_volumes(spec, name):
    """Give the emptyDirs of a pod names that no other pod has."""
    own = {volume["name"] for volume in spec.get("volumes", []) if "emptyDir" in volume}
    for volume in spec.get("volumes", []):
        if volume["name"] in own:
            volume["name"] = f"{name}-{volume['name']}"
    for container in _containers(spec):
        for mount in container.get("volumeMounts", []):
            if mount["name"] in own:
                mount["name"] = f"{name}-{mount['name']}"
