"""The README names every setting, route and act."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actions.turn import ACTS

PACKAGE = Path(__file__).parents[2] / "actions"
README = (PACKAGE / "README.md").read_text("utf-8")
SETTINGS = re.findall(r'environ(?:\.get\(|, )"([A-Z_]+)"', (PACKAGE / "settings.py").read_text())


ROUTES = ("/healthz", "/readyz", "/metrics", "/webhook", "/v1/replies/resource")


@pytest.mark.parametrize("name", [*ACTS, *SETTINGS, *ROUTES])
def test_the_readme_names(name: str) -> None:
    assert f"`{name}`" in README, name


def test_the_settings_were_found() -> None:
    assert {"RECOMMENDER_URL", "ACTIONS_PORT", "OPERATOR_NAME"} <= set(SETTINGS)
