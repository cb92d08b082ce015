"""Cases of rules/cluster.yml."""

from __future__ import annotations

from tests.k8s.monitoring.cases.case import Case

CERTIFICATE = (
    'certmanager_certificate_expiration_timestamp_seconds{namespace="techhub", name="web"}'
)
NAMED = {"namespace": "techhub", "name": "web"}
RESTARTS = (
    'kube_pod_container_status_restarts_total{namespace="techhub", pod="bot-0", container="bot"}'
)
WAITS = 'kube_pod_status_unschedulable{namespace="techhub", pod="bot-1"}'
JOB = 'kube_job_status_failed{namespace="techhub", job_name="backup-1"}'
RULE_FAILURES = 'prometheus_rule_evaluation_failures_total{rule_group="people"}'
UNTOLD = 'alertmanager_notifications_failed_total{integration="slack"}'
CLUSTER = (
    Case(
        "CertificateEndsSoon", {CERTIFICATE: "1000000x300"}, {CERTIFICATE: "5000000x300"}, "3h",
        labels=NAMED,
    ),
    Case(
        "CertificateEnds", {CERTIFICATE: "200000x300"}, {CERTIFICATE: "1000000x300"}, "3h",
        labels=NAMED,
    ),
    Case(
        "PodRestarts", {RESTARTS: "0x10 0+1x50"}, {RESTARTS: "0x10 1x25 2x25"}, "1h",
        labels={"namespace": "techhub", "pod": "bot-0", "container": "bot"},
    ),
    # A pod that a new node takes within minutes is no matter.
    Case(
        "PodUnschedulable", {WAITS: "1x60"}, {WAITS: "1x8 stale _x3 1x8"}, "20m",
        labels={"namespace": "techhub", "pod": "bot-1"},
    ),
    Case(
        "JobFailed", {JOB: "1x60"}, {JOB: "0x60"}, "30m",
        labels={"namespace": "techhub", "job_name": "backup-1"},
    ),
    Case(
        "ClusterFiguresMissing", {CERTIFICATE: "1x60"}, {CERTIFICATE: "1x60", RESTARTS: "0x60"},
        "1h", labels={},
    ),
    Case(
        "RulesFailing", {RULE_FAILURES: "0+1x60"}, {RULE_FAILURES: "3x60"}, "40m",
        labels={"rule_group": "people"},
    ),
    Case(
        "AlertsNotDelivered", {UNTOLD: "0+1x60"}, {UNTOLD: "3x60"}, "40m",
        labels={"integration": "slack"},
    ),
)  # fmt: skip
