"""A plan is changed by messages, and the difference told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.services import Services
from tests.actions.conftest import Conversation
from tests.actions.fake_plans import FakePlanner
from tests.actions.fake_services import FakeServices, example
from tests.actions.test_replies_sms import segments

FIRST = "4 hubs para Ayacucho, radio 10 km"


@pytest.fixture
def planner(fake: FakeServices) -> FakePlanner:
    return FakePlanner(fake)


@pytest.fixture(params=["whatsapp", "sms"])
def talk(
    request: pytest.FixtureRequest,
    services: Services,
    open_conversation: Callable[[Services, str], Conversation],
    planner: FakePlanner,
) -> Conversation:
    """A conversation in which four hubs for Ayacucho were planned."""
    opened = open_conversation(services, request.param)
    reply = opened.say("plan_sites", FIRST, place="Ayacucho", number="4", radius_km="10")
    assert "187 000 personas" in reply and "5 %" in reply
    return opened


def plain(text: str) -> str:
    return text.translate(str.maketrans("áíóú", "aiou"))


def asked(fake: FakeServices) -> dict[str, object]:
    """The last plan that was asked for, without what never changes."""
    body = dict(fake.bodies("/v1/plans")[-1])
    assert body.pop("problem") == "mclp" and body.pop("towns_first")
    return body


def test_more_hubs_tell_how_many_people_more(talk: Conversation, fake: FakeServices) -> None:
    reply = talk.say("plan_sites", "y con 6?", number="6")
    assert asked(fake) == {"k": 6, "radius_km": 10, "region": "05"}
    assert "Antes: 187 000 personas con 4 hubs. Ahora: 196 000 con 6: 9000 mas." in plain(reply)
    assert "Entran: Vinchos, Puquio." in reply and "Sale" not in reply
    assert (talk.slots["k"], talk.slots["radius_km"]) == (6.0, 10.0)


def test_a_smaller_radius_tells_how_many_fewer(talk: Conversation, fake: FakeServices) -> None:
    reply = talk.say("plan_sites", "con 5 km", radius_km="5")
    assert asked(fake) == {"k": 4, "radius_km": 5, "region": "05"}
    assert "Antes: 187 000 personas a 10 km. Ahora: 93 500 a 5 km: 93 500 menos." in reply
    assert "Entra" not in reply


def test_a_province_is_left_out(talk: Conversation, fake: FakeServices) -> None:
    reply = talk.say("plan_sites", "y sin Huanta?", place="Huanta")
    assert asked(fake)["forbidden"] == ["0504"] and asked(fake)["region"] == "05"
    assert "sin Huanta" in reply
    assert "Antes: 187 000 personas. Ahora: 134 000: 53 000 menos." in reply
    assert "Entran: Vinchos, Puquio. Salen: Huanta, Sivia." in reply.replace("\n", " ")


def test_a_hub_that_exists_is_counted_on(talk: Conversation, fake: FakeServices) -> None:
    reply = talk.say("plan_sites", "y si ya hay uno en Huanta", place="Huanta")
    assert asked(fake)["existing"] == ["0504010001"] and "forbidden" not in asked(fake)
    assert "con hub ya en Huanta" in reply and "Ahora: 143 000: 44 000 menos." in reply
    talk.say("plan_sites", "ya tenemos uno en Quinua", place="Quinua")
    assert asked(fake)["existing"] == ["0504010001", "0501080001"]


def test_a_place_is_put_in(talk: Conversation, fake: FakeServices) -> None:
    reply = talk.say("plan_sites", "pero que incluya Quinua", place="Quinua")
    assert asked(fake)["must_have"] == ["0501080001"]
    assert "Entra: Quinua. Sale: Sivia." in reply.replace("\n", " ")
    assert "si o si en Quinua" in plain(reply)


def test_changes_add_up_and_are_taken_back_one_by_one(
    talk: Conversation, fake: FakeServices
) -> None:
    talk.say("plan_sites", "sin Huanta", place="Huanta")
    talk.say("plan_sites", "y con 5?", number="5")
    assert asked(fake) == {"k": 5, "radius_km": 10, "region": "05", "forbidden": ["0504"]}
    reply = talk.say("plan_sites", "vuelve al de antes")
    assert "Antes: 135 500 personas con 5 hubs. Ahora: 134 000 con 4: 1500 menos." in reply
    assert "187 000" in talk.say("plan_sites", "vuelve al de antes")
    assert talk.slots["k"] == 4.0
    assert "No hay un plan anterior" in talk.say("plan_sites", "vuelve al de antes")
    assert len(fake.bodies("/v1/plans")) == 3, "a plan that is known is not made again"


def test_everything_counts_again(talk: Conversation, fake: FakeServices) -> None:
    talk.say("plan_sites", "sin Huanta", place="Huanta")
    talk.say("plan_sites", "y si ya hay uno en Vinchos", place="Vinchos")
    reply = talk.say("plan_sites", "con todo de nuevo")
    assert asked(fake) == {"k": 4, "radius_km": 10, "region": "05"}
    assert "Ahora: 187 000" in reply and "sin Huanta" not in reply


def test_what_was_left_out_comes_back_when_it_is_wanted(
    talk: Conversation, fake: FakeServices
) -> None:
    talk.say("plan_sites", "sin Huanta ni La Mar", place=["Huanta", "La Mar"])
    assert asked(fake)["forbidden"] == ["0504", "0505"]
    talk.say("plan_sites", "agrega Huanta de nuevo", place="Huanta")
    assert asked(fake)["forbidden"] == ["0505"] and "must_have" not in asked(fake)
    talk.say("plan_sites", "sin Sivia y que incluya Quinua", place=["Sivia", "Quinua"])
    talk.say("plan_sites", "sin Quinua", place="Quinua")
    assert asked(fake)["forbidden"] == ["0505", "050407", "050108"]
    assert "must_have" not in asked(fake)


def test_another_region_keeps_the_figures_alone(talk: Conversation, fake: FakeServices) -> None:
    talk.say("plan_sites", "sin Huanta y con 6", place="Huanta", number="6")
    reply = talk.say("plan_sites", "y en Huanta?", place="Huanta")
    assert asked(fake) == {"k": 6, "radius_km": 10, "region": "0504"}
    assert "Antes" not in reply and talk.slots["place"] == "Huanta, Ayacucho"


def test_a_region_named_alone_keeps_the_figures_too(talk: Conversation, fake: FakeServices) -> None:
    talk.say("plan_sites", "sin Huanta", place="Huanta")
    talk.say("inform_place", "y en La Mar", place="La Mar")
    assert asked(fake) == {"k": 4, "radius_km": 10, "region": "0505"}


def test_a_whole_new_sentence_starts_afresh(talk: Conversation, fake: FakeServices) -> None:
    talk.say("plan_sites", "sin Huanta", place="Huanta")
    talk.say("plan_sites", "plan de 3 hubs para Ayacucho", place="Ayacucho", number="3")
    assert asked(fake) == {"k": 3, "radius_km": 10, "region": "05"}
    talk.say("nearest_hubs", "hubs cerca de Sivia", place="Sivia")
    talk.say("plan_sites", "plan de 2 hubs para Ayacucho", place="Ayacucho", number="2")
    assert asked(fake) == {"k": 2, "radius_km": 5, "region": "05"}


def test_a_region_and_what_to_leave_out_in_one_sentence(
    talk: Conversation, fake: FakeServices
) -> None:
    talk.slots = {}
    reply = talk.say(
        "plan_sites", "5 hubs para Ayacucho sin Huanta, radio 10 km",
        place=["Ayacucho", "Huanta"], number="5", radius_km="10",
    )  # fmt: skip
    assert asked(fake) == {"k": 5, "radius_km": 10, "region": "05", "forbidden": ["0504"]}
    assert "sin Huanta" in reply and "Antes" not in reply


def test_other_questions_in_between_change_nothing(talk: Conversation, fake: FakeServices) -> None:
    talk.say("plan_sites", "sin Huanta", place="Huanta")
    talk.say("nearest_hubs", "hubs cerca de Sivia a 20 km", place="Sivia", radius_km="20")
    talk.say("learn", "quiero aprender excel", topic="excel")
    reply = talk.say("plan_sites", "y con 8?", number="8")
    assert asked(fake) == {"k": 8, "radius_km": 10, "region": "05", "forbidden": ["0504"]}
    assert "Antes: 134 000 personas con 4 hubs." in reply
    assert talk.slots["place"] == "Ayacucho"


def test_an_ambiguous_place_is_asked_for_and_the_change_waits(
    talk: Conversation, fake: FakeServices
) -> None:
    question = talk.say("plan_sites", "sin Santa Rosa y con 6", number="6")
    assert talk.performed == ["action_plan_sites", "action_ask_place"]
    assert "La Mar" in question and "2" in question and "Lima" not in question
    assert len(fake.bodies("/v1/plans")) == 1
    talk.say("choose", "1", number="1")
    assert talk.performed[-1] == "action_plan_sites"
    assert asked(fake) == {"k": 6, "radius_km": 10, "region": "05", "forbidden": ["050507"]}
    assert talk.slots["place"] == "Ayacucho", "the place of the plan is still its region"


def test_an_unknown_place_is_asked_for_again(talk: Conversation, fake: FakeServices) -> None:
    assert "No encontr" in talk.say("plan_sites", "sin Macondo", place="Macondo")
    talk.say("inform_place", "Vinchos", place="Vinchos")
    assert asked(fake)["forbidden"] == ["050114"]


def test_another_change_leaves_the_open_one_aside(talk: Conversation, fake: FakeServices) -> None:
    talk.say("plan_sites", "sin Santa Rosa")
    talk.say("plan_sites", "y con 6?", number="6")
    assert asked(fake) == {"k": 6, "radius_km": 10, "region": "05"}


def test_a_place_elsewhere_is_told_and_the_plan_stays(
    talk: Conversation, fake: FakeServices
) -> None:
    reply = talk.say("plan_sites", "sin Juliaca", place="Juliaca")
    assert "no esta en Ayacucho" in plain(reply) and "queda como esta" in plain(reply)
    assert "Todo el plan es para Ayacucho" in talk.say("plan_sites", "sin Ayacucho")
    talk.say("plan_sites", "y con 5?", number="5")
    assert asked(fake) == {"k": 5, "radius_km": 10, "region": "05"}


def test_a_change_that_nobody_understood_is_still_no_region(
    talk: Conversation, fake: FakeServices
) -> None:
    fake.mentions("huanta")
    talk.say("nlu_fallback", "sin huanta")
    assert asked(fake)["region"] == "05" and asked(fake)["forbidden"] == ["0504"]


@pytest.mark.parametrize(
    ("intent", "text", "changed"),
    [
        ("affirm", "y si ya hay uno en Vinchos", {"existing": ["0501140001"]}),
        ("more", "agrega dos hubs mas", {"k": 6}),
        ("inform_place", "mana Huantapi", {"forbidden": ["0504"]}),
        ("nlu_fallback", "pusaqwan", {"k": 8}),
        ("choose", "and with 5?", {"k": 5}),
        ("nlu_fallback", "mejor radio 15", {"radius_km": 15}),
    ],
)
def test_a_change_that_was_taken_for_something_else_is_still_one(
    talk: Conversation, fake: FakeServices, intent: str, text: str, changed: dict[str, object]
) -> None:
    talk.say(intent, text, number=[word for word in text if word.isdigit()])
    assert talk.performed[-1] == "action_plan_sites"
    assert asked(fake) == {"k": 4, "radius_km": 10, "region": "05", **changed}


@pytest.mark.parametrize("text", ["2", "y la 2?", "el dos"])
def test_a_number_alone_picks_from_the_plan(
    talk: Conversation, fake: FakeServices, text: str
) -> None:
    talk.say("choose", text)
    assert fake.asked[-1][0] == "/v1/places/0504010001/reasons"


def test_a_longer_list_follows_the_difference(talk: Conversation, fake: FakeServices) -> None:
    talk.say("plan_sites", "y con 7?", number="7")
    reply = talk.say("more", "mas")
    first = "1 Ayacucho" if talk.channel == "sms" else "6. *Puquio"
    assert first in reply and "Antes" not in reply
    talk.say("choose", "2", number="2")
    assert fake.asked[-1][0] == "/v1/places/0504010001/reasons"


def test_the_difference_is_told_once_a_slow_plan_is_there(
    talk: Conversation, fake: FakeServices, planner: FakePlanner
) -> None:
    made: dict[str, object] = {}

    def slow(query: dict[str, str], body: object) -> tuple[int, object]:
        made.update(planner._create(query, body)[1])
        return 202, {"id": made["id"], "status": "running"}

    fake.answers["/v1/plans"] = slow
    fake.answers["/v1/plans/"] = lambda q, b: (200, {"id": q["last"], "status": "running"})
    assert "calculando" in talk.say("plan_sites", "y con 6?", number="6")
    fake.answers["/v1/plans/"] = planner._read
    assert "9000 mas" in plain(talk.say("more", "mas"))


def test_a_change_that_cannot_be_is_dropped(talk: Conversation, fake: FakeServices) -> None:
    create = fake.answers["/v1/plans"]
    fake.answers["/v1/plans"] = lambda q, b: (202, example("plan_pending"))
    fake.answers["/v1/plans/"] = lambda q, b: (200, example("plan_infeasible"))
    talk.say("plan_sites", "sin Huanta", place="Huanta")
    fake.answers["/v1/plans"] = create
    talk.say("plan_sites", "y con 5?", number="5")
    assert asked(fake) == {"k": 5, "radius_km": 10, "region": "05"}


def test_erasing_forgets_the_plan(talk: Conversation, fake: FakeServices) -> None:
    talk.say("delete_data", "borrar")
    assert talk.slots == {}
    talk.say("plan_sites", "y con 8?", number="8")
    assert talk.performed[-1] == "action_ask_place"


def test_going_back_needs_no_lesson(talk: Conversation) -> None:
    talk.say("plan_sites", "y con 6?", number="6")
    assert "Ahora: 187 000 con 4" in talk.say("previous", "vuelve al de antes")


def test_every_change_fits_two_segments(
    sms: Conversation, planner: FakePlanner, fake: FakeServices
) -> None:
    sms.say("plan_sites", FIRST, place="Ayacucho", number="4", radius_km="10")
    for text in (
        "y con 8?", "con 5 km", "y en La Mar?", FIRST, "sin Huanta ni La Mar ni Vinchos",
        "y si ya hay uno en Quinua", "que incluya Sivia y con 12", "vuelve al de antes", "mas",
    ):  # fmt: skip
        reply = sms.say("more" if text == "mas" else "plan_sites", text)
        assert 0 < segments(reply) <= 2, reply


def test_one_place_in_a_sentence_with_no_plan_is_its_region(
    whatsapp: Conversation, planner: FakePlanner, fake: FakeServices
) -> None:
    whatsapp.say("plan_sites", "pongo uno en Ayacucho, cuantos alcanzo", place="Ayacucho")
    assert asked(fake)["region"] == "05" and "must_have" not in asked(fake)
