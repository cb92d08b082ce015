"""Travel times as files give them, and plans that go by them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.plan.request import PlanRequest
from recommender.plan.solution import UnfitRequest
from recommender.plan.solve import solve
from recommender.plan.travel import TravelTimes, TravelTimesError

A, B, C = "0504010001", "0504010002", "0504010003"
TABLE = f"from,to,minutes\n{A},{B},30\n{B},{A},45\n{B},{C},10\n{A},{B},25\n"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "times.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_faster_way_counts_and_each_place_reaches_itself(tmp_path: Path) -> None:
    times = TravelTimes.load(written(tmp_path, TABLE))
    ids = np.array([A, B, C], dtype="S10")
    minutes = times.between(ids, ids)
    assert minutes[1, 0] == 25.0 and minutes[0, 1] == 45.0 and minutes[2, 1] == 10.0
    assert minutes.nnz == 6 and [minutes[i, i] for i in range(3)] == [0.0] * 3


def test_a_place_without_any_way_reaches_itself(tmp_path: Path) -> None:
    times = TravelTimes.load(written(tmp_path, TABLE))
    lonely = "0504010009"
    minutes = times.between(np.array([A, lonely], dtype="S10"), np.array([lonely, B], dtype="S10"))
    assert minutes.nnz == 2
    assert minutes[0, 1] == 0.0 and minutes.indices[0] == 1
    assert minutes[1, 0] == 25.0


def test_arrays_say_the_same_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "times.npz"
    np.savez(path, **{"from": [A, B, B], "to": [B, A, C], "minutes": [25.0, 45.0, 10.0]})
    table, arrays = TravelTimes.load(written(tmp_path, TABLE)), TravelTimes.load(path)
    np.testing.assert_array_equal(table.minutes.toarray(), arrays.minutes.toarray())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("from,to\n1,2\n", "lacks the column minutes"),
        ("from,to,minutes\n", "no rows"),
        (f"from,to,minutes\n{A},12,3\n", "row 2, column to: '12'"),
        (f"from,to,minutes\n{A},{B},-3\n", "row 2, column minutes: '-3'"),
        (f"from,to,minutes\n{A},{B},soon\n", "column minutes: 'soon'"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TravelTimesError, match=said):
        TravelTimes.load(written(tmp_path, text))


def test_no_file_of_arrays_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "times.npz"
    path.write_bytes(b"not arrays")
    with pytest.raises(TravelTimesError, match=r"no \.npz file"):
        TravelTimes.load(path)


def test_a_plan_goes_by_the_minutes(
    tmp_path: Path, gazetteer: Gazetteer, seeded_hubs: HubIndex
) -> None:
    """Only one place of the province can be got to: it is chosen, far hubs notwithstanding."""
    rows = gazetteer.rows_in("0504")
    ids = [gazetteer.ids[row].decode() for row in rows]
    hub = ids[int(np.argmin(gazetteer.people[rows]))]
    lines = [f"{one},{hub},50" for one in ids if one != hub]
    times = TravelTimes.load(written(tmp_path, "from,to,minutes\n" + "\n".join(lines) + "\n"))
    request = PlanRequest("mclp", k=1, radius_min=60.0, region="0504")
    plan = solve(gazetteer, seeded_hubs, request, travel=times)
    assert plan.sites[0].place.id == hub and "60 min" in plan.sites[0].reason_sms
    assert plan.gap_percent == 0.0 and "tiempos de viaje" in plan.gap_note
    alone = solve(
        gazetteer,
        seeded_hubs,
        PlanRequest("mclp", k=1, radius_min=40.0, region="0504"),
        travel=times,
    )
    assert alone.sites[0].place.people == max(gazetteer.people[rows])


def test_minutes_without_travel_times_are_refused(
    gazetteer: Gazetteer, seeded_hubs: HubIndex
) -> None:
    with pytest.raises(UnfitRequest) as refused:
        solve(gazetteer, seeded_hubs, PlanRequest("mclp", k=1, radius_min=60.0, region="0504"))
    assert refused.value.field == "radius_min"
