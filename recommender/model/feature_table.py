"""The features of all places, every value held as its number among those its column takes."""

from __future__ import annotations

import io
import lzma
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats32 = NDArray[np.float32]

# Features are rounded to four digits and no finer than this, so a file may hold whole numbers.
THOUSAND = 1_000.0
MOST_VALUES = 65_535
# An .npy file, a single array, is a TypeError.
DAMAGES = (zipfile.BadZipFile, lzma.LZMAError, EOFError, ValueError, KeyError, TypeError)


@dataclass(frozen=True)
class FeatureTable:
    """Raw features, shape (places, names), in half the memory that float32 takes; none is changed.

    codes: uint16, shape (places, names): which of its column's values each is.
    values: float32, the values of one column behind those of another, each column's in rising
        order with NaN, not known, as the last.
    first: where the values of each column begin.
    """

    names: tuple[str, ...]
    codes: NDArray[np.uint16]
    values: Floats32
    first: NDArray[np.intp]

    @classmethod
    def of(cls, features: Floats32, names: tuple[str, ...]) -> FeatureTable:
        """Return the table of a matrix (places, names).

        Raise ValueError where a value is not rounded to thousandths, or a column has too many.
        """
        codes = np.empty(features.shape, dtype=np.uint16)
        columns = []
        for index, name in enumerate(names):
            column = features[:, index]
            known = np.unique(column[~np.isnan(column)])
            if len(known) > MOST_VALUES:
                raise ValueError(f"feature {name} has {len(known):,} different values")
            if not (np.isfinite(known).all() and _are_thousandths(known)):
                raise ValueError(f"feature {name} is not rounded to thousandths")
            # NaN sorts behind all others, as it stands in the values.
            codes[:, index] = np.searchsorted(known, column)
            columns.append(known)
        return cls(names, codes, *_joined(columns))

    def __len__(self) -> int:
        return len(self.codes)

    def rows(self, at: NDArray[np.intp]) -> Floats32:
        """Return the features of the places in some rows, shape (len(at), names)."""
        return np.asarray(self.values[self.first + self.codes[at]])

    def column(self, index: int) -> Floats32:
        """Return one feature of all places."""
        return np.asarray(self.values[self.first[index] + self.codes[:, index]])

    def matrix(self) -> Floats32:
        """Return all features of all places, as they were before they were coded."""
        return np.stack([self.column(index) for index in range(len(self.names))], axis=1)

    def write(self, path: Path) -> None:
        """Write the table as an .npz file that is packed harder than numpy's own."""
        known = np.split(self.values, self.first[1:])
        steps = [np.diff(_thousandths(one[:-1]), prepend=0) for one in known]
        arrays = {
            "names": np.array(self.names),
            "counts": np.array([len(one) for one in steps]),
            "steps": np.concatenate(steps),
        }
        for name, codes in zip(self.names, self.codes.T, strict=True):
            # High bytes vary little: apart from the low ones they pack better.
            arrays[f"codes_{name}"] = np.stack([codes >> 8, codes & 255]).astype(np.uint8)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
            for name, array in arrays.items():
                content = io.BytesIO()
                np.lib.format.write_array(content, array)
                # A ZipInfo of no date: the same features are the same bytes on any day.
                member = zipfile.ZipInfo(f"{name}.npy")
                member.compress_type = zipfile.ZIP_LZMA
                archive.writestr(member, content.getvalue())
        path.write_bytes(buffer.getvalue())

    @classmethod
    def read(cls, path: Path) -> FeatureTable:
        """Return the table in a file; raise ValueError, naming it, when it holds none."""
        try:
            with np.load(path, allow_pickle=False) as archive:
                return cls._of_archive(archive)
        except DAMAGES as error:
            raise ValueError(f"{path.name} holds no table of features: {error}") from error

    @classmethod
    def _of_archive(cls, archive: Mapping[str, NDArray[Any]]) -> FeatureTable:
        names = tuple(str(name) for name in archive["names"])
        counts, steps = archive["counts"], archive["steps"]
        if counts.shape != (len(names),) or counts.min() < 0 or counts.sum() != len(steps):
            raise ValueError(f"{len(names)} names, {len(counts)} counts and {len(steps)} steps")
        codes = np.empty((archive[f"codes_{names[0]}"].shape[1], len(names)), dtype=np.uint16)
        # Column by column, so that no second copy of all codes need be in memory.
        for index, (name, count) in enumerate(zip(names, counts, strict=True)):
            high, low = archive[f"codes_{name}"]
            codes[:, index] = high.astype(np.uint16) << 8 | low
            if codes[:, index].max() > count:
                raise ValueError(f"feature {name} has a code beyond its {count:,} values")
        known = np.split(steps, np.cumsum(counts)[:-1])
        return cls(names, codes, *_joined([_from_thousandths(np.cumsum(one)) for one in known]))


def _joined(columns: list[Floats32]) -> tuple[Floats32, NDArray[np.intp]]:
    """Return all columns' values, NaN behind each, and where each column's begin."""
    unknown = np.array([np.nan], dtype=np.float32)
    values = np.concatenate([part for column in columns for part in (column, unknown)])
    sizes = [0, *(len(column) + 1 for column in columns[:-1])]
    return values, np.cumsum(sizes, dtype=np.intp)


def _thousandths(values: Floats32) -> NDArray[np.int64]:
    return np.rint(values.astype(np.float64) * THOUSAND).astype(np.int64)


def _are_thousandths(values: Floats32) -> bool:
    return np.array_equal(_from_thousandths(_thousandths(values)), values)


def _from_thousandths(whole: NDArray[np.int64]) -> Floats32:
    return (whole / THOUSAND).astype(np.float32)
