"""Fluent Bit's configuration: only what it knows, every file once, nothing lost on the way.

Fluent Bit itself is not run here: that its keys are spelled as it spells them is held against the
list below, compared with its manual.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Any

import pytest

from tests.k8s.logging.files import CONTAINERS, fluent_bit, only

COMMON = {"name", "alias", "match", "tag"}
KNOWN = {
    "tail": {
        "path", "exclude_path", "multiline.parser", "db", "db.locking", "read_from_head",
        "refresh_interval", "rotate_wait", "buffer_max_size", "skip_long_lines", "storage.type",
    },
    "kubernetes": {
        "kube_tag_prefix", "merge_log", "keep_log", "labels", "annotations",
        "k8s-logging.parser", "k8s-logging.exclude",
    },
    "modify": {"rename", "remove"},
    "es": {
        "host", "port", "http_user", "http_passwd", "tls", "tls.verify", "tls.verify_hostname",
        "tls.ca_file", "index", "write_operation", "suppress_type_name", "time_key",
        "generate_id", "compress", "retry_limit", "storage.total_limit_size",
    },
}  # fmt: skip
SERVICE = {
    "flush", "grace", "log_level", "http_server", "http_listen", "http_port", "health_check",
    "hc_errors_count", "hc_retry_failure_count", "hc_period", "storage.path", "storage.sync",
    "storage.checksum", "storage.max_chunks_up", "storage.backlog.mem_limit", "storage.metrics",
    "scheduler.base", "scheduler.cap",
}  # fmt: skip
ID = "0123456789abcdef" * 4
NAMESPACES = ("techhub", "techhub-staging", "techhub-local")


def plugins(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = fluent_bit()["pipeline"][kind]
    return found


def on(plugin: dict[str, Any], key: str) -> bool:
    """Whether a switch is on: YAML makes a truth value of `on`, as Fluent Bit's reader does not."""
    return plugin.get(key) in (True, "on")


def takes(plugin: dict[str, Any], file: str) -> bool:
    """Whether an input reads a file, by the patterns of glob(3)."""

    def fits(patterns: str) -> bool:
        return any(fnmatchcase(file, pattern) for pattern in patterns.split(","))

    return fits(plugin["path"]) and not fits(plugin.get("exclude_path", ""))


def readers(file: str) -> list[str]:
    path = f"/var/log/containers/{file}-{ID}.log"
    return [plugin["alias"] for plugin in plugins("inputs") if takes(plugin, path)]


def test_every_key_is_one_that_its_plugin_knows() -> None:
    read = fluent_bit()
    assert set(read) == {"service", "pipeline"} and set(read["service"]) <= SERVICE
    assert set(read["pipeline"]) == {"inputs", "filters", "outputs"}
    for kind in read["pipeline"]:
        for plugin in plugins(kind):
            assert plugin.keys() - COMMON <= KNOWN[plugin["name"]], plugin["name"]


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("namespace", NAMESPACES)
def test_a_service_is_read_as_events_in_every_namespace(namespace: str, container: str) -> None:
    assert readers(f"{container}-5d9c7b-x2x4z_{namespace}_{container}") == ["services"]


@pytest.mark.parametrize(
    "file",
    [
        "postgres-0_techhub_postgres",
        "prometheus-0_techhub-monitoring_prometheus",
        "bot-5d9c7b-x2x4z_techhub_migrate",
        "install-index-abcde_techhub-logging_install-index",
    ],
)
def test_what_else_runs_in_these_namespaces_is_read_once_as_text(file: str) -> None:
    assert readers(file) == ["others"]


@pytest.mark.parametrize(
    "file",
    [
        "coredns-abc_kube-system_coredns",
        "bot-abc_default_bot",
        "techhub-abc_other_bot",
        "fluent-bit-abcde_techhub-logging_fluent-bit",
    ],
)
def test_other_namespaces_and_fluent_bit_itself_are_not_read(file: str) -> None:
    assert readers(file) == []


def test_every_tag_gets_its_labels_and_only_events_are_taken_apart() -> None:
    found = {
        plugin["match"]: plugin for plugin in plugins("filters") if "kube_tag_prefix" in plugin
    }
    for plugin in plugins("inputs"):
        assert plugin["multiline.parser"] == "cri" and plugin["storage.type"] == "filesystem"
        prefix = plugin["tag"].replace("*", "var.log.containers.")
        assert found[plugin["tag"]]["kube_tag_prefix"] == prefix
    assert on(found["services.*"], "merge_log") and not on(found["others.*"], "merge_log")
    for plugin in found.values():
        # A pod that could exclude itself would be silent, and nobody would know.
        assert not on(plugin, "k8s-logging.exclude")
    assert not any(plugin["name"] == "grep" for plugin in plugins("filters"))


def test_positions_and_buffer_lie_on_the_volume_that_outlives_the_pod() -> None:
    service = fluent_bit()["service"]
    mounts = only("DaemonSet", "fluent-bit")["spec"]["template"]["spec"]["containers"][0]
    buffer = next(m["mountPath"] for m in mounts["volumeMounts"] if m["name"] == "buffer")
    kept = [service["storage.path"], *(plugin["db"] for plugin in plugins("inputs"))]
    assert all(path.startswith(f"{buffer}/") for path in kept) and len(set(kept)) == 3
    end = only("DaemonSet", "fluent-bit")["spec"]["template"]["spec"]
    assert service["grace"] < end["terminationGracePeriodSeconds"]


def test_it_writes_by_tls_with_the_secrets_of_its_pod_and_never_gives_up() -> None:
    (output,) = plugins("outputs")
    assert on(output, "tls") and on(output, "tls.verify") and on(output, "tls.verify_hostname")
    assert output["match"] == "*" and output["retry_limit"] == "no_limits"
    assert re.fullmatch(r"\d+[MG]", output["storage.total_limit_size"])
    container = only("DaemonSet", "fluent-bit")["spec"]["template"]["spec"]["containers"][0]
    given = {variable["name"] for variable in container["env"]}
    given |= set(only("ConfigMap", "elasticsearch")["data"])
    used = set(re.findall(r"\$\{(\w+)\}", str(output)))
    assert used == given
    mounted = next(m["mountPath"] for m in container["volumeMounts"] if m["name"] == "authority")
    assert output["tls.ca_file"] == f"{mounted}/ca.crt"
