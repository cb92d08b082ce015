"""Cases of rules/planner_and_model.yml."""

from __future__ import annotations

from tests.k8s.monitoring.cases.case import NS, Case, Series


def plans(outcome: str) -> str:
    return f'techhub_plans_asked_total{{{NS}, outcome="{outcome}"}}'


def served(decile: int) -> str:
    return f'techhub_served_scores_total{{{NS}, decile="{decile}"}}'


def model(pod: int, version: str) -> str:
    return f'techhub_model_info{{{NS}, instance="recommender-{pod}", version="{version}"}}'


def hubs(median: str, editors: str) -> Series:
    return {
        f'techhub_hub_score_rank_median{{{NS}, source="bundle"}}': "0.9x40",
        f'techhub_hub_score_rank_median{{{NS}, source="editors"}}': f"{median}x40",
        f'techhub_hubs_scored{{{NS}, source="editors"}}': f"{editors}x40",
    }


POD = {"namespace": "techhub", "instance": "recommender-0"}
IN_QUEUE = f'techhub_plans_in_queue{{{NS}, instance="recommender-0"}}'
OLDEST = f'techhub_plan_oldest_seconds{{{NS}, instance="recommender-0"}}'
INDEX = "techhub_knowledge_base_index_"
WAITING, BESIDE = f"{INDEX}edits_waiting{{{NS}}}", f"{INDEX}edits_beside{{{NS}}}"
BUILT = f"{INDEX}built_timestamp_seconds{{{NS}}}"
PLANNER_AND_MODEL = (
    Case("PlanQueueFull", {IN_QUEUE: "9x60"}, {IN_QUEUE: "7x60"}, "20m", labels=POD),
    Case("PlanStuck", {OLDEST: "0+60x60"}, {OLDEST: "800x60"}, "30m", labels=POD),
    Case(
        "PlansFailing",
        {plans("solved"): "0+1x60", plans("failed"): "0+1x60"},
        # A plan that cannot be made is an answer.
        {plans("solved"): "0+1x60", plans("failed"): "0x60", plans("not_possible"): "0+1x60"},
        "1h",
    ),
    Case("IndexEditsWaiting", {WAITING: "1x60"}, {WAITING: "1x11 0x1 1x11"}, "30m", rests_at="24m"),
    Case("IndexBuildOverdue", {BESIDE: "250x120"}, {BESIDE: "150x120"}, "2h"),
    # An old index that nothing has changed under is as good as a new one.
    Case("IndexOld", {BUILT: "0x100", BESIDE: "3x100"}, {BUILT: "0x100", BESIDE: "0x100"}, "95d",
         step="1d"),
    Case(
        "ModelsDiffer",
        {model(0, "a"): "1x120", model(1, "b"): "1x120"},
        {model(0, "a"): "1x120", model(1, "a"): "1x120"},
        "2h",
    ),
    Case(
        "ServedScoresShifted",
        {served(1): "0+20x648 12960x24", served(10): "0x648 0+20x24"},
        {served(1): "0+20x672", served(10): "0+5x672"},
        "672h",
        step="1h",
    ),
    # Too few to say anything.
    Case(
        "ServedScoresShifted",
        {served(1): "0+20x648 12960x24", served(10): "0x648 0+20x24"},
        {served(1): "0+1x648 648x24", served(10): "0x648 0+1x24"},
        "672h",
        step="1h",
    ),
    Case("NewHubsUnlikeModel", hubs("0.4", "30"), hubs("0.8", "30"), "30h", step="1h"),
    Case("NewHubsUnlikeModel", hubs("0.4", "30"), hubs("0.4", "5"), "30h", step="1h"),
)  # fmt: skip
