"""Every overlay and component renders, to objects that each version of Kubernetes takes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import jsonschema
import kubernetes_validate
import pytest
import yaml
from kubernetes_validate import utils

from tests.k8s.rendering import (
    K8S,
    OVERLAYS,
    Manifests,
    NotRendered,
    Object,
    render,
    render_text,
)

OLDEST = 29
VERSIONS = [one for one in utils.all_versions() if int(one.split(".")[1]) >= OLDEST]
OWN = {
    kind: schema
    for kind, schema in yaml.safe_load(
        Path(__file__).with_name("custom_resources.yaml").read_text("utf-8")
    ).items()
    if kind != "$defs"
}
# What a component changes must be there before it.
AFTER = {
    "backup": ["encrypted-storage"],
    "backup-to-s3": ["encrypted-storage", "backup"],
    "stores-encrypted": ["postgres", "redis"],
    "autoscaling-turns": ["autoscaling"],
}
COMPONENTS = sorted(path.parent.name for path in K8S.glob("components/*/kustomization.yaml"))
KUSTOMIZATION = """
namespace: techhub
resources: [namespace.yaml, K8S/base]
components:
"""


@pytest.fixture(scope="module", autouse=True)
def schemas_read_once() -> Iterator[None]:
    """The library reads two files of some megabytes for each object that it is asked about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(utils, "schema_contents", cache(utils.schema_contents))
        yield


def refuse(one: Object, version: str) -> None:
    """Raise where an object is not of its kind's schema, strictly: no field that is not known."""
    if one["kind"] in OWN:
        jsonschema.validate(one, OWN[one["kind"]])
    else:
        kubernetes_validate.validate(one, version, strict=True)


def test_versions_reach_from_the_oldest_to_the_newest_known() -> None:
    assert VERSIONS[0].startswith(f"1.{OLDEST}.")
    assert VERSIONS[-1] == kubernetes_validate.latest_version()


@pytest.mark.parametrize("version", VERSIONS)
def test_every_object_is_what_its_kind_may_be(version: str, every_object: list[Object]) -> None:
    assert len(every_object) > 100
    for one in every_object:
        try:
            refuse(one, version)
        except jsonschema.ValidationError as error:
            pytest.fail(f"{one['kind']} {one['metadata']['name']}: {error.message}")


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_renders_on_the_base_alone(component: str) -> None:
    namespace = (K8S / "overlays" / "production" / "namespace.yaml").read_text("utf-8")
    names = [f"K8S/components/{name}" for name in (*AFTER.get(component, []), component)]
    if component == "ingress":
        names.insert(0, "K8S/overlays/production/settings")
    text = KUSTOMIZATION + "".join(f"  - {name}\n" for name in names)
    objects = render_text(text, namespace=namespace)
    for one in objects:
        refuse(one, VERSIONS[-1])
    assert objects != render(K8S / "base")


def test_every_component_is_part_of_something() -> None:
    files = [K8S / "overlays" / name / "kustomization.yaml" for name in OVERLAYS]
    written = "".join(file.read_text("utf-8") for file in (*files, K8S / "components/README.md"))
    assert [name for name in COMPONENTS if f"../../components/{name}\n" not in written] == []


def test_every_component_is_explained() -> None:
    table = (K8S / "components" / "README.md").read_text("utf-8")
    assert [name for name in COMPONENTS if f"`{name}`" not in table] == []


def _misspell(one: Object) -> None:
    one["spec"]["template"]["spec"]["containers"][0]["livenesProbe"] = {}


def _forget_the_selector(one: Object) -> None:
    del one["spec"]["selector"]


def _write_a_number_as_text(one: Object) -> None:
    one["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] = "ninety"


def _put_a_field_elsewhere(one: Object) -> None:
    one["spec"]["securityContext"] = {"runAsNonRoot": True}


@pytest.mark.parametrize(
    "broken_by", [_misspell, _forget_the_selector, _write_a_number_as_text, _put_a_field_elsewhere]
)
@pytest.mark.parametrize("version", [VERSIONS[0], VERSIONS[-1]])
def test_a_broken_deployment_is_refused(
    broken_by: Callable[[Object], None], version: str, production: Manifests
) -> None:
    one = copy.deepcopy(production.named("Deployment", "bot"))
    refuse(one, version)
    broken_by(one)
    with pytest.raises(jsonschema.ValidationError):
        refuse(one, version)


@pytest.mark.parametrize("kind", sorted(OWN))
def test_a_broken_custom_resource_is_refused(kind: str, own_stores: Manifests) -> None:
    for good in own_stores.of_kind(kind):
        refuse(good, VERSIONS[-1])
        for field in good["spec"]:
            one = copy.deepcopy(good)
            one["spec"][field + "s"] = one["spec"].pop(field)
            with pytest.raises(jsonschema.ValidationError):
                refuse(one, VERSIONS[-1])


def test_what_kustomize_cannot_build_fails_with_its_words() -> None:
    with pytest.raises(NotRendered, match="not-there"):
        render_text("resources: [K8S/not-there]")


def test_a_changed_setting_rolls_the_pods() -> None:
    def rendered(value: str) -> Object:
        change = f"""
resources: [K8S/base]
configMapGenerator:
  - name: bot-settings
    behavior: merge
    literals: [BOT_KEEP_DAYS={value}]
"""
        return Manifests("changed", render_text(change)).named("Deployment", "bot")

    assert rendered("30")["spec"]["template"] == rendered("30")["spec"]["template"]
    assert rendered("30")["spec"]["template"] != rendered("31")["spec"]["template"]


def test_overlays_take_the_tag_that_a_pipeline_sets() -> None:
    objects = render_text(
        """
resources: [K8S/overlays/production]
images:
  - name: registry.techhub.example/techhub/bot
    newName: registry.techhub.example/techhub/bot
    newTag: 0.9.1
"""
    )
    pods = Manifests("tagged", objects).pods()
    images = {pod.name: pod.containers[0]["image"] for pod in pods}
    assert images["bot"] == images["migrate-bot"] == images["bot-retention"]
    assert images["bot"].endswith("/techhub/bot:0.9.1")


def test_without_kubectl_a_test_skips_but_not_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="kubectl is not installed"):
        render(K8S / "base")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="kubectl is not installed"):
        render(K8S / "base")
