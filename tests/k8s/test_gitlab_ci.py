"""GitLab takes the pipeline; it runs in order, and brings nothing to production but a version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / ".gitlab-ci.yml"
KEYWORDS = {"stages", "workflow", "default", "variables"}
CHECKER = "check-jsonschema==0.39.0"
TEMPLATE_FOR_GITLAB = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")

Job = dict[str, Any]


def merged(jobs: dict[str, Job], name: str) -> Job:
    """A job with what it extends, as GitLab lays one over the other."""
    job = jobs[name]
    bases = job.get("extends", [])
    whole: Job = {}
    for base in [bases] if isinstance(bases, str) else bases:
        whole |= merged(jobs, base)
    return whole | job


@pytest.fixture(scope="module")
def pipeline() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def jobs(pipeline: dict[str, Any]) -> dict[str, Job]:
    every = {name: job for name, job in pipeline.items() if name not in KEYWORDS}
    return {name: merged(every, name) for name in every if not name.startswith(".")}


def script(job: Job) -> str:
    return "\n".join([*job.get("before_script", []), *job["script"]])


def uv() -> str | None:
    found = shutil.which("uv") or ROOT / ".uv" / "bin" / "uv"
    return str(found) if Path(found).exists() else None


def validated(file: Path) -> subprocess.CompletedProcess[str]:
    """Hold a file to the schema that GitLab publishes, by a tool that brings it."""
    program = uv()
    if program is None:
        text = "uv is needed to bring GitLab's schema, and is not installed"
        pytest.fail(text) if os.environ.get("CI") == "true" else pytest.skip(text)
    environment = dict(os.environ)
    if environment.get("PIP_FIND_LINKS"):
        environment.setdefault("UV_FIND_LINKS", environment["PIP_FIND_LINKS"].replace(" ", ","))
    command = [program, "tool", "run", "--quiet", CHECKER, *TEMPLATE_FOR_GITLAB, str(file)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def test_gitlab_takes_it() -> None:
    done = validated(FILE)
    assert done.returncode == 0, done.stdout + done.stderr


def test_gitlabs_schema_refuses_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(FILE.read_text(encoding="utf-8").replace("when: manual", "when: by-hand"))
    assert validated(wrong).returncode == 1


def test_the_stages_are_in_order_and_each_has_a_job(
    pipeline: dict[str, Any], jobs: dict[str, Job]
) -> None:
    assert pipeline["stages"] == ["lint", "test", "images", "scan", "deploy"]
    assert {job["stage"] for job in jobs.values()} == set(pipeline["stages"])


def test_what_is_there() -> None:
    names = set(yaml.safe_load(FILE.read_text(encoding="utf-8")))
    assert {
        *("lint", "lint-k8s", "terraform", "secrets"),
        *("test", "test-slow", "evaluate-model"),
        *("images", "scan", "scan-others", "deploy-staging", "deploy-production"),
    } == {name for name in names - KEYWORDS if not name.startswith(".")}


def test_a_job_needs_only_jobs_that_come_before(
    pipeline: dict[str, Any], jobs: dict[str, Job]
) -> None:
    order = pipeline["stages"].index
    for name, job in jobs.items():
        for needed in job["needs"]:
            assert needed in jobs, f"{name} needs {needed}, which is not there"
            assert order(jobs[needed]["stage"]) < order(job["stage"]), f"{name} needs {needed}"


def test_nothing_is_deployed_untested(jobs: dict[str, Job]) -> None:
    def behind(name: str) -> set[str]:
        return {name}.union(*(behind(needed) for needed in jobs[name]["needs"]))

    for name in ("deploy-staging", "deploy-production"):
        assert behind(name) == set(jobs) - {"deploy-staging", "deploy-production"} | {name}


def test_no_job_that_counts_may_fail(jobs: dict[str, Job]) -> None:
    """Only the deployment by hand may be left undone."""
    assert not [name for name, job in jobs.items() if "allow_failure" in job]
    allowed = [
        rule for job in jobs.values() for rule in job.get("rules", []) if "allow_failure" in rule
    ]
    assert allowed == [rule for rule in jobs["deploy-staging"]["rules"]]


def test_production_takes_a_protected_version_and_nothing_else(jobs: dict[str, Job]) -> None:
    rules = jobs["deploy-production"]["rules"]
    assert len(rules) == 1 and set(rules[0]) == {"if"}
    tag = re.fullmatch(
        r'\$CI_COMMIT_TAG =~ /(.+)/ && \$CI_COMMIT_REF_PROTECTED == "true"', rules[0]["if"]
    )
    assert tag, rules[0]["if"]
    assert re.search(tag[1], "v1.20.3")
    assert not [
        name for name in ("v1.2", "main", "v1.2.3-rc1", "xv1.2.3") if re.search(tag[1], name)
    ]


def test_staging_is_by_hand(jobs: dict[str, Job]) -> None:
    rules = jobs["deploy-staging"]["rules"]
    assert [rule["when"] for rule in rules] == ["manual"]
    assert rules[0]["if"] == "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"


def test_two_deployments_to_one_place_never_run_at_once(jobs: dict[str, Job]) -> None:
    for name in ("deploy-staging", "deploy-production"):
        job = jobs[name]
        assert job["resource_group"] == job["environment"]["name"]
    assert not [job for job in jobs.values() if job["stage"] == "deploy" and job["interruptible"]]
    assert jobs["images"]["interruptible"] is False
    # A branch and a tag of one commit push the same tag, which the registry takes once.
    assert jobs["images"]["resource_group"]


def test_only_what_was_merged_is_built_and_pushed(jobs: dict[str, Job]) -> None:
    for name in ("images", "scan", "scan-others"):
        conditions = [rule["if"] for rule in jobs[name]["rules"]]
        assert conditions[0] == "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
        assert all("merge_request" not in condition for condition in conditions)


def test_a_grave_fault_with_a_fix_ends_the_pipeline(jobs: dict[str, Job]) -> None:
    for said in (script(jobs["scan"]), script(jobs["scan-others"])):
        for flag in ("--severity HIGH,CRITICAL", "--ignore-unfixed", "--exit-code 1"):
            assert flag in said
    services = jobs["scan"]["parallel"]["matrix"][0]["SERVICE"]
    assert services == ["bot", "actions", "recommender", "knowledge_base"]
    assert "--exit-code 1" in script(jobs["secrets"])


def test_the_model_is_held_to_what_was_there_before(jobs: dict[str, Job]) -> None:
    said = script(jobs["evaluate-model"])
    assert "recommender.pipeline gate --reference reference.json" in said
    # `tee` would hide the gate's verdict behind its own.
    assert "set -o pipefail; .venvs" in said


def test_every_target_of_make_and_every_file_exists(jobs: dict[str, Job]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):", makefile, flags=re.MULTILINE))
    asked = {
        target for job in jobs.values() for target in re.findall(r"make ([a-z0-9-]+)", script(job))
    }
    assert {"lint", "lint-k8s", "test", "test-slow", "setup"} <= asked
    assert asked <= targets
    files = {file for job in jobs.values() for file in re.findall(r"\.ci/[a-z0-9-]+", script(job))}
    assert files and all((ROOT / file).is_file() for file in files)


@pytest.mark.parametrize("name", ["run", "images", "deploy", "kubectl", "others"])
def test_scripts_can_be_read_by_bash(name: str) -> None:
    done = subprocess.run(["bash", "-n", ROOT / ".ci" / name], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_image_is_pinned(pipeline: dict[str, Any], jobs: dict[str, Job]) -> None:
    said = [job.get("image", pipeline["default"]["image"]) for job in jobs.values()]
    for image in (one["name"] if isinstance(one, dict) else one for one in said):
        assert re.search(r":v?\d", image) and "latest" not in image, image


def test_no_secret_is_in_it() -> None:
    """Names of variables and of roles stand here; values are GitLab's to keep."""
    text = FILE.read_text(encoding="utf-8") + "".join(
        (ROOT / ".ci" / name).read_text(encoding="utf-8")
        for name in ("images", "deploy", "kubectl")
    )
    assert not re.search(r"AKIA[0-9A-Z]{16}|-----BEGIN|\b\d{12}\b|glpat-|SK[0-9a-f]{32}", text)
    values = re.findall(
        r"(?i)\b\w*(?:password|secret|token|key)\w*[ ]*[:=][ ]*([^\s$\"'{]\S{7,})", text
    )
    assert not [value for value in values if not value.startswith(("packages", "terraform"))]
