"""The walls of the house: services share no code, and data flows one way through a package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("bot", "actions", "recommender", "knowledge_base")
# Within a package, a room may import only from rooms named before it.
ROOMS = {
    "recommender": ["sources", "features", "model", "plan", "web", "clients", "service"],
    "knowledge_base": [
        "database",
        "resources",
        "editing",
        "index",
        "evaluation",
        "publishing",
        "live",
        "console",
        "service",
    ],
    "actions": ["records", "clients", "replies"],
}
# How a variable of the environment is named in Python, in the Procfile and in YAML.
VARIABLE = r'"([A-Z][A-Z0-9]*_[A-Z0-9_]+|SIMULATOR)"|\$\{?([A-Z][A-Z0-9_]+)'
READ_BY_TOOLS = {"TECHHUB_INSTALLER", "TECHHUB_MIRROR"}
SET_BY_RUN = {"BOT_MODEL"}


def imports(path: Path) -> Iterator[str]:
    """The dotted names of the modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def sources(service: str) -> list[Path]:
    return [path for path in (ROOT / service).rglob("*.py") if "__pycache__" not in path.parts]


@pytest.mark.parametrize("service", SERVICES)
def test_services_share_no_code(service: str) -> None:
    others = set(SERVICES) - {service}
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources(service)
        for name in imports(path)
        if name.split(".")[0] in others
    ]
    assert not found


@pytest.mark.parametrize("service", ROOMS)
def test_data_flows_one_way(service: str) -> None:
    rooms = ROOMS[service]
    found = []
    for path in sources(service):
        if "migrations" in path.parts:
            continue  # one that fills a column reckons as the room does that keeps it
        room = path.relative_to(ROOT / service).parts[0].removesuffix(".py")
        for name in imports(path):
            parts = name.split(".")
            other = parts[1] if parts[0] == service and len(parts) > 1 else ""
            if room in rooms and other in rooms and rooms.index(other) > rooms.index(room):
                found.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not found


@pytest.mark.parametrize("service", SERVICES)
def test_only_settings_read_the_environment(service: str) -> None:
    """`os.environ` may be handed to settings; nothing else looks a variable up."""
    readers = ("settings.py", "variables.py", "gunicorn.conf.py", "gunicorn_conf.py")
    lookups = ("environ.get(", "environ[", "getenv(")
    found = [
        str(path.relative_to(ROOT))
        for path in sources(service)
        if path.name not in readers and any(word in path.read_text("utf-8") for word in lookups)
    ]
    assert not found


def example_settings() -> set[str]:
    """The names in .env.example, commented out or not."""
    example = (ROOT / ".env.example").read_text("utf-8")
    return set(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", example, flags=re.M))


def settings_read() -> dict[str, str]:
    """Each variable that a service's settings, its start or its files of YAML read, and where."""
    readers = [path for service in SERVICES for path in sources(service)]
    readers = [path for path in readers if path.name == "settings.py" or "gunicorn" in path.name]
    readers += [ROOT / "Procfile", *(ROOT / "bot").glob("*.yml")]
    found = {}
    for path in readers:
        for name in re.findall(VARIABLE, path.read_text("utf-8")):
            found["".join(name)] = str(path.relative_to(ROOT))
    return found


def test_every_setting_of_the_example_is_read_somewhere() -> None:
    assert example_settings() - READ_BY_TOOLS - set(settings_read()) == set()


def test_the_example_names_every_setting() -> None:
    missing = {name: path for name, path in settings_read().items() if name not in SET_BY_RUN}
    assert {name: path for name, path in missing.items() if name not in example_settings()} == {}
