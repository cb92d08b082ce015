"""A small HTTP server that stands for the recommender and the knowledge base."""

from __future__ import annotations

import copy
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.contract.shape import load

Query = dict[str, str]
Answer = tuple[int, Any]
Responder = Callable[[Query, Any], Answer]


def example(name: str) -> Any:
    """A fresh copy of the body of a contract's response."""
    return copy.deepcopy(load(name)["response"]["body"])


def problem(status: int, code: str) -> Answer:
    """A refusal in the shape of the contract."""
    return status, {**example("problem"), "status": status, "code": code}


class FakeServices:
    """Answers with the contract's examples unless told otherwise; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Query, Any]] = []
        self.owners: list[tuple[str, str]] = []
        self.bearers: list[tuple[str, str, str]] = []
        self.answers: dict[str, Responder] = {
            "/v1/places": lambda q, b: (200, example("places_search")),
            "/v1/places/mentions": lambda q, b: (
                200,
                {**example("places_mentions"), "mentions": []},
            ),
            "/v1/places/nearest": lambda q, b: (200, example("places_nearest")),
            "/v1/hubs/nearest": lambda q, b: (200, hubs(int(q["limit"]), int(q["offset"]))),
            "/v1/hubs/": lambda q, b: (200, example("hub")),
            "/v1/reports": lambda q, b: (204, None),
            "/v1/hubs/*/reports": lambda q, b: (201, example("hub_report")),
            "/v1/sites": lambda q, b: (200, sites(int(q["limit"]), int(q["offset"]))),
            "/v1/plans": lambda q, b: (201, example("plan_create")),
            "/v1/plans/": lambda q, b: (200, example("plan_get")),
            "/v1/places/": lambda q, b: (200, example("place_reasons")),
            "/v1/lessons": lambda q, b: (200, lessons()),
            "/v1/lessons/": lambda q, b: lesson(int(q["last"])),
            "/v1/search": lambda q, b: (200, resources(int(q["limit"]), int(q["offset"]))),
        }
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()

    def mentions(self, *phrases: str) -> None:
        """Let every sentence name these places, each the contract's example."""
        body = example("places_mentions")
        found = [{**body["mentions"][0], "phrase": phrase} for phrase in phrases]
        self.answers["/v1/places/mentions"] = lambda q, b: (200, {**body, "mentions": found})

    def places(self, status: str, *matches: dict[str, Any]) -> None:
        """Let every search for a place end so."""
        body = {**example("places_search"), "status": status, "matches": list(matches)}
        self.answers["/v1/places"] = lambda q, b: (200, body)

    def queries(self, path: str) -> list[Query]:
        """What was asked of a path, in order."""
        return [query for asked, query, _ in self.asked if asked == path]

    def bodies(self, path: str) -> list[Any]:
        """What was sent to a path, in order."""
        return [body for asked, _, body in self.asked if asked == path]

    def _answer(self, path: str, query: Query, body: Any) -> Answer:
        self.asked.append((path, query, body))
        known = path if path in self.answers else path.rsplit("/", 1)[0] + "/"
        if path.endswith("/reasons"):
            known = "/v1/places/"
        if path.endswith("/reports") and path not in self.answers:
            known = "/v1/hubs/*/reports"
        responder = self.answers.get(known)
        query = {**query, "last": path.rsplit("/", 1)[1]}
        return responder(query, body) if responder else problem(404, "not_found")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._respond(None)

            def do_POST(self) -> None:
                self._respond(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def do_DELETE(self) -> None:
                self._respond(None)

            def _respond(self, body: Any) -> None:
                url = urlsplit(self.path)
                if owner := self.headers.get("Plan-Owner"):
                    fake.owners.append((self.command, owner))
                if bearer := self.headers.get("Authorization"):
                    fake.bearers.append((self.command, url.path, bearer))
                query = {name: values[0] for name, values in parse_qs(url.query).items()}
                status, answer = fake._answer(url.path, query, body)
                content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                content = b"" if status == 204 else content
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                try:
                    self.wfile.write(content)
                except BrokenPipeError:
                    # A client that gave up waiting is what some tests are about.
                    self.close_connection = True

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


def match(place_id: str, label: str, distinction: str = "", **changes: Any) -> dict[str, Any]:
    """A match of a place search."""
    base = example("places_search")["matches"][0]
    return {**base, "id": place_id, "label": label, "distinction": distinction, **changes}


def hubs(limit: int, offset: int, first_km: float = 10.8, total: int = 8) -> dict[str, Any]:
    """A page of a register of `total` hubs, ten km further each."""
    answer: dict[str, Any] = example("hubs_nearest")
    base = answer["hubs"][0]
    numbers = range(offset, min(offset + limit, total))
    answer["hubs"] = [
        {
            **base,
            "id": f"tambo-{number}",
            "name": f"Tambo Prueba {number + 1}",
            "distance_km": first_km + 10 * number,
        }
        for number in numbers
    ]
    answer["next_offset"] = offset + limit if offset + limit < total else None
    return answer


def sites(limit: int, offset: int, total: int = 5) -> dict[str, Any]:
    """A page of `total` sites."""
    answer: dict[str, Any] = example("sites")
    base = answer["sites"][0]
    answer["sites"] = [
        {**base, "rank": number + 1, "id": f"05010100{number:02d}", "name": f"Lugar {number + 1}"}
        for number in range(offset, min(offset + limit, total))
    ]
    answer["next_offset"] = offset + limit if offset + limit < total else None
    return answer


def lessons(*numbers: int) -> dict[str, Any]:
    """The list of lessons, 1 to 12 unless others are named, each the contract's example."""
    answer: dict[str, Any] = example("lessons")
    base = answer["lessons"][0]
    answer["lessons"] = [
        {**base, "id": f"leccion-{number}", "number": number, "title": f"Tabla {number}"}
        for number in numbers or range(1, 13)
    ]
    return answer


def lesson(number: int, steps: int = 3, total: int = 12) -> Answer:
    """Lesson `number` of `total` with so many steps."""
    if not 1 <= number <= total:
        return problem(404, "lesson_not_found")
    answer: dict[str, Any] = example("lesson")
    answer["lesson"] |= {
        "id": f"leccion-{number}",
        "number": number,
        "title": f"Tabla {number}",
        "steps_count": steps,
        "steps": [f"Haz la parte {step} de {number}." for step in range(1, steps + 1)],
    }
    return 200, answer


def found(*results: dict[str, Any]) -> Responder:
    """A search that finds these, each the contract's example with the fields named here."""
    answer = example("search")
    base = {**answer["results"][0], "offline": False}
    answer["results"] = [{**base, "id": f"r{n}", **result} for n, result in enumerate(results)]

    def page(query: Query, body: Any) -> Answer:
        start, end = int(query["offset"]), int(query["offset"]) + int(query["limit"])
        following = end if end < len(results) else None
        shown = answer["results"][start:end]
        return 200, {**answer, "results": shown, "total": len(results), "next_offset": following}

    return page


def resources(limit: int, offset: int, total: int = 4) -> dict[str, Any]:
    """A page of `total` resources."""
    answer: dict[str, Any] = example("search")
    base = answer["results"][0]
    answer["results"] = [
        {**base, "id": f"r{number}", "title": f"Python {number + 1}"}
        for number in range(offset, min(offset + limit, total))
    ]
    answer["total"] = total
    answer["next_offset"] = offset + limit if offset + limit < total else None
    return answer
