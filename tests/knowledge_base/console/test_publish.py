"""The page of the index: build with progress, refusals in words, going back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge_base.console.parts import Parts
from knowledge_base.resources.records import Resource
from tests.knowledge_base.conftest import wait_until
from tests.knowledge_base.console.conftest import Visitor

PAGE = "/console/publish/"


def built(parts: Parts) -> int:
    return len(parts.base.versions.all())


def test_a_version_is_built_watched_and_left_again(
    signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    publisher = signed_in("publisher")
    first = parts.base.versions.active()
    assert first
    asked = publisher.post(PAGE + "build").headers["Location"]
    assert "hx-get" in publisher.get(asked).get_data(as_text=True)
    wait_until(lambda: parts.base.versions.active() != first)
    wait_until(lambda: "terminó bien" in publisher.get(asked).get_data(as_text=True))
    progress = publisher.get(asked.replace(PAGE, PAGE + "progress"))
    assert progress.headers["HX-Refresh"] == "true"
    publisher.post(PAGE + "roll-back")
    page = publisher.get(PAGE).get_data(as_text=True)
    assert f"Ahora se busca en la versión {first}." in page
    assert parts.base.searcher.index.about.version == first
    said = [(entry.who, entry.action, entry.subject) for entry in parts.audit.page(2)[0]]
    assert said == [
        ("publisher", "index.activate", f"index:{first}"),
        ("publisher", "index.build", "index"),
    ]


def test_a_refused_build_says_why_and_can_be_forced(
    signed_in: Callable[[str], Visitor], parts: Parts, catalogue: list[Resource]
) -> None:
    publisher = signed_in("publisher")
    for resource in catalogue[: len(catalogue) * 2 // 3]:
        parts.base.store.delete(resource.id)
    asked = publisher.post(PAGE + "build").headers["Location"]
    wait_until(lambda: "Rechazada" in publisher.get(asked).get_data(as_text=True))
    page = publisher.get(PAGE).get_data(as_text=True)
    assert "are left" in page and "Construir sin comprobación" in page
    before = built(parts)
    publisher.post(PAGE + "build", {"force": "yes"})
    wait_until(lambda: built(parts) == before + 1)
    detail = parts.audit.page(1)[0][0].detail
    assert detail == {"without_checks": True}


@pytest.mark.parametrize("version", ["20200101-000000-00000000", "..%2F..%2Fetc", "x'; DROP TABLE"])
def test_a_version_that_is_not_there_is_told(
    version: str, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    publisher, active = signed_in("publisher"), parts.base.versions.active()
    answer = publisher.post(f"{PAGE}activate/{version}", follow_redirects=True)
    page = answer.get_data(as_text=True)
    assert "Esa versión ya no está." in page or "Esta página no existe." in page
    assert parts.base.versions.active() == active


@pytest.mark.parametrize("path", ["build", "roll-back", "activate/20200101-000000-00000000"])
@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_only_publishers_change_the_index(
    role: str, path: str, signed_in: Callable[[str], Visitor]
) -> None:
    someone = signed_in(role)
    assert someone.post(PAGE + path).status_code == 403
    assert "Construir una versión" not in someone.get(PAGE).get_data(as_text=True)
