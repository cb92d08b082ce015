"""What the world reaches through the ingress, and what it does not."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.k8s.conftest import rendered
from tests.k8s.rendering import K8S, ROOT, Manifests, Object
from tests.k8s.service_routes import routes_of

SERVICES = ("bot", "recommender", "knowledge-base")
PAGES = ROOT / "recommender" / "web" / "static"
CONSOLE = ROOT / "knowledge_base" / "console"
INNER = re.compile(r"(/webhooks/twilio)?/(metrics|healthz|readyz)")
VARIABLE_PART = re.compile(r"<[^>]+>")


def paths(manifests: Manifests, service: str) -> list[Object]:
    """The paths of all ingress rules that lead to a service."""
    return [
        path
        for one in manifests.of_kind("Ingress")
        for rule in one["spec"]["rules"]
        for path in rule["http"]["paths"]
        if path["backend"]["service"]["name"] == service
    ]


def lets_in(rules: list[Object], asked: str) -> bool:
    """Kubernetes' rule: Exact is the very path, Prefix compares element by element."""
    for rule in rules:
        path = rule["path"]
        if asked == path or (
            rule["pathType"] == "Prefix" and asked.startswith(path.rstrip("/") + "/")
        ):
            return True
    return False


def public(manifests: Manifests, service: str) -> set[str]:
    """The routes of a service that the ingress leads to."""
    rules = paths(manifests, service)
    return {route for route in routes_of(service) if lets_in(rules, VARIABLE_PART.sub("x", route))}


@pytest.mark.parametrize("service", SERVICES)
def test_figures_and_probes_stay_inside(service: str, production: Manifests) -> None:
    inner = {route for route in routes_of(service) if INNER.fullmatch(route)}
    assert len(inner) == 3
    assert not inner & public(production, service)
    assert not lets_in(paths(production, service), "/metrics")


def test_of_the_bot_only_the_webhook_is_public(production: Manifests) -> None:
    assert public(production, "bot") == {"/webhooks/twilio/webhook"}
    for asked in ("/", "/simulator", "/simulator/sign", "/webhooks/twilio", "/conversations/1"):
        assert not lets_in(paths(production, "bot"), asked)


def test_actions_are_not_public(production: Manifests) -> None:
    assert paths(production, "actions") == []


def test_of_the_recommender_all_but_figures_and_probes_is_public(production: Manifests) -> None:
    inner = {route for route in routes_of("recommender") if INNER.fullmatch(route)}
    assert public(production, "recommender") == routes_of("recommender") - inner
    documents = paths(production, "recommender")
    for asked in ("/docs", "/openapi.json", "/static/rapidoc/rapidoc-min.js"):
        assert lets_in(documents, asked)


@pytest.mark.parametrize("page", ["index.html", "educadores.html"])
def test_what_the_pages_load_is_public(page: str, production: Manifests) -> None:
    asked = re.findall(r"""(?:src|href)=["'](/[^"']*)["']""", (PAGES / page).read_text("utf-8"))
    assert len(asked) > 3
    rules = paths(production, "recommender")
    assert [one for one in asked if not lets_in(rules, one)] == []


def test_of_the_knowledge_base_the_console_alone_is_public(production: Manifests) -> None:
    assert public(production, "knowledge-base") == set()
    rules = paths(production, "knowledge-base")
    assert lets_in(rules, "/console/") and lets_in(rules, "/console/static/css/base.css")
    for asked in ("/", "/v1/interests", "/v1/gaps", "/docs", "/openapi.json", "/consoles"):
        assert not lets_in(rules, asked)


def test_the_console_asks_for_nothing_outside_its_own_path() -> None:
    """Every address in its templates and scripts is made by url_for or begins below /console."""
    files = [*CONSOLE.glob("templates/**/*.html"), *CONSOLE.glob("static/js/**/*.js")]
    assert len(files) > 20
    address = re.compile(r"""(?:src=|href=|action=|hx-\w+=|fetch\()["'`](/[^"'`]*)""")
    for file in files:
        for asked in address.findall(file.read_text("utf-8")):
            assert asked.startswith("/console"), f"{file.name}: {asked}"


def test_every_name_has_a_certificate_of_its_own(production: Manifests) -> None:
    found = production.of_kind("Ingress")
    secrets = [one["spec"]["tls"][0]["secretName"] for one in found]
    assert len(found) == len(set(secrets)) == 3
    for one in found:
        (rule,), (tls,) = one["spec"]["rules"], one["spec"]["tls"]
        assert tls["hosts"] == [rule["host"]]
        assert "cert-manager.io/cluster-issuer" in one["metadata"]["annotations"]
        assert rule["host"] != "HOST"


def test_behind_the_balancer_each_person_keeps_an_address_of_their_own(
    production: Manifests,
) -> None:
    service = traefik()["service"]
    assert service["spec"]["externalTrafficPolicy"] == "Local"
    # The older kind of balancer speaks to a node under its own address.
    assert service["annotations"]["service.beta.kubernetes.io/aws-load-balancer-type"] == "nlb"
    # The services believe one proxy, which is Traefik.
    for name in ("recommender-settings", "knowledge-base-settings"):
        settings = production.named("ConfigMap", name)["data"]
        assert [value for key, value in settings.items() if key.endswith("_TRUSTED_PROXIES")] == [
            "1"
        ]


def test_who_comes_without_tls_is_sent_to_it() -> None:
    entry_point = "--entryPoints.web.http.redirections.entryPoint."
    arguments = dict(one.split("=") for one in traefik()["additionalArguments"])
    assert arguments[f"{entry_point}to"] == ":443"
    assert arguments[f"{entry_point}scheme"] == "https"


def test_traefik_is_installed_under_the_name_that_the_ingress_asks_for(
    production: Manifests,
) -> None:
    steps = (K8S / "terraform" / "README.md").read_text("utf-8")
    installed = re.search(r"install (\S+) traefik --repo.*\\\n +--namespace (\S+) .*", steps)
    assert installed and "charts/traefik-values.yaml" in installed[0]
    assert traefik()["ingressClass"]["enabled"]
    for one in production.of_kind("Ingress"):
        assert one["spec"]["ingressClassName"] == installed[1]
    policies = production.of_kind("NetworkPolicy")
    assert f"'kubernetes.io/metadata.name': '{installed[2]}'" in str(policies)


def traefik() -> Object:
    """What the chart of Traefik is given."""
    return dict(yaml.safe_load((K8S / "terraform/charts/traefik-values.yaml").read_text("utf-8")))


def test_locally_nothing_is_public() -> None:
    assert rendered("local").of_kind("Ingress") == []
