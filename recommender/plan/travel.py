"""Travel times between populated places, in the place of straight lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

COLUMNS = ("from", "to", "minutes")
Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


class TravelTimesError(ValueError):
    """A file of travel times does not fit; the message names file, row and column."""


@dataclass(frozen=True)
class TravelTimes:
    """Minutes from place to place, as far as they are known; every place reaches itself in 0.

    `ids` are populated places in rising order; `minutes` has the shape (ids, ids), from row to
    column, and stores only pairs that are known: all others count as out of reach.
    """

    ids: NDArray[np.bytes_]
    minutes: csr_array

    @classmethod
    def load(cls, path: Path) -> TravelTimes:
        """Read a CSV file with the columns from, to, minutes, or an .npz file of these arrays.

        Raise TravelTimesError where a column is missing or a value does not fit.
        """
        table = _npz(path) if path.suffix == ".npz" else _csv(path)
        for name in ("from", "to"):
            _check(path, table, name, ~table[name].str.fullmatch(r"\d{10}"), "a ten-digit id")
        minutes = pd.to_numeric(table["minutes"], errors="coerce")
        fits = np.isfinite(minutes) & (minutes >= 0)
        _check(path, table, "minutes", ~fits, "a number from 0 up")
        pairs = pd.DataFrame({**{name: table[name] for name in COLUMNS[:2]}, "minutes": minutes})
        # Of a pair that is given twice, the faster way counts.
        pairs = pairs.groupby(["from", "to"], as_index=False)["minutes"].min()
        ids = np.unique(np.concatenate([pairs["from"], pairs["to"]]).astype("S10"))
        start = np.searchsorted(ids, pairs["from"].to_numpy().astype("S10"))
        end = np.searchsorted(ids, pairs["to"].to_numpy().astype("S10"))
        other = start != end
        own = np.arange(len(ids))
        return cls(
            ids,
            _matrix(
                np.concatenate((start[other], own)),
                np.concatenate((end[other], own)),
                np.concatenate((pairs["minutes"].to_numpy(float)[other], np.zeros(len(ids)))),
                len(ids),
            ),
        )

    def between(self, places: NDArray[np.bytes_], sites: NDArray[np.bytes_]) -> csr_array:
        """Return the minutes from places to sites, shape (sites, places), where they are known.

        A place of which no way is known still reaches itself.
        """
        row, known_place = self._rows(places)
        column, known_site = self._rows(sites)
        found = csr_array(self.minutes[row[known_place]][:, column[known_site]]).tocoo()
        _, own_place, own_site = np.intersect1d(places, sites, return_indices=True)
        alone = ~known_place[own_place]
        site = np.concatenate((np.flatnonzero(known_site)[found.col], own_site[alone]))
        place = np.concatenate((np.flatnonzero(known_place)[found.row], own_place[alone]))
        minutes = np.concatenate((found.data, np.zeros(int(alone.sum()))))
        return _matrix(site, place, minutes, len(sites), len(places))

    def _rows(self, ids: NDArray[np.bytes_]) -> tuple[Rows, NDArray[np.bool_]]:
        row = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return row, self.ids[row] == ids


def _csv(path: Path) -> pd.DataFrame:
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (ValueError, UnicodeDecodeError) as error:
        raise TravelTimesError(f"{path.name} is no CSV file: {error}") from None
    return _with_columns(path, table)


def _npz(path: Path) -> pd.DataFrame:
    try:
        with np.load(path, allow_pickle=False) as archive:
            columns = {name: archive[name].astype(str) for name in archive.files}
            table = pd.DataFrame(columns)
    except (ValueError, OSError) as error:
        raise TravelTimesError(f"{path.name} is no .npz file of columns: {error}") from None
    return _with_columns(path, table)


def _with_columns(path: Path, table: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        raise TravelTimesError(f"{path.name} lacks the column {missing[0]}")
    if table.empty:
        raise TravelTimesError(f"{path.name} has no rows")
    return table


def _check(path: Path, table: pd.DataFrame, name: str, bad: pd.Series, wanted: str) -> None:
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        value = table[name].iloc[row]
        raise TravelTimesError(
            f"{path.name}, row {row + 2}, column {name}: {value!r} is not {wanted}"
        )


def _matrix(
    row: Rows, column: Rows, data: Floats, height: int, width: int | None = None
) -> csr_array:
    """Return a sparse matrix that stores zeros too."""
    order = np.lexsort((column, row))
    indptr = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=height))))
    parts = (data[order], column[order].astype(np.int32), indptr.astype(np.int32))
    return csr_array(parts, shape=(height, height if width is None else width))
