"""Health, readiness, metrics, documentation and settings."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recommender.service.app import create_app
from recommender.settings import Settings

README = Path(__file__).parents[3] / "recommender" / "README.md"


def test_the_service_is_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json["checks"] == {"places": True, "store": True, "model": True}


def test_without_a_bundle_it_lives_but_is_never_ready(tmp_path: Path) -> None:
    broken = create_app(Settings(bundle=tmp_path / "none", var=tmp_path))
    with pytest.raises(RuntimeError, match="manifest"):
        broken.extensions["recommender"].wait(30)
    client = broken.test_client()
    assert client.get("/healthz").status_code == 200
    for path in ("/readyz", "/v1/sites"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert str(tmp_path) not in answer.text


def test_metrics_name_routes_and_never_paths(client: FlaskClient) -> None:
    client.get("/v1/hubs/tambo-19802")
    client.get("/v1/places/0504010001/wp-login.php")
    client.open("/v1/sites", method="BREW")
    text = client.get("/metrics").text
    assert 'route="/v1/hubs/<string:hub_id>",status="200"' in text
    assert 'route="unmatched",status="404"' in text
    assert "tambo-19802" not in text and "wp-login" not in text and "BREW" not in text
    assert "techhub_http_request_duration_seconds_bucket" in text


def test_every_route_is_in_the_openapi_document_and_the_readme(
    app: Flask, client: FlaskClient
) -> None:
    document = client.get("/openapi.json").json
    readme = README.read_text("utf-8")
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/v1/")]
    assert rules
    for rule in rules:
        path = rule.rule.replace("<string:", "{").replace(">", "}")
        assert path in document["paths"], path
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            assert method.lower() in document["paths"][path]
            assert document["paths"][path][method.lower()].get("summary"), path
            assert f"{method} {path}" in readme, f"{method} {path}"


def test_every_problem_of_a_plan_is_documented_as_one(client: FlaskClient) -> None:
    paths = client.get("/openapi.json").json["paths"]
    plans = {path: routes for path, routes in paths.items() if path.startswith("/v1/plans")}
    assert len(plans) == 3
    for routes in plans.values():
        for route in (routes[method] for method in ("get", "post", "delete") if method in routes):
            for status, answer in route["responses"].items():
                if status.startswith(("4", "5")) and "content" in answer:
                    assert list(answer["content"]) == ["application/problem+json"]
    asked = plans["/v1/plans"]["post"]
    assert {one["name"] for one in asked["parameters"]} == {"Plan-Owner"}
    assert set(asked["responses"]["202"]["headers"]) == {"Location", "Retry-After"}
    formats = plans["/v1/plans/{plan_id}"]["get"]["responses"]["200"]["content"]
    assert set(formats) == {"application/json", "text/csv", "application/geo+json", "text/html"}


def test_the_documentation_page_asks_no_other_host(client: FlaskClient) -> None:
    page = client.get("/docs").text
    assert 'src="/static/rapidoc/rapidoc-min.js"' in page and 'load-fonts = "false"' in page
    assert "http://" not in page and "https://" not in page
    assert client.get("/static/rapidoc/rapidoc-min.js").status_code == 200


def test_settings_come_from_the_environment() -> None:
    made = Settings.from_environment(
        {"RECOMMENDER_PORT": "9000", "TECHHUB_VAR": "/data", "RECOMMENDER_SERVICE_TOKEN": "x"}
    )
    assert made.port == 9000
    assert made.store_url == "sqlite:////data/recommender.sqlite"
    assert "service_token" not in repr(made)


@pytest.mark.parametrize("name", ["RECOMMENDER_SERVICE_TOKEN", "RECOMMENDER_REPORTS_TOKEN"])
def test_the_public_token_is_refused_outside_development(name: str) -> None:
    public = {name: "development-token-not-for-production"}
    for environment in (public, {**public, "TECHHUB_ENV": "production"}):
        with pytest.raises(ValueError, match=f"{name} is the public development value"):
            Settings.from_environment(environment)
    made = Settings.from_environment({**public, "TECHHUB_ENV": "development"})
    assert public[name] in (made.service_token, made.reports_token)
    assert public[name] not in repr(made)


def test_travel_times_and_proxies_are_settings() -> None:
    made = Settings.from_environment(
        {"RECOMMENDER_TRAVEL_TIMES": "/data/times.csv", "RECOMMENDER_TRUSTED_PROXIES": "1"}
    )
    assert (made.travel_times, made.trusted_proxies) == (Path("/data/times.csv"), 1)
    bare = Settings.from_environment({})
    assert (bare.travel_times, bare.trusted_proxies) == (None, 0)


def test_a_postgresql_url_gets_its_driver() -> None:
    for url in ("postgres://u@h/d", "postgresql://u@h/d"):
        assert Settings(database_url=url).store_url == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8 000", "٣"])
def test_a_port_that_is_none_is_named(port: str) -> None:
    with pytest.raises(ValueError, match="RECOMMENDER_PORT"):
        Settings.from_environment({"RECOMMENDER_PORT": port})


def test_every_setting_is_in_the_readme() -> None:
    source = (README.parent / "settings.py").read_text("utf-8")
    readme = README.read_text("utf-8")
    names = set(re.findall(r"\b(?:RECOMMENDER|TECHHUB)_[A-Z_]+", source))
    assert names and all(f"`{name}`" in readme for name in names)


@pytest.mark.parametrize(
    ("environment", "bind"),
    [({}, "127.0.0.1:8000"), ({"RECOMMENDER_HOST": "0.0.0.0"}, "0.0.0.0:8000")],
)
def test_gunicorn_listens_where_it_is_told_and_lets_a_long_question_in(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], bind: str
) -> None:
    monkeypatch.delenv("RECOMMENDER_HOST", raising=False)
    monkeypatch.delenv("RECOMMENDER_PORT", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    config = run_path(str(README.parent / "gunicorn.conf.py"))
    assert config["bind"] == bind
    assert config["limit_request_line"] > 5_000


def test_a_worker_serves_the_model_without_keras(settings: Settings) -> None:
    """Keras would take memory of every worker, and training's libraries with it."""
    config = run_path(str(README.parent / "gunicorn.conf.py"))
    program = (
        "import sys; from pathlib import Path; import numpy as np\n"
        "from recommender.model.serving import SuitabilityModel\n"
        "model = SuitabilityModel.load(Path(sys.argv[1]))\n"
        "score = float(model.predict(np.zeros((1, model.columns), dtype=np.float32))[0])\n"
        "print(0 <= score <= 1, *(name in sys.modules for name in ('keras', 'sklearn')))"
    )
    environment = os.environ | dict(one.split("=", 1) for one in config["raw_env"])
    command = [sys.executable, "-c", program, str(settings.bundle / "saved_model")]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "False", "False"]
