"""Files of hubs: read, refused with the place of each fault, and written without loss."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from recommender.hubs.csv_file import read_csv, to_csv
from recommender.hubs.geojson_file import read_geojson, to_geojson
from recommender.hubs.importing import MAX_ROWS, BadRows, FileRow, hubs_of
from recommender.records import Hub, HubEvent

HEADER = "id,name,kind,latitude,longitude,services,services_confirmed\n"
HUB = Hub("uno", "Uno", "library", -12.0, -75.0, "050401", (), False, None, "editor", "CC0")
FULL = replace(
    HUB,
    services=("wifi", "computers"),
    services_confirmed=True,
    verified_on="2026-11-01",
    hours="=9 a 17; sábados no",
    contact="-(066) 312345",
    status="closed",
    events=(
        HubEvent("2026-12-01", "Taller; de | Excel, «uno»", "15:00"),
        HubEvent("2026-12-02", "15:00 | Feria"),
    ),
)


def parse(row: FileRow) -> Hub:
    """Accept what has a name; the service's own schema stands here when it runs."""
    if not row.fields.get("name"):
        raise ValueError("name: missing", "second reason")
    return replace(HUB, id=row.id, name=row.fields["name"])


def errors_of(text: str | bytes) -> dict[str, list[str]]:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    with pytest.raises(BadRows) as raised:
        hubs_of(read_csv(data), parse)
    return raised.value.errors


def test_rows_say_what_they_name() -> None:
    text = HEADER + '\nuno,"Casa, cultural",library,-12,-75,wifi; computers,sí\n'
    for mark in ("", "\ufeff"):
        (row,) = read_csv((mark + text).encode("utf-8"))
        assert (row.where, row.id) == ("line 3", "uno")
        assert row.fields["name"] == "Casa, cultural"
        assert row.fields["services"] == ["wifi", "computers"]
        assert row.fields["services_confirmed"] is True
        assert "hours" not in row.fields


def test_a_blank_cell_is_none_and_a_column_may_be_left_out() -> None:
    (row,) = read_csv(b"id,hours\nuno,\n")
    assert row == FileRow("line 2", "uno", {"hours": None})


def test_events_stand_on_a_line_each() -> None:
    text = 'id,events\nuno,"2026-12-01 | 15:00 | Taller\n2026-12-02 | Feria"\n'
    (row,) = read_csv(text.encode())
    assert row.fields["events"] == [
        {"date": "2026-12-01", "time": "15:00", "title": "Taller"},
        {"date": "2026-12-02", "time": None, "title": "Feria"},
    ]
    assert "fecha | hora" in errors_of("id,events\nuno,mañana\n")["line 2"][0]


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
        (HEADER, "file"),
        ("name\n", "line 1"),
        (HEADER.replace("kind", "colour"), "line 1"),
        (HEADER.replace("kind", "name"), "line 1"),
        (HEADER + "a,A,library,-12,-75,,\na,A,library,-12,-75,,\n", "line 3"),
        (HEADER.encode() + b"a,\xff\n", "line 2"),
        (HEADER + 'a,"A', "line 2"),
        ("\x00\x00", "line 1"),
        ("id,name\n" + "a,A\n" * (MAX_ROWS + 1), f"line {MAX_ROWS + 2}"),
    ],
)
def test_a_broken_file_is_refused_whole(text: str | bytes, line: str) -> None:
    assert line in errors_of(text)


@pytest.mark.parametrize("hub", [HUB, FULL, replace(FULL, name="'=SUM(A1)", hours="'9 a 17")])
def test_both_files_lose_nothing(hub: Hub) -> None:
    for rows in (read_csv(to_csv([hub]).encode()), read_geojson(to_geojson([hub]).encode())):
        (row,) = rows
        assert row.reasons == () and row.id == hub.id
        found = {**row.fields, "verified_on": row.fields["verified_on"] or None}
        assert float(found["latitude"]) == hub.latitude
        assert float(found["longitude"]) == hub.longitude
        assert tuple(found["services"] or ()) == hub.services
        events = tuple(HubEvent(**event) for event in found["events"] or ())
        assert events == hub.events
        assert bool(found["services_confirmed"]) is hub.services_confirmed
        for name in ("name", "kind", "status", "verified_on", "source", "licence"):
            assert found[name] == getattr(hub, name)
        for name in ("hours", "contact"):
            assert (found[name] or "") == getattr(hub, name)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "'=", "''@"])
def test_no_cell_of_the_table_is_run_by_a_spreadsheet(begin: str) -> None:
    hub = replace(FULL, name=f"{begin}cmd|' /C calc'!A0", source=f"{begin}1")
    text = to_csv([hub]).removeprefix("\ufeff")
    (cells,) = list(csv.DictReader(io.StringIO(text, newline="")))
    for name, cell in cells.items():
        assert name in ("latitude", "longitude") or cell[:1] not in tuple("=+-@\t\r")
    (row,) = read_csv(text.encode())
    assert (row.fields["name"], row.fields["source"]) == (hub.name, hub.source)


def feature(**changes: Any) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [-75.0, -12.0, 3200.0]}
    properties = {"id": "uno", "name": "Uno"}
    return {"type": "Feature", "geometry": point, "properties": properties, **changes}


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def test_a_feature_is_a_row() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    first, second = read_geojson(
        collection(feature(), feature(id="dos", properties={"services": "wifi;books"}), crs=crs)
    )
    position = {"longitude": -75.0, "latitude": -12.0}
    assert first == FileRow("feature 1", "uno", {"name": "Uno", **position})
    assert second == FileRow("feature 2", "dos", {"services": ["wifi", "books"], **position})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"geometry": {"type": "MultiPoint", "coordinates": [[-75.0, -12.0]]}}, "MultiPoint"),
        ({"geometry": None}, "Point"),
        ({"geometry": {"type": "Point", "coordinates": [-75.0]}}, "longitud, latitud"),
        ({"geometry": {"type": "Point", "coordinates": ["-75", "-12"]}}, "longitud, latitud"),
        ({"geometry": {"type": "Point", "coordinates": [True, False]}}, "longitud, latitud"),
        ({"geometry": {"type": "Point", "coordinates": {"x": 1}}}, "longitud, latitud"),
        ({"type": "Point"}, "Feature"),
        ({"properties": {"id": "uno", "colour": "red"}}, "colour"),
        ({"properties": [1]}, "properties"),
    ],
)
def test_a_feature_that_is_no_hub_is_refused_by_number(change: Any, reason: str) -> None:
    rows = read_geojson(collection(feature(), feature(**change)))
    with pytest.raises(BadRows) as raised:
        hubs_of(rows, parse)
    assert list(raised.value.errors) == ["feature 2"]
    assert reason in raised.value.errors["feature 2"][0]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[" * 100_000, b"[]", b"\xff", b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": {}}',
        b'{"type": "FeatureCollection", "features": [NaN]}',
        b'{"type": "FeatureCollection", "features": [' + b"9" * 5_000 + b"]}",
        collection(feature(), crs={"type": "name", "properties": {"name": "EPSG:32718"}}),
        collection(),
    ],
)  # fmt: skip
def test_what_is_no_collection_is_refused_whole(data: bytes) -> None:
    with pytest.raises(BadRows) as raised:
        hubs_of(read_geojson(data), parse)
    assert list(raised.value.errors) == ["file"]
