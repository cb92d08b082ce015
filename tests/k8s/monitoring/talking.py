"""What people, an editor and Twilio do while Prometheus watches: a conversation of each kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.e2e.conftest import TOKEN, Stack
from tests.e2e.phone import Phone, direct

SERVICE_TOKEN = "the-editors-token-of-these-tests"
EDITED_HUB = "/v1/hubs/monitoring-1"
# From ten conversations on a department is shown.
FROM_AYACUCHO, FROM_PUNO = 11, 2


@dataclass
class Town:
    """The stack, and those who write to it."""

    stack: Stack
    people: list[Phone] = field(default_factory=list)

    def phone(self, channel: str = "whatsapp") -> Phone:
        webhook = self.stack.url("bot", "/webhooks/twilio/webhook")
        self.people.append(Phone(webhook, webhook, TOKEN, channel))
        return self.people[-1]

    def figures(self) -> dict[str, str]:
        """What each pod shows to Prometheus, by the pod."""
        routes = {pod: "/metrics" for pod in self.stack.ports}
        routes["bot"] = "/webhooks/twilio/metrics"
        return {
            pod: direct().get(self.stack.url(pod, route), timeout=20).text
            for pod, route in routes.items()
        }

    def talk(self) -> None:
        """Let everybody write once."""
        for _ in range(FROM_AYACUCHO):
            self.ask_for_hubs("hay un hub cerca de huanta?")
        for _ in range(FROM_PUNO):
            self.ask_for_hubs("hay un hub cerca de Juliaca?")
        self.learn()
        self.plan()
        self.speak_other_languages()
        self.ask_for_silence()
        self.report_of_twilio()
        self.open_a_hub()

    def ask_for_hubs(self, question: str) -> None:
        """One asks for hubs, and for one of them in full; twice is no second conversation."""
        person = self.phone()
        assert "tambo" in person.say(question).lower()
        assert person.say("1")
        assert person.say(question)

    def learn(self) -> None:
        """One learns, one asks in vain, one says what nobody understands."""
        person = self.phone()
        assert person.say("quiero aprender excel")
        assert "No encontr" in person.say("quiero aprender soldadura submarina")
        assert person.say("quien gano el partido de anoche")

    def plan(self) -> None:
        """Two organisers plan, by SMS; a third asks for sites."""
        planner = self.phone("sms")
        assert "Plan" in planner.say("plan de 2 hubs para puno, radio 10 km")
        assert "Plan" in planner.say("y con 3?")
        assert self.phone("sms").say("donde conviene abrir un hub nuevo en Ayacucho?")
        direct().get(self.stack.url("recommender", "/v1/sites?region=05&limit=20"), timeout=20)

    def speak_other_languages(self) -> None:
        assert self.phone().say("any hub near Juliaca?")
        assert self.phone().say("allillanchu, Juliacapi tambo kanchu?")

    def ask_for_silence(self) -> None:
        person = self.phone("sms")
        person.say("STOP")
        person.say("START")

    def report_of_twilio(self) -> None:
        """Twilio reports that one message arrived."""
        person = self.phone()
        form = {**person.form(""), "MessageStatus": "delivered", "SmsStatus": "delivered"}
        assert person.post(form).status_code in (200, 204)

    def turn_a_page(self) -> None:
        """Somebody looks at a later page of what was found: no question of its own."""
        page = {"q": "excel", "limit": "1", "offset": "1"}
        url = self.stack.url("knowledge_base", "/v1/search")
        assert direct().get(url, params=page, timeout=20).json()["found"]

    def open_a_hub(self) -> None:
        """An editor opens a hub of their own."""
        hub = {"name": "Biblioteca", "kind": "library", "latitude": -12.937, "longitude": -74.248}
        answer = direct().put(
            self.stack.url("recommender", EDITED_HUB),
            json=hub,
            headers={"Authorization": f"Bearer {SERVICE_TOKEN}"},
            timeout=20,
        )
        assert answer.status_code in (200, 201), answer.text
