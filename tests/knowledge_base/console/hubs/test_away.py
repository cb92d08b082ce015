"""While the register cannot be reached every page says so, and nothing typed is lost."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from knowledge_base.console.clients.recommender import Recommender
from tests.knowledge_base.console.conftest import Visitor
from tests.knowledge_base.console.hubs.conftest import Register
from tests.knowledge_base.console.hubs.forms import NEW, fields_of, text_of

AWAY = {"recommender_url": "http://127.0.0.1:9"}
NO_TOKEN = {"recommender_token": ""}
OTHER_TOKEN = {"recommender_token": "otra"}
PAGES = ("", "tambo-2768", "tambo-2768/edit", "tambo-2768/delete", "export/csv")


@pytest.mark.parametrize(
    ("changed", "word"),
    [(AWAY, "no responde"), (NO_TOKEN, "RECOMMENDER_SERVICE_TOKEN"), (OTHER_TOKEN, "la clave")],
)
def test_pages_say_so_and_typed_hubs_stay(
    changed: dict[str, str], word: str, without: Callable[..., Visitor]
) -> None:
    someone = without(**changed)
    for path in PAGES:
        answer = someone.get("/console/hubs/" + path)
        assert answer.status_code == 503 and word in text_of(answer), path
    assert someone.get("/console/hubs/new").status_code == 200
    answer = someone.post("/console/hubs/new", NEW | {"hours": "De 9 a 5"})
    assert answer.status_code == 503 and word in text_of(answer)
    assert "Lo que escribiste sigue aquí" in text_of(answer)
    assert fields_of(answer)["hours"] == "De 9 a 5"
    edited = someone.post("/console/hubs/tambo-2768/edit", NEW | {"version": "1"})
    assert edited.status_code == 503 and fields_of(edited)["name"] == NEW["name"]


def test_the_first_page_opens_and_the_card_says_so(without: Callable[..., Visitor]) -> None:
    someone = without(**AWAY)
    assert someone.get("/console/").status_code == 200
    assert "no responde" in text_of(someone.get("/console/hubs/checks-card"))


def test_files_wait_as_well(without: Callable[..., Visitor]) -> None:
    someone = without(**AWAY)
    form = {"file": (io.BytesIO(b"id\n"), "hubs.csv")}
    answer = someone.post("/console/hubs/import", form, content_type="multipart/form-data")
    assert answer.status_code == 503 and "no responde" in text_of(answer)


def test_a_script_is_told_in_its_corner_of_the_page(without: Callable[..., Visitor]) -> None:
    someone = without(**AWAY)
    query = {"latitude": "-12.94", "longitude": "-74.25", "hub": ""}
    answer = someone.get("/console/hubs/around", query_string=query)
    assert answer.status_code == 200 and "no responde" in text_of(answer)


class LosingProxy(BaseHTTPRequestHandler):
    """Hands requests on to the recommender, and loses the answers to changes."""

    target = ""

    def do_GET(self) -> None:
        self._hand_on(b"")

    def do_PUT(self) -> None:
        self._hand_on(self.rfile.read(int(self.headers["Content-Length"])))

    def _hand_on(self, body: bytes) -> None:
        names = ("Authorization", "Content-Type", "If-Match", "If-None-Match")
        headers = {name: self.headers[name] for name in names if name in self.headers}
        url = self.target + self.path
        with httpx2.Client(trust_env=False) as client:
            answer = client.request(self.command, url, headers=headers, content=body)
        if self.command == "PUT":
            self.close_connection = True
            return
        self.send_response(answer.status_code)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def losing(world: Register, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a way to the recommender on which answers to changes are lost."""
    monkeypatch.setattr(LosingProxy, "target", world.url)
    server = ThreadingHTTPServer(("127.0.0.1", 0), LosingProxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_change_whose_answer_was_lost_is_noted_and_may_be_sent_again(
    losing: str, without: Callable[..., Visitor], client: Recommender
) -> None:
    someone = without(recommender_url=losing)
    path = "/console/hubs/tambo-2768"
    typed = fields_of(someone.get(path + "/edit")) | {"hours": "De 9 a 5"}
    answer = someone.post(path + "/edit", typed)
    assert answer.status_code == 503 and fields_of(answer)["hours"] == "De 9 a 5"
    version = client.hub("tambo-2768").version
    history = text_of(someone.get(path))
    assert "no llegó la respuesta" in history and "<ins>De 9 a 5</ins>" in history
    again = someone.post(path + "/edit", fields_of(answer))
    assert again.status_code == 303
    assert client.hub("tambo-2768").version == version
