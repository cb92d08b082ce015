"""All sources of the recommender together."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd

from recommender.sources import (
    census_2017,
    district_attributes,
    district_population,
    health_posts,
    mobile_coverage,
    outlines,
    populated_places,
    school_services,
    school_sites,
    tambos,
    towns,
    universities,
)
from recommender.sources.originals import Fetcher, Original, sha256_of
from recommender.sources.outlines import Outline

ORIGINALS: tuple[Original, ...] = (
    populated_places.ORIGINAL,
    district_population.ORIGINAL,
    district_attributes.ORIGINAL,
    census_2017.ORIGINAL,
    towns.ORIGINAL,
    tambos.ORIGINAL,
    health_posts.ORIGINAL,
    mobile_coverage.ORIGINAL,
    school_sites.ORIGINAL,
    school_services.ORIGINAL,
    universities.ORIGINAL,
    outlines.DEPARTMENTS,
    outlines.DISTRICTS,
)


@dataclass(frozen=True)
class Sources:
    """The validated sources: tables, whose modules' `load` says which columns, and outlines."""

    populated_places: pd.DataFrame
    district_population: pd.DataFrame
    district_attributes: pd.DataFrame
    census_2017: pd.DataFrame
    towns: pd.DataFrame
    tambos: pd.DataFrame
    health_posts: pd.DataFrame
    mobile_coverage: pd.DataFrame
    school_sites: pd.DataFrame
    school_services: pd.DataFrame
    universities: pd.DataFrame
    department_outlines: list[Outline]
    district_outlines: list[Outline]

    def row_counts(self) -> dict[str, int]:
        """Return the rows of each source by its name."""
        return {field.name: len(getattr(self, field.name)) for field in fields(self)}


def load_sources(fetcher: Fetcher) -> Sources:
    """Read and validate every source; raise SourceError at the first that does not fit."""
    return Sources(
        populated_places=populated_places.load(fetcher),
        district_population=district_population.load(fetcher),
        district_attributes=district_attributes.load(fetcher),
        census_2017=census_2017.load(fetcher),
        towns=towns.load(fetcher),
        tambos=tambos.load(fetcher),
        health_posts=health_posts.load(fetcher),
        mobile_coverage=mobile_coverage.load(fetcher),
        school_sites=school_sites.load(fetcher),
        school_services=school_services.load(fetcher),
        universities=universities.load(fetcher),
        department_outlines=outlines.load_departments(fetcher),
        district_outlines=outlines.load_districts(fetcher),
    )


def checksums(fetcher: Fetcher) -> dict[str, str]:
    """Return the SHA-256 of each source's file by its name, fetching what is not there."""
    return {item.mirror_name: sha256_of(fetcher.path_of(item)) for item in ORIGINALS}
