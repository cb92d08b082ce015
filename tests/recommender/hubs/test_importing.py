from __future__ import annotations

from typing import Any

import pytest

from recommender.hubs.importing import BadRows, read_hubs
from recommender.records import Hub

HEADER = "id,name,kind,latitude,longitude,services,services_confirmed\n"


def parse(hub_id: str, fields: dict[str, Any]) -> Hub:
    """Accept what has a name; the service's own schema stands here when it runs."""
    if "name" not in fields:
        raise ValueError("name: missing", "second reason")
    return Hub(hub_id, fields["name"], fields["kind"], float(fields["latitude"]),
               float(fields["longitude"]), "050401", tuple(fields["services"]),
               fields["services_confirmed"], None, "editor", "CC BY 4.0")  # fmt: skip


def errors_of(text: str | bytes) -> dict[str, list[str]]:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    with pytest.raises(BadRows) as raised:
        read_hubs(data, parse)
    return raised.value.errors


def test_rows_become_hubs() -> None:
    text = HEADER + '\nuno,"Casa, cultural",library,-12,-75,wifi; computers,sí\n'
    for mark in ("", "\ufeff"):
        (hub,) = read_hubs((mark + text).encode("utf-8"), parse)
        assert (hub.name, hub.services, hub.services_confirmed) == (
            "Casa, cultural", ("wifi", "computers"), True)  # fmt: skip


def test_every_bad_row_is_named_with_its_line_and_reasons() -> None:
    text = (
        HEADER + "a,A,library,-12,-75,,\nb,,library,-12,-75,,\nc,C\nd,D,library,-12,-75,,quizas\n"
    )
    errors = errors_of(text)
    assert list(errors) == ["line 3", "line 4", "line 5"]
    assert errors["line 3"] == ["name: missing", "second reason"]


def test_lines_are_counted_as_an_editor_sees_them() -> None:
    text = HEADER + 'a,"A\nsecond line",library,-12,-75,,\nb,,library,-12,-75,,\n'
    assert list(errors_of(text)) == ["line 4"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "line 1"),
        (HEADER, "line 1"),
        ("id,name\n", "line 1"),
        (HEADER.replace("kind", "colour"), "line 1"),
        (HEADER + "a,A,library,-12,-75,,\na,A,library,-12,-75,,\n", "line 3"),
        (HEADER.encode() + b"a,\xff\n", "line 2"),
        (HEADER + 'a,"A', "line 2"),
        ("\x00\x00", "line 1"),
    ],
)
def test_a_broken_file_is_refused_whole(text: str | bytes, line: str) -> None:
    assert line in errors_of(text)
