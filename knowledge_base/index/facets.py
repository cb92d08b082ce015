"""Filter and prefer resources by their fields, all at once instead of one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.preference import Preference
from knowledge_base.resources.records import Resource

FILTERS = ("language", "level", "kind", "topic", "offline", "free")
Filters = Mapping[str, str | bool]


@dataclass(frozen=True)
class Facets:
    """For every field that is filtered or preferred by, a value a resource."""

    _values: Mapping[str, NDArray[np.object_]]
    _count: int

    @classmethod
    def of(cls, resources: Sequence[Resource]) -> Facets:
        """Take the fields of the resources, in their order."""
        values = {
            name: np.array([getattr(resource, name) for resource in resources], dtype=object)
            for name in FILTERS
        }
        return cls(values, len(resources))

    def fitting(self, filters: Filters) -> NDArray[np.bool_]:
        """Return for every resource whether its fields equal the filters."""
        fits = np.ones(self._count, dtype=bool)
        for name, value in filters.items():
            fits &= self._values[name] == value
        return fits

    def bonus(self, preference: Preference) -> NDArray[np.float32]:
        """Return what to add to every resource's score for what the question asks beside its topic."""
        bonus = np.zeros(self._count, dtype=np.float32)
        for name, step in preference.steps.items():
            fits = np.isin(self._values[name].astype(str), list(step.values))
            bonus += np.float32(step.size) * fits
        return bonus
