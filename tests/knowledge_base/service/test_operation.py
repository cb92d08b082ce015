"""Health, figures, documents: what operators and other programs look at."""

import re
import threading
from dataclasses import replace
from pathlib import Path
from runpy import run_path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.service.app import create_app
from knowledge_base.settings import Settings
from tests.knowledge_base.conftest import wait_until

README = Path(__file__).parents[3] / "knowledge_base" / "README.md"


def test_live_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_before_it_is_ready_it_says_so(settings: Settings, encoder: Encoder) -> None:
    away = replace(settings, database_url="sqlite:////proc/nowhere/resources.sqlite")
    app = create_app(away, encoder)
    client = app.test_client()
    try:
        assert client.get("/healthz").status_code == 200
        for path in ("/readyz", "/v1/search?q=python", "/v1/resources"):
            answer = client.get(path)
            assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
            assert answer.get_json(force=True)["code"] == "not_ready"
            assert "proc" not in answer.text
    finally:
        app.extensions["knowledge_base"].stop()


def test_questions_that_find_nothing_reach_the_editors(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    for _ in range(2):
        client.get("/v1/search", query_string={"q": "taller de costura, mi dni es 12345678"})
    client.get("/v1/search", query_string={"q": "python"})
    gaps = client.get("/v1/gaps", headers=editor).get_json()["gaps"]
    assert [(gap["question"], gap["times"]) for gap in gaps] == [
        ("taller de costura, mi dni es [numero]", 2)
    ]


def test_figures_name_routes_not_paths(client: FlaskClient) -> None:
    client.get("/v1/resources/scratch")
    client.get("/v1/search?q=secreto")
    client.get("/no/hay/nada")
    text = client.get("/metrics").text
    assert 'route="/v1/resources/<resource_id>",status="200"} 1.0' in text
    assert 'route="unmatched",status="404"} 1.0' in text
    assert 'techhub_knowledge_base_searches_total{found="false"} 1.0' in text
    assert "techhub_knowledge_base_index_resources 15.0" in text
    assert "scratch" not in text and "secreto" not in text and "/no/hay" not in text


def test_the_document_lists_every_route_and_the_readme_too(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()
    rules = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/v1/")
    }
    assert set(document["paths"]) == rules
    readme = README.read_text("utf-8").replace("{id}", "{resource_id}")
    assert [rule for rule in rules if f"`{rule}`" not in readme] == []


def test_the_page_needs_nothing_from_outside(client: FlaskClient) -> None:
    page = client.get("/docs").text
    links = re.findall(r'(?:src|href|data-document)="([^"]+)"', page)
    local = [link for link in links if not link.startswith("data:")]
    assert len(local) == 4
    for link in local:
        assert link.startswith("/")
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py"])
def test_static_files_stay_in_their_folder(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_gunicorn_lets_a_long_question_reach_the_schema() -> None:
    config = run_path(str(README.parent / "service" / "gunicorn_conf.py"))
    assert config["limit_request_line"] > 5_000


def test_a_refusal_without_a_code_of_its_own_is_not_called_our_fault(client: FlaskClient) -> None:
    answer = client.get("/static/docs.js", headers={"Range": "bytes=99999999-"})
    assert (answer.status_code, answer.mimetype) == (416, "application/problem+json")
    assert answer.get_json(force=True)["code"] == "http_416"


def test_a_store_that_is_away_or_silent_is_told(client: FlaskClient) -> None:
    base = client.application.extensions["knowledge_base"]
    over = threading.Event()

    def away() -> int:
        raise OperationalError("SELECT 1", {}, Exception("away"))

    def silent() -> int:
        over.wait(60)
        return 0

    assert "techhub_store_up 1.0" in client.get("/metrics").text
    for broken in (away, silent):
        base.edits_waiting = broken
        assert "techhub_store_up 0.0" in client.get("/metrics").text
    over.set()
    del base.edits_waiting
    wait_until(lambda: "techhub_store_up 1.0" in client.get("/metrics").text)


def test_questions_count_by_topic_and_later_pages_do_not(client: FlaskClient) -> None:
    for offset in (0, 3):
        client.get("/v1/search", query_string={"q": "python", "limit": 3, "offset": offset})
    client.get("/v1/search", query_string={"q": "soldadura submarina"})
    text = client.get("/metrics").text
    # The tests' own catalogue has headings that are no topics of the project.
    assert 'techhub_knowledge_base_questions_total{topic="other"} 1.0' in text
    assert 'techhub_knowledge_base_questions_total{topic="none"} 1.0' in text
    assert 'techhub_knowledge_base_questions_total{topic="english"} 0.0' in text


def test_an_edit_is_told_as_waiting_until_the_search_shows_it(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    before = client.get("/metrics").text
    assert "techhub_knowledge_base_index_edits_waiting 0.0" in before
    assert "techhub_knowledge_base_index_edits_beside 0.0" in before
    assert "techhub_store_up 1.0" in before
    about = client.get("/v1/index").get_json()
    assert f'version="{about["active"]}"' in before
    resource = client.get("/v1/resources/scratch").get_json()["resource"]
    changed = resource | {"title": "Scratch para empezar"}
    assert client.put("/v1/resources/scratch", json=changed, headers=editor).status_code == 200
    base = client.application.extensions["knowledge_base"]
    wait_until(lambda: base.edits_waiting() == 0)
    after = client.get("/metrics").text
    assert "techhub_knowledge_base_index_edits_waiting 0.0" in after
    assert "techhub_knowledge_base_index_edits_beside 1.0" in after
