"""What the tests of the manifests take: every rendering, once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from tests.k8s.rendering import COMPOSITIONS, OVERLAYS, Manifests, render_overlay


@pytest.fixture(params=[*OVERLAYS, *COMPOSITIONS])
def manifests(request: pytest.FixtureRequest) -> Manifests:
    """Each overlay, and each composition that no overlay has."""
    return rendered(request.param)


@pytest.fixture
def production() -> Manifests:
    """What runs where people are served."""
    return rendered("production")


@pytest.fixture
def own_stores() -> Manifests:
    """Everything, with PostgreSQL and Redis in the cluster."""
    return rendered("own-stores")


@pytest.fixture(scope="session")
def every_object() -> list[dict[str, object]]:
    """Each object of all renderings; those that are equal once."""
    return list(_distinct())


def _distinct() -> Iterator[dict[str, object]]:
    seen: set[str] = set()
    for name in (*OVERLAYS, *COMPOSITIONS):
        for one in rendered(name).objects:
            if repr(one) not in seen:
                seen.add(repr(one))
                yield one


@cache
def rendered(name: str) -> Manifests:
    return COMPOSITIONS[name]() if name in COMPOSITIONS else render_overlay(name)
