"""When each alert fires and when it rests: series in promtool's notation (start+step x times).

`step` is the time between two values, `at` when is looked. `rests` differs from `fires` in what
matters alone, so that an alert which always slept, or always cried, would be found.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Series = dict[str, str]


@dataclass(frozen=True)
class Case:
    """One alert; `labels` are those of the alert beside its name and severity.

    `rests_at` is when is looked at what rests, where that differs.
    """

    alert: str
    fires: Series
    rests: Series
    at: str
    step: str = "1m"
    labels: dict[str, str] = field(default_factory=lambda: {"namespace": "techhub"})
    rests_at: str = ""


NS = 'namespace="techhub"'
TURNS = f"techhub_turn_duration_seconds_count{{{NS}}}"
SOON = f'techhub_turn_duration_seconds_bucket{{{NS}, le="2.0"}}'
FAILED = f'techhub_turn_failures_total{{{NS}, reason="error"}}'
MENDED = f'techhub_turn_failures_total{{{NS}, reason="follow_up"}}'
BUSY = f'techhub_webhook_limited_total{{{NS}, limit="overload"}}'
ACT_FAILED = f'techhub_actions_total{{{NS}, action="action_learn", outcome="unavailable"}}'
DAYS = "x310"
JOBS = ("bot", "actions", "recommender", "knowledge-base")


def up(*jobs: str) -> Series:
    return {f'up{{{NS}, job="{job}", instance="{job}-0"}}': "1x60" for job in jobs}


def turns(total: str, bad: str, other: str = "0x60") -> Series:
    """Turns in all, those that failed, and faults that were mended."""
    return {TURNS: total, FAILED: bad, MENDED: other, BUSY: "0x900"}


OBJECTIVES = (
    # No figures of the acts at all: the pod is gone, and the bot's own faults still count.
    Case("TurnsApologised", turns("0+60x60", "0+30x60"), turns("0+60x60", "0+0.06x60"), "1h"),
    # The acts' own apologies count as the bot's; mended faults do not.
    Case(
        "TurnsApologised",
        {**turns("0+60x60", "0x60"), ACT_FAILED: "0+30x60"},
        {**turns("0+60x60", "0x60", "0+30x60"), ACT_FAILED: "0x60"},
        "1h",
    ),
    # One failed turn of three in the night wakes nobody.
    Case("TurnsApologised", turns("0+1x60", "0+1x60"), turns("0x57 0+1x3", "0x58 0+1x2"), "1h"),
    Case(
        "TurnsApologisedForDays",
        turns(f"0+300{DAYS}", f"0+6{DAYS}", f"0{DAYS}"),
        turns(f"0+300{DAYS}", f"0+0.9{DAYS}", f"0+30{DAYS}"),
        "25h",
        step="5m",
    ),
    # A little over the budget, for days.
    Case(
        "TurnsApologisedForDays",
        turns(f"0+900{DAYS}", f"0+6.3{DAYS}", f"0{DAYS}"),
        turns(f"0+900{DAYS}", f"0+3.6{DAYS}", f"0{DAYS}"),
        "75h",
        step="15m",
    ),
    Case(
        "TurnsSlow",
        {TURNS: "0+60x60", SOON: "0+10x60"},
        {TURNS: "0+60x60", SOON: "0+58x60"},
        "1h",
    ),
    Case(
        "TurnsSlowForDays",
        {TURNS: f"0+300{DAYS}", SOON: f"0+240{DAYS}"},
        {TURNS: f"0+300{DAYS}", SOON: f"0+290{DAYS}"},
        "25h",
        step="5m",
    ),
)

ANSWERED = f'techhub_turns_total{{{NS}, channel="sms", act="action_learn"}}'
SCOPE = f'techhub_turns_total{{{NS}, channel="sms", act="utter_out_of_scope"}}'
NOTHING = f'techhub_actions_total{{{NS}, action="action_learn", outcome="nothing"}}'
OPT_OUTS = f"techhub_opt_outs_total{{{NS}}}"
PEOPLE = (
    Case(
        "QuestionsUnanswered",
        {TURNS: "0+10x480", ANSWERED: "0+8x480", SCOPE: "0+2x480", NOTHING: "0+2x480"},
        {TURNS: "0+10x480", ANSWERED: "0+9x480", SCOPE: "0+1x480", NOTHING: "0+1x480"},
        "8h",
    ),
    # A steady number is no spike, however high.
    Case("OptOutSpike", {OPT_OUTS: "0x1000 0+4x10"}, {OPT_OUTS: "0+4x1010"}, "168h", step="10m"),
    # Nor are two people of a quiet week.
    Case("OptOutSpike", {OPT_OUTS: "0x1000 0+4x10"}, {OPT_OUTS: "0x1005 2x5"}, "168h", step="10m"),
)


def late(outcome: str) -> str:
    return f'techhub_late_replies_total{{{NS}, outcome="{outcome}"}}'


def callbacks(status: str) -> str:
    return f'techhub_twilio_callbacks_total{{{NS}, status="{status}"}}'


def calls(outcome: str) -> str:
    return f'techhub_service_calls_total{{{NS}, service="recommender", outcome="{outcome}"}}'


OVERDUE = f"techhub_outbound_question_overdue_seconds{{{NS}}}"
REFUSED = f'techhub_webhook_refused_total{{{NS}, code="invalid_signature"}}'
STORE = 'techhub_store_up{namespace="techhub", job="bot", instance="bot-%d"}'
OPERATIONS = (
    Case(
        "TargetDown",
        {**up("actions"), f'up{{{NS}, job="bot", instance="bot-0"}}': "1x5 0x55"},
        {**up("actions"), f'up{{{NS}, job="bot", instance="bot-0"}}': "1x5 0x2 1x53"},
        "12m",
        labels={"namespace": "techhub", "job": "bot", "instance": "bot-0"},
    ),
    # What runs for tests hides no missing pod of production.
    Case(
        "TargetMissing",
        {**up(*JOBS[1:]), 'up{namespace="techhub-staging", job="bot", instance="bot-0"}': "1x60"},
        up(*JOBS),
        "30m",
        labels={"namespace": "techhub", "job": "bot"},
    ),
    Case(
        "StoreDown",
        {STORE % 0: "1x60", STORE % 1: "1x5 0x55"},
        {STORE % 0: "1x60", STORE % 1: "1x5 0x1 1x54"},
        "10m",
        labels={"namespace": "techhub", "job": "bot"},
    ),
    Case(
        "LateRepliesOld",
        {f"techhub_late_reply_oldest_seconds{{{NS}}}": "0+60x60"},
        {f"techhub_late_reply_oldest_seconds{{{NS}}}": "0+60x9 0x50"},
        "30m",
    ),
    Case(
        "LateQueueDeep",
        {f"techhub_late_replies_waiting{{{NS}}}": "300x60"},
        {f"techhub_late_replies_waiting{{{NS}}}": "100x60"},
        "20m",
    ),
    Case(
        "LateRepliesLost",
        {late("given_up"): "0x20 2x40", late("sent"): "0+1x60"},
        # People who asked for silence lose nothing.
        {late("given_up"): "0x60", late("stopped"): "0+1x60", late("sent"): "0+1x60"},
        "30m",
    ),
    # At five in the morning (UTC) it is midnight in Peru: nobody is asked then.
    Case(
        "VisitQuestionsOverdue", {OVERDUE: "7200x960"}, {OVERDUE: "7200x960"}, "15h", rests_at="5h"
    ),
    Case("VisitQuestionsOverdue", {OVERDUE: "7200x960"}, {OVERDUE: "60x960"}, "15h"),
    Case(
        "TwilioCallbacksFailing",
        {callbacks("undelivered"): "0+1x60", callbacks("delivered"): "0+2x60"},
        {callbacks("undelivered"): "0+1x60", callbacks("delivered"): "0+9x60"},
        "1h",
    ),
    Case("SignaturesInvalid", {REFUSED: "0+5x60"}, {REFUSED: "0+1x60"}, "30m"),
    Case(
        "ServiceCallsFailing",
        {calls("answered"): "0+9x60", calls("timeout"): "0+1x60"},
        # What the service refuses is an answer.
        {calls("answered"): "0+9x60", calls("timeout"): "0x60", calls("refused"): "0+5x60"},
        "30m",
        labels={"namespace": "techhub", "service": "recommender"},
    ),
)

CERTIFICATE = (
    'certmanager_certificate_expiration_timestamp_seconds{namespace="techhub", name="web"}'
)
NAMED = {"namespace": "techhub", "name": "web"}
RESTARTS = (
    'kube_pod_container_status_restarts_total{namespace="techhub", pod="bot-0", container="bot"}'
)
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
    Case("PlanQueueFull", {IN_QUEUE: "9x60"}, {IN_QUEUE: "9x5 2x55"}, "20m", labels=POD),
    Case("PlanStuck", {OLDEST: "0+60x60"}, {OLDEST: "0+60x10 0x50"}, "30m", labels=POD),
    Case(
        "PlansFailing",
        {plans("solved"): "0+1x60", plans("failed"): "0+1x60"},
        # A plan that cannot be made is an answer.
        {plans("solved"): "0+1x60", plans("failed"): "0x60", plans("not_possible"): "0+1x60"},
        "1h",
    ),
    Case("IndexEditsWaiting", {WAITING: "1x60"}, {WAITING: "1x10 0x5 1x5 0x40"}, "30m"),
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
CASES = (*OBJECTIVES, *PEOPLE, *OPERATIONS, *CLUSTER, *PLANNER_AND_MODEL)
