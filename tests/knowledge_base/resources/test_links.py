from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from knowledge_base.resources.links import DEAD, MOVED, OK, UNSURE, Finding, LinkStore

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
URL = "https://example.org/"
GONE = Finding(URL, UNSURE, "contestó 404", gone=True)
GOOD = Finding(URL, OK, "")
SILENT = Finding(URL, UNSURE, "contestó 500")


@pytest.fixture
def links(database: Engine) -> LinkStore:
    return LinkStore(database)


@pytest.mark.parametrize(
    ("findings", "status", "failures"),
    [
        ([GONE], UNSURE, 1),
        ([GONE, GONE], DEAD, 2),
        ([GONE, GOOD, GONE], UNSURE, 1),
        ([GONE, SILENT, GONE], DEAD, 2),
        ([SILENT, SILENT, SILENT], UNSURE, 0),
        ([GONE, GONE, GOOD], OK, 0),
        ([GONE, GONE, Finding(URL, MOVED, "se mudó a otra")], MOVED, 0),
    ],
)
def test_a_link_is_dead_when_two_runs_in_a_row_find_it_gone(
    links: LinkStore, findings: list[Finding], status: str, failures: int
) -> None:
    for day, finding in enumerate(findings):
        links.record(finding, NOW + timedelta(days=day))
    link = links.all()[URL]
    assert (link.status, link.failures) == (status, failures)
    assert link.checked_at == NOW + timedelta(days=len(findings) - 1)


def test_what_is_recorded_is_what_is_read(links: LinkStore) -> None:
    said = links.record(Finding(URL, MOVED, "x" * 300), NOW)
    assert links.all() == {URL: said}
    assert links.of(URL) == said and links.of("https://otro.example.org/") is None
    assert said.reason == "x" * 200


def test_links_that_nothing_uses_are_forgotten(links: LinkStore) -> None:
    links.record(GOOD, NOW)
    links.record(Finding("https://otro.example.org/", OK, ""), NOW)
    links.forget_all_but([URL, "https://nueva.example.org/"])
    assert list(links.all()) == [URL]
