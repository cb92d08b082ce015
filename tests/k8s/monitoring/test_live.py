"""Prometheus with the repository's rules watches the running stack: every query has an answer.

The configuration differs from the cluster's in its targets and in how often it looks. What only a
cluster tells (`exporter.CLUSTER_METRICS`) comes from a stand-in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.e2e.conftest import start_stack
from tests.e2e.phone import direct
from tests.k8s.monitoring.exporter import CLUSTER_METRICS, cluster_exporter
from tests.k8s.monitoring.programs import needed
from tests.k8s.monitoring.repository import (
    FOLDER,
    all_texts,
    dashboard_queries,
    metrics_in,
    records,
    values_in,
)
from tests.k8s.monitoring.scraping import Pods, pod, with_targets, write
from tests.k8s.monitoring.talking import FROM_AYACUCHO, FROM_PUNO, SERVICE_TOKEN, Town
from tests.k8s.monitoring.watching import (
    Watch,
    alertmanager,
    eventually,
    free_address,
    prometheus,
)

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
INTERVAL = "2s"
README = FOLDER / "README.md"
SERIES = 'count by (job) ({job=~"bot|actions|recommender|knowledge-base"})'
# A pod costs Prometheus a few megabytes.
MOST_SERIES = 2_000
JOBS = {
    "bot": "bot",
    "actions": "actions",
    "recommender": "recommender",
    "knowledge-base": "knowledge_base",
}
CONVERSATIONS = "techhub_conversations_by_department_total"
# What the last of those who speak leave behind.
SEEN = (
    'techhub_hubs_scored{source="editors"} == 1',
    'techhub_knowledge_base_questions_total{topic="none"} == 1',
    "techhub_opt_ins_total == 1",
)


def pods_of(town: Town, exporter: str) -> Pods:
    """What a cluster would tell of, with pods that are not to be scraped among them."""
    address = {name: f"127.0.0.1:{town.stack.ports[key]}" for name, key in JOBS.items()}
    strays = [
        pod("bot", address["bot"], pod_container_port_name="other", pod_name="other-port"),
        pod("bot", address["bot"], pod_phase="Succeeded", pod_name="ended"),
        pod("backup", address["bot"], pod_name="backup-1"),
        pod("bot", address["bot"], pod_label_app_kubernetes_io_part_of="another", pod_name="alien"),
    ]
    state = pod("kube-state-metrics", exporter, pod_container_port_number="8080")
    certificates = pod("cert-manager", exporter, pod_container_port_number="9402")
    return {
        "techhub": [*(pod(name, address[name]) for name in JOBS), *strays],
        "kube-state-metrics": [
            state,
            {**state, "__meta_kubernetes_pod_container_port_number": "1"},
        ],
        "cert-manager": [certificates],
    }


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    for program in ("prometheus", "prometheus-alertmanager"):
        needed(program)
    settings = {"RECOMMENDER_SERVICE_TOKEN": SERVICE_TOKEN}
    stack = start_stack(tmp_path_factory.mktemp("watched"), settings=settings)
    yield Town(stack)
    stack.stop()


@pytest.fixture(scope="module")
def watch(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """Prometheus, once it has seen all that was said from its beginning on."""
    folder = tmp_path_factory.mktemp("prometheus")
    own, other = free_address(), free_address()
    static = {"localhost:9090": own, "alertmanager:9093": other}
    with cluster_exporter() as exporter, alertmanager(folder, other):
        config = with_targets(pods_of(town, exporter), static, INTERVAL)
        with prometheus(write(config, folder, INTERVAL), folder, own) as found:
            eventually("all is scraped twice", lambda: _all_up(found))
            town.talk()
            eventually("what was said is seen", lambda: all(map(found.ask, SEEN)))
            # Requests by route begin with 1: only a second one is a rise.
            town.turn_a_page()
            yield found


def _all_up(watch: Watch) -> bool:
    seen = watch.ask("min_over_time(up[10m]) == 1 and count_over_time(up[10m]) >= 2")
    return len(seen) == len(JOBS) + 4


def test_of_all_pods_just_ours_are_scraped(watch: Watch) -> None:
    ours = {(job, instance) for job, instance in watch.targets() if job in JOBS}
    assert ours == {(job, f"{job}-0") for job in JOBS}
    assert set(watch.targets().values()) == {"up"}
    assert "kube_not_wanted" not in watch.metric_names()


def test_every_query_of_every_dashboard_gives_numbers(watch: Watch) -> None:
    queries = dashboard_queries()
    assert len(queries) > 50
    empty = {query.where: query.text for query in queries}

    def all_answer() -> bool:
        for query in queries:
            if query.where in empty and watch.numbers(query.text):
                del empty[query.where]
        return not empty

    try:
        eventually("every query has an answer", all_answer)
    except AssertionError:
        raise AssertionError(f"no numbers for: {empty}") from None


def test_every_recording_rule_gives_numbers(watch: Watch) -> None:
    recorded = records()
    assert len(recorded) > 20

    def missing() -> list[str]:
        return [name for name in recorded if not watch.numbers(name)]

    try:
        eventually("every rule records", lambda: not missing())
    except AssertionError:
        raise AssertionError(f"nothing is recorded as: {missing()}") from None


def test_every_metric_of_rules_and_dashboards_exists(watch: Watch) -> None:
    read = set().union(*map(metrics_in, all_texts()))
    assert len(read) > 40 and CLUSTER_METRICS < read
    assert read <= watch.metric_names()


def test_every_value_that_is_picked_out_exists(watch: Watch) -> None:
    """A reason or outcome that no code gives would leave its alert asleep."""
    picked = set().union(*map(values_in, all_texts()))
    assert ("techhub_turn_failures_total", "reason", "deadline") in picked and len(picked) > 25
    missing = [
        (metric, label, value)
        for metric, label, value in sorted(picked)
        if not watch.ask(f'{metric}{{{label}="{value}"}}')
    ]
    assert missing == []


def test_the_readme_lists_the_figures_that_there_are(watch: Watch) -> None:
    section = README.read_text("utf-8").split("## Figures", 1)[1].split("### Drift", 1)[0]
    listed = set(re.findall(r"\btechhub_[a-z_]+[a-z]", section.split("Names with colons")[0]))
    shown = {
        re.sub(r"_(?:bucket|sum|count)$", "", name)
        for name in watch.metric_names()
        if name.startswith("techhub_")
    }
    assert listed == shown


def test_no_label_tells_of_a_person_a_place_or_a_text(watch: Watch, town: Town) -> None:
    hub = direct().get(town.stack.url("recommender", "/v1/hubs/nearest?lat=-12.9&lon=-74.2"))
    ids = [one["id"] for one in hub.json()["hubs"]]
    for pod_name, text in town.figures().items():
        shown = text.lower()
        for person in town.people:
            assert person.number.lstrip("+") not in shown, pod_name
        for said in ("huanta", "juliaca", "soldadura", "partido", *ids):
            assert said not in shown, (pod_name, said)


def test_there_are_few_series_and_conversations_add_none(watch: Watch) -> None:
    found = {labels["job"]: count for labels, count in watch.ask(SERIES)}
    assert set(found) == set(JOBS)
    assert max(found.values()) < MOST_SERIES, found


def test_nothing_fires_while_all_is_well(watch: Watch) -> None:
    assert watch.ask('ALERTS{alertstate="firing"}') == []
    assert watch.ask("prometheus_rule_evaluation_failures_total > 0") == []


def test_the_figures_are_what_was_said(watch: Watch) -> None:
    def seen(department: str) -> float | None:
        return watch.one(f'{CONVERSATIONS}{{department="{department}"}}')

    # One more asked where a hub should open in Ayacucho; Puno has plans and other languages too.
    eventually("Ayacucho is counted", lambda: seen("Ayacucho") == FROM_AYACUCHO + 1)
    assert seen("Puno") == FROM_PUNO + 3
    assert seen("Cusco") == 0
    told = 'techhub_hub_details_total{department="Ayacucho"}'
    assert watch.one(told) == FROM_AYACUCHO
    assert (watch.one("techhub_opt_outs_total"), watch.one("techhub_opt_ins_total")) == (1, 1)
    assert watch.one('techhub_knowledge_base_questions_total{topic="office-tools"}') == 1
    assert watch.one('techhub_knowledge_base_questions_total{topic="none"}') == 1
    assert watch.one('techhub_actions_total{action="action_learn",outcome="nothing"}') == 1
    assert watch.one('techhub_turns_by_language_total{language="en"}') == 1
    assert watch.one('techhub_turns_by_language_total{language="qu"}') == 1
    assert (watch.one("sum(techhub_sms_segments_total)") or 0) >= 4
    solved = 'sum(techhub_plans_asked_total{outcome=~"solved|running"})'
    assert watch.one(solved) == 2
    assert watch.one('techhub_twilio_callbacks_total{status="delivered"}') == 1


def test_a_department_with_few_conversations_is_not_shown(watch: Watch) -> None:
    """A sum that a person could be found in is in no panel, whatever Prometheus holds."""
    by_department = [query for query in dashboard_queries() if "by (department)" in query.text]
    assert len(by_department) >= 2
    for query in by_department:
        shown = {labels["department"] for labels, _ in watch.ask(query.text)}
        assert shown == {"Ayacucho"}, query.where
