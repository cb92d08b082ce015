"""The description of AWS holds together and asks for what it promises.

`terraform test` runs with a stand-in for the provider (tests/k8s/aws_provider): every value is made
up, and every name, type and reference is checked against the schemas of the real one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.k8s.aws_provider.server import SCHEMAS, serving

K8S = Path(__file__).resolve().parents[2] / "k8s"
FOLDER = K8S / "terraform"
ROOTS = ("registry", "staging", "production")
MODULES = sorted(f"modules/{path.name}" for path in (FOLDER / "modules").iterdir())
NAMESPACES = {"staging": "techhub-staging", "production": "techhub"}

pytestmark = pytest.mark.skipif(
    shutil.which("terraform") is None,
    reason="terraform is not installed, and neither Debian nor PyPI has it",
)


@dataclass(frozen=True)
class Terraform:
    """Runs Terraform in a folder, with its own working data and without a network."""

    provider: str
    data: Path

    def __call__(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TF_")},
            "TF_REATTACH_PROVIDERS": self.provider,
            "TF_DATA_DIR": str(self.data / folder.name),
            "TF_IN_AUTOMATION": "1",
            "CHECKPOINT_DISABLE": "1",
        }
        command = ["terraform", f"-chdir={folder}", *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=120, check=False
        )

    def initialised(self, folder: Path) -> Path:
        done = self(folder, "init", "-backend=false", "-input=false", "-no-color")
        assert done.returncode == 0, done.stderr
        return folder


@pytest.fixture(scope="module")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terraform]:
    folder = tmp_path_factory.mktemp("terraform")
    with serving(folder) as provider:
        yield Terraform(provider, folder)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the description, to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "terraform"))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    changed = re.sub(old, new, text)
    assert changed != text, f"{file.name} says nothing like {old}"
    file.write_text(changed, encoding="utf-8")


def test_layout_is_terraforms_own(terraform: Terraform) -> None:
    done = terraform(FOLDER, "fmt", "-check", "-recursive", "-no-color")
    assert done.returncode == 0, f"run terraform fmt on {done.stdout}"


@pytest.mark.parametrize("name", [*MODULES, *ROOTS])
def test_is_valid_and_asks_for_what_it_promises(terraform: Terraform, name: str) -> None:
    folder = terraform.initialised(FOLDER / name)
    done = terraform(folder, "validate", "-no-color")
    assert done.returncode == 0, done.stdout + done.stderr
    done = terraform(folder, "test", "-no-color")
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed, 0 failed", done.stdout)
    assert passed and (int(passed[1]) > 0) == (folder / "tests").is_dir()


@pytest.mark.parametrize(
    ("module", "file", "old", "new"),
    [
        ("postgres", "main.tf", r"publicly_accessible +\= false", "publicly_accessible = true"),
        ("postgres", "main.tf", r'"rds.force_ssl"\n +value = "1"', '"rds.force_ssl"\nvalue = "0"'),
        ("redis", "main.tf", r'"required"\n', '"preferred"\n'),
        ("registry", "main.tf", '"IMMUTABLE"', '"MUTABLE"'),
        ("backups", "main.tf", r"block_public_policy +\= true", "block_public_policy = false"),
        ("cluster", "addons.tf", r'enableNetworkPolicy = "true"', 'enableNetworkPolicy = "false"'),
        ("cluster", "autoscaler.tf", '= "owned"', '= "shared"'),
        ("secrets", "main.tf", r"techhub/\$", "other/$"),
        (
            "network",
            "main.tf",
            r"map_public_ip_on_launch = false",
            "map_public_ip_on_launch = true",
        ),
    ],
)
def test_a_promise_that_is_broken_is_noticed(
    terraform: Terraform, broken: Path, module: str, file: str, old: str, new: str
) -> None:
    replace(broken / "modules" / module / file, old, new)
    done = terraform(terraform.initialised(broken / "modules" / module), "test", "-no-color")
    assert done.returncode == 1 and "Test assertion failed" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("storage_encrypted", "storage_encrypt", "Unsupported argument"),
        (r"multi_az +\= var.multi_az", 'multi_az = "often"', "a bool is required"),
        (r"instance_class = var.instance_class\n", "", "Missing required argument"),
        ("aws_db_subnet_group.this.name", "aws_db_subnet_group.that.name", "undeclared resource"),
    ],
)
def test_what_the_provider_does_not_know_is_refused(
    terraform: Terraform, broken: Path, old: str, new: str, complaint: str
) -> None:
    replace(broken / "modules" / "postgres" / "main.tf", old, new)
    done = terraform(
        terraform.initialised(broken / "modules" / "postgres"), "validate", "-no-color"
    )
    assert done.returncode == 1 and complaint in done.stderr


@pytest.mark.parametrize("root", ROOTS)
def test_everything_says_whose_it_is(root: str) -> None:
    text = (FOLDER / root / "main.tf").read_text(encoding="utf-8")
    tags = re.search(r"default_tags \{\s+tags = \{(.*?)\}", text, flags=re.DOTALL)
    assert tags and set(re.findall(r"(\S+) +=", tags[1])) == {
        "project",
        "environment",
        "managed-by",
    }


def test_the_provider_is_pinned_to_the_schemas_that_were_checked() -> None:
    major, minor, _ = json.loads(SCHEMAS.read_text())["provider_version"].split(".")
    files = [*FOLDER.glob("modules/*/main.tf"), *(FOLDER / root / "main.tf" for root in ROOTS)]
    pins = {
        re.findall(r'version += "([^"]+)"', file.read_text(encoding="utf-8"))[:2][1]
        for file in files
    }
    assert pins == {f"~> {major}.{minor}"}


def test_secrets_are_named_as_the_pods_ask_for_them() -> None:
    entries = (FOLDER / "modules/secrets/variables.tf").read_text(encoding="utf-8")
    made = set(json.loads(re.findall(r"default += (\[.*\])", entries)[0]))
    components = K8S / "components"
    asked = {
        key
        for name in ("external-secrets", "managed-stores")
        for file in (components / name).glob("*.yaml")
        for key in re.findall(r"key: techhub/ENVIRONMENT/(\S+)", file.read_text(encoding="utf-8"))
    }
    assert asked <= made


@pytest.mark.parametrize("environment", NAMESPACES)
def test_namespace_and_network_are_those_of_the_overlay(environment: str) -> None:
    text = (FOLDER / environment / "main.tf").read_text(encoding="utf-8")
    said = dict(re.findall(r'(namespace|cidr|environment) += "(\S+)"', text))
    assert said["namespace"] == NAMESPACES[environment] and said["environment"] == environment
    overlay = K8S / "overlays" / environment
    for file in overlay.glob("namespace.yaml"):
        assert yaml.safe_load(file.read_text())["metadata"]["name"] == said["namespace"]
    for file in overlay.glob("kustomization.yaml"):
        assert set(re.findall(r"value: (\d+\S+/\d+)", file.read_text())) == {said["cidr"]}


@pytest.mark.parametrize("environment", NAMESPACES)
def test_the_region_is_that_of_the_overlay_and_of_the_prices(environment: str) -> None:
    variables = (FOLDER / environment / "variables.tf").read_text(encoding="utf-8")
    region = re.search(r'"region" \{[^}]*default += "([a-z0-9-]+)"', variables)
    assert region
    settings = K8S / "overlays" / environment / "settings" / "backup-upload.env"
    assert f"AWS_REGION={region[1]}\n" in settings.read_text(encoding="utf-8")
    state = (FOLDER / environment / "backend.tf.example").read_text(encoding="utf-8")
    assert re.findall(r'region += "(.*)"', state) == [region[1]]
    assert region[1] in json.loads((K8S / "prices.json").read_text(encoding="utf-8"))["about"]


def test_no_state_lock_or_value_of_a_secret_is_kept() -> None:
    kept = subprocess.run(
        ["git", "ls-files", FOLDER], cwd=FOLDER, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert not [name for name in kept if re.search(r"\.tfstate|\.tfvars|(^|/)backend\.tf$", name)]
