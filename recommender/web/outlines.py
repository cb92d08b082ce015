"""The outlines of the bundle, joined with the names and figures of their units."""

from __future__ import annotations

import gzip
import json
import math
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

DISTRICT_FIGURES = ("need", "hdi", "pct_poverty", "pct_hh_without_internet")
NOTE = "Límites: INEI, 2007 y 2017. Los distritos más nuevos están dentro de los de origen."
NOTE_EN = "Borders: INEI, 2007 and 2017. Newer districts lie inside those they were cut out of."


class NoOutlines(LookupError):
    """The bundle has no outlines of this part."""


@dataclass(frozen=True)
class Outlines:
    """GeoJSON of the departments or of one's districts, made once each and kept as bytes."""

    folder: Path
    districts: pd.DataFrame
    _kept: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def geojson(self, department: str = "") -> bytes:
        """Return the departments ("") or the districts of one; raise NoOutlines."""
        with self._lock:
            if department not in self._kept:
                self._kept[department] = self._joined(department)
            return self._kept[department]

    def _joined(self, department: str) -> bytes:
        name = f"districts-{department}" if department else "departments"
        try:
            collection = json.loads(gzip.decompress((self.folder / f"{name}.json.gz").read_bytes()))
        except FileNotFoundError:
            raise NoOutlines(department) from None
        units = self._districts(department) if department else self._departments()
        features = [one for one in collection["features"] if one["properties"]["id"] in units]
        for feature in features:
            feature["properties"] = units[feature["properties"]["id"]]
        document = {
            "type": "FeatureCollection",
            "note": NOTE,
            "note_en": NOTE_EN,
            "licence": "MIT" if department else "MPL 2.0",
            "features": features,
        }
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    def _departments(self) -> dict[str, dict[str, Any]]:
        table = self.districts
        code = table.index.str[:2]
        people = table.groupby(code)["people"].sum()
        needy = (table["need"] * table["people"]).groupby(code).sum() / people
        names = table.groupby(code)["department"].first()
        return {
            str(unit): {
                "id": str(unit),
                "name": str(names[unit]),
                "people": int(people[unit]),
                "need": round(float(needy[unit]), 3),
            }
            for unit in names.index
        }

    def _districts(self, department: str) -> dict[str, dict[str, Any]]:
        table = self.districts[self.districts.index.str.startswith(department)]
        columns = ["district", "province", "people", *DISTRICT_FIGURES]
        found = {}
        for unit, row in zip(table.index, table[columns].itertuples(index=False), strict=True):
            figures = {name: _known(getattr(row, name)) for name in DISTRICT_FIGURES}
            found[str(unit)] = {
                "id": str(unit),
                "name": str(row.district),
                "province": str(row.province),
                "people": int(row.people),
                **figures,
            }
        return found


def _known(value: Any) -> float | None:
    number = float(np.float64(value))
    return round(number, 3) if math.isfinite(number) else None
