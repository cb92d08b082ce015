"""The clients against a real server: what they send, read, refuse, and try again."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest

from actions.clients.http import BadRequest, JsonService, ServiceUnavailable
from actions.clients.knowledge_base import KnowledgeBase
from actions.clients.recommender import Recommender
from actions.records import InfeasiblePlan, PendingPlan, Plan
from tests.actions.fake_services import FakeServices, example, problem
from tests.breaking import HALF, SILENT, breaking
from tests.contract.shape import load


@pytest.fixture
def recommender(fake: FakeServices) -> Recommender:
    return Recommender(fake.url, 2.0)


def test_a_place_search_is_asked_and_read_as_agreed(
    fake: FakeServices, recommender: Recommender
) -> None:
    found = recommender.search_places("huanta", "point")
    assert fake.queries("/v1/places") == [load("places_search")["request"]["query"]]
    assert found.status == "match"
    assert found.matches[0].id == "050401"


def test_near_hubs_are_asked_and_read_as_agreed(
    fake: FakeServices, recommender: Recommender
) -> None:
    found = recommender.nearest_hubs(-12.94, -74.25, 3)
    assert fake.queries("/v1/hubs/nearest") == [load("hubs_nearest")["request"]["query"]]
    assert found.hubs[0].compass == "NE"
    assert found.register.as_of == "2026-10-01"


def test_one_hub_is_read_as_agreed(recommender: Recommender) -> None:
    assert recommender.hub("tambo-19802").hub.name == "Tambo Kallapuma"


def test_the_place_near_a_point_is_read_as_agreed(recommender: Recommender) -> None:
    assert recommender.nearest_place(-12.94, -74.25).place.id == "0504010001"


def test_sites_are_read_as_agreed(fake: FakeServices, recommender: Recommender) -> None:
    found = recommender.sites("05", 3)
    assert found.region is not None and found.region.label == "Ayacucho"
    assert found.sites[0].newly_reached_people == 150_000
    assert fake.queries("/v1/sites")[0]["region"] == "05"


def test_the_whole_country_is_asked_without_a_region(
    fake: FakeServices, recommender: Recommender
) -> None:
    recommender.sites(None, 3)
    assert "region" not in fake.queries("/v1/sites")[0]


def test_a_plan_is_asked_and_read_as_agreed(fake: FakeServices, recommender: Recommender) -> None:
    plan = recommender.create_plan("05", 5, 10)
    assert fake.bodies("/v1/plans") == [load("plan_create")["request"]["body"]]
    assert isinstance(plan, Plan) and plan.gap_percent == 4.7
    assert recommender.plan("p7Kq2mX9") == plan


def test_a_changed_plan_is_asked_as_agreed(fake: FakeServices, recommender: Recommender) -> None:
    recommender.create_plan(
        "05", 5, 10, must_have=("0504070001",), forbidden=("0505",), existing=("0501140001",)
    )
    assert fake.bodies("/v1/plans") == [load("plan_change")["request"]["body"]]


def test_a_plan_that_is_not_done_yet_is_told_apart(
    fake: FakeServices, recommender: Recommender
) -> None:
    fake.answers["/v1/plans"] = lambda q, b: (202, {"id": "p1", "status": "running"})
    assert recommender.create_plan("05", 5, 10) == PendingPlan("p1", "running")


def test_a_plan_is_asked_for_an_owner(fake: FakeServices, recommender: Recommender) -> None:
    recommender.create_plan("05", 5, 10)
    owner = load("plan_create")["request"]["headers"]["Plan-Owner"]
    recommender.create_plan("05", 5, 10, owner)
    assert fake.owners == [("POST", owner)]


def test_plans_are_forgotten_by_owner(fake: FakeServices, recommender: Recommender) -> None:
    fake.answers["/v1/plans"] = lambda q, b: (204, b"")
    recommender.forget_plans("a-secret-of-the-owner")
    assert fake.owners == [("DELETE", "a-secret-of-the-owner")]


def test_a_pending_and_an_infeasible_plan_are_read_as_agreed(
    fake: FakeServices, recommender: Recommender
) -> None:
    fake.answers["/v1/plans/"] = lambda q, b: (202, example("plan_pending"))
    assert isinstance(recommender.plan("p1"), PendingPlan)
    fake.answers["/v1/plans/"] = lambda q, b: (200, example("plan_infeasible"))
    plan = recommender.plan("p1")
    assert isinstance(plan, InfeasiblePlan) and "a la vez" in plan.detail
    fake.answers["/v1/plans"] = lambda q, b: (422, example("infeasible"))
    with pytest.raises(BadRequest) as refusal:
        recommender.create_plan("05", 1, 5)
    assert refusal.value.code == "infeasible"


def test_reasons_are_read_as_agreed(recommender: Recommender) -> None:
    assert recommender.place_reasons("0504010001").reasons[0].code == "people"


def test_a_search_is_asked_and_read_as_agreed(fake: FakeServices) -> None:
    found = KnowledgeBase(fake.url, 2.0).search("aprender python gratis", 3, province="0504")
    assert fake.queries("/v1/search") == [load("search")["request"]["query"]]
    assert found.found and found.results[0].url == "https://www.example.org/"


@pytest.mark.parametrize(
    ("only", "added"), [("offline", {"offline": "true"}), ("lesson", {"kind": "lesson"})]
)
def test_a_search_keeps_to_a_kind(fake: FakeServices, only: str, added: dict[str, str]) -> None:
    KnowledgeBase(fake.url, 2.0).search("excel", 3, only=only)
    assert fake.queries("/v1/search") == [{"q": "excel", "limit": "3", "offset": "0", **added}]


def test_lessons_are_read_as_agreed(fake: FakeServices) -> None:
    fake.answers["/v1/lessons"] = lambda q, b: (200, example("lessons"))
    fake.answers["/v1/lessons/"] = lambda q, b: (200, example("lesson"))
    base = KnowledgeBase(fake.url, 2.0)
    assert [(line.number, line.steps_count) for line in base.lessons()] == [(4, 2)]
    assert base.lesson(4).steps[0] == "Abre una hoja de cálculo nueva."
    assert [path for path, _, _ in fake.asked] == [
        load("lessons")["request"]["path"],
        load("lesson")["request"]["path"],
    ]


def test_a_refusal_carries_its_code(fake: FakeServices, recommender: Recommender) -> None:
    fake.answers["/v1/hubs/nearest"] = lambda q, b: problem(422, "outside_peru")
    with pytest.raises(BadRequest) as refusal:
        recommender.nearest_hubs(40.4, -3.7, 3)
    assert (refusal.value.status, refusal.value.code) == (422, "outside_peru")


def test_a_refusal_without_json_has_no_code(fake: FakeServices, recommender: Recommender) -> None:
    fake.answers["/v1/hubs/nearest"] = lambda q, b: (400, b"<html>no</html>")
    with pytest.raises(BadRequest) as refusal:
        recommender.nearest_hubs(0, 0, 3)
    assert refusal.value.code == ""


@pytest.mark.parametrize(
    "answer",
    [(500, {}), (503, {}), (302, {}), (200, b"no json"), (200, {"status": "match"}), (200, []),
     (200, {"status": 1, "matches": []}), (200, {"status": "match", "matches": [{"id": 3}]})],
)  # fmt: skip
def test_an_answer_that_was_not_agreed_counts_as_no_answer(
    fake: FakeServices, recommender: Recommender, answer: tuple[int, Any]
) -> None:
    fake.answers["/v1/places"] = lambda q, b: answer
    with pytest.raises(ServiceUnavailable) as failure:
        recommender.search_places("huanta", "point")
    assert failure.value.service == "recommender"
    assert len(fake.asked) == 1


def test_a_field_that_is_new_does_no_harm(fake: FakeServices, recommender: Recommender) -> None:
    hub = load("hub")["response"]["body"]
    hub["hub"]["opening_hours"] = "8-17"
    fake.answers["/v1/hubs/"] = lambda q, b: (200, hub)
    assert recommender.hub("tambo-19802").hub.kind == "tambo"


def test_a_service_that_does_not_answer_is_given_up_and_not_asked_twice(
    fake: FakeServices,
) -> None:
    answered = threading.Event()

    def never(q: dict[str, str], b: Any) -> tuple[int, Any]:
        answered.wait(20)
        return 200, {}

    fake.answers["/v1/places"] = never
    try:
        with pytest.raises(ServiceUnavailable):
            Recommender(fake.url, 0.3).search_places("huanta", "point")
        assert len(fake.asked) == 1
    finally:
        answered.set()


def test_a_refused_connection_is_tried_for_as_long_as_there_is_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = _count_connections(monkeypatch, fail=99)
    with pytest.raises(ServiceUnavailable):
        JsonService("recommender", f"http://127.0.0.1:{_free_port()}", 0.5).get("/v1/places")
    assert len(tried) > 2


def test_a_service_whose_pod_is_replaced_answers_a_later_try(
    fake: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = _count_connections(monkeypatch, fail=3)
    assert Recommender(fake.url, 2.0).search_places("huanta", "point").status == "match"
    assert len(tried) == 4


@pytest.mark.parametrize("how", [SILENT, HALF])
def test_a_request_whose_connection_breaks_is_sent_again(how: str) -> None:
    with breaking(example("place_reasons"), how, how) as server:
        found = Recommender(server.url, 2.0).place_reasons("0504010001")
    assert found.reasons[0].code == "people"
    assert server.asked == ["GET /v1/places/0504010001/reasons"] * 3


def test_a_plan_whose_connection_breaks_is_asked_for_again() -> None:
    with breaking(example("plan_get"), SILENT) as server:
        assert isinstance(Recommender(server.url, 2.0).create_plan("05", 5, 10), Plan)
    assert server.asked == ["POST /v1/plans"] * 2


def _count_connections(monkeypatch: pytest.MonkeyPatch, fail: int) -> list[Any]:
    """Refuse the first `fail` connections of this process, and note each one."""
    connect = socket.socket.connect
    tried: list[Any] = []

    def counted(self: socket.socket, address: Any) -> None:
        tried.append(address)
        if len(tried) <= fail:
            raise ConnectionRefusedError(111, "refused")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", counted)
    return tried


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
