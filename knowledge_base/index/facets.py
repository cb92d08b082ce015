"""Filter and prefer resources by their fields, all at once instead of one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.preference import Preference
from knowledge_base.resources.records import Resource

FILTERS = ("language", "level", "kind", "topic", "offline", "free")
Filters = Mapping[str, str | bool]
_NONE = -1


class Facets:
    """For every field that is filtered or preferred by, the number of each resource's value."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        """Take the fields of the resources, in their order."""
        self._count = len(resources)
        self._numbers: dict[str, dict[object, int]] = {}
        self._codes: dict[str, NDArray[np.int32]] = {}
        for name in FILTERS:
            numbers: dict[object, int] = {}
            values = (getattr(resource, name) for resource in resources)
            codes = [numbers.setdefault(value, len(numbers)) for value in values]
            self._numbers[name] = numbers
            self._codes[name] = np.array(codes, dtype=np.int32)

    def fitting(self, filters: Filters) -> NDArray[np.bool_]:
        """Return for every resource whether its fields equal the filters."""
        fits = np.ones(self._count, dtype=bool)
        for name, value in filters.items():
            fits &= self._codes[name] == self._numbers[name].get(value, _NONE)
        return fits

    def bonus(self, preference: Preference) -> NDArray[np.float32]:
        """Return what to add to each score for what the question asks beside its topic."""
        bonus = np.zeros(self._count, dtype=np.float32)
        for step in preference.steps:
            numbers = self._numbers[step.field]
            worth = np.zeros(len(numbers), dtype=np.float32)
            for value, number in numbers.items():
                if value in step.values:
                    worth[number] = step.size
            if self._count:
                bonus += worth[self._codes[step.field]]
        return bonus
