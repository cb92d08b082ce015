"""Districts made after the 2017 census, and the district of 2017 that each was cut out of.

The 2022 projections count their people apart, but the 2017 list of populated places, the census
and the attributes know only the parents, so their people are handed back to the parent.

How each parent was found, from the data at hand (no law was at hand to read):
- "name": a populated place of 2017 that bears the name of the district or of its seat lies in the
  parent, and the parent lost people between the census and the projection.
- "counts": no such place; the parent is the neighbour whose people and number of populated places
  fell by about what the new district has.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NewerDistrict:
    """A district made after 2017; `evidence` says in words why this parent, and how sure."""

    ubigeo: str
    parent: str
    evidence: str


NEWER_DISTRICTS = (
    NewerDistrict("030612", "030604", "name: Ahuayro in Huaccana; sure"),
    NewerDistrict("050413", "050406", "name: Putis in Santillana; sure"),
    NewerDistrict("050512", "050502", "counts: Anco lost 2,424 people and 7 places; likely"),
    NewerDistrict("050513", "050509", "counts: Samugari lost 11 places, of 12; likely"),
    NewerDistrict("050514", "050501", "name: Ninabamba in San Miguel; sure"),
    NewerDistrict("050515", "050501", "name: Tupac Amaru de Patibamba in San Miguel; sure"),
    NewerDistrict("080915", "080902", "name: Puente Kumpirushiato in Echarate; sure"),
    NewerDistrict("080916", "080907", "counts: Kimbiri lost 29 places, Manitea has 23; likely"),
    NewerDistrict("080917", "080907", "name: Manitea Alta and Baja in Kimbiri; sure"),
    NewerDistrict("080918", "080910", "name: Mantaro, its seat, in Pichari; likely"),
    NewerDistrict("090724", "090718", "counts: Tintay Puncu lost 1,435 people; unsure"),
    NewerDistrict("090725", "090707", "counts: Huachocolpa lost 889 people; unsure"),
    NewerDistrict("180107", "180101", "name: San Antonio in Moquegua; sure"),
    NewerDistrict("221006", "221005", "name: Santa Lucia in Uchiza; sure"),
    NewerDistrict("250306", "250301", "name: Huipoca in Padre Abad; sure"),
    NewerDistrict("250307", "250301", "name: Boqueron in Padre Abad; sure"),
)
PARENTS = {district.ubigeo: district.parent for district in NEWER_DISTRICTS}


def parent_of(ubigeo: str) -> str:
    """Return the district of 2017 that a code falls back to (itself where it is one)."""
    return PARENTS.get(ubigeo, ubigeo)
