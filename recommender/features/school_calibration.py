"""How many school services the school-age people that we count imply, where a count is at hand.

Services are counted in Ayacucho and Huancavelica only, so this calibrates and is never a feature:
it tells how well our people by age stand for schools there, and whether a register that an
operator loads is whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.stats import spearmanr
from sklearn.linear_model import PoissonRegressor

from recommender.features.tables import Tables
from recommender.places.sphere import unit_vectors

Floats = NDArray[np.float64]
# Years of age that each level takes, as shares of the five-year groups that we count, whose years
# count alike. Inicial takes 3 to 5, of whom we count only the age of 5: three years of the next
# older group stand for them.
AGES: dict[str, dict[str, float]] = {
    "inicial": {"pct_age_5_9": 3 / 5},
    "primaria": {"pct_age_5_9": 4 / 5, "pct_age_10_14": 2 / 5},
    "secundaria": {"pct_age_10_14": 3 / 5, "pct_age_15_19": 2 / 5},
}
DEPARTMENTS = {"05": "ayacucho", "09": "huancavelica"}
# So many times fewer or more services than counted are not a matter of the year.
FAR_OFF = 2.0


def school_report(
    tables: Tables, services: pd.DataFrame, register: pd.DataFrame | None = None
) -> dict[str, Any]:
    """Return the calibration by level and, where one is loaded, the register held against it.

    `services` are those of `school_services.load`; `register` has ubigeo and level, a row a
    service.
    """
    counted, into = counted_districts(tables, services)
    return {
        "districts": len(counted),
        "merged_into_a_neighbour": int((counted["merged"] - 1).sum()),
        "calibration": {level: calibration(counted, level) for level in AGES},
        "register": None if register is None else register_check(counted, into, register),
    }


def counted_districts(
    tables: Tables, services: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return a row for each district of the count: services and people of the age of each level.

    Districts that the count holds within their parents are added to the district of their own
    province whose places lie nearest to most of theirs, as no list at hand names their parents;
    `merged` is how many districts of 2017 a row holds; the second result says where each went.
    """
    inside = tables.districts["ubigeo"].str[:2].isin(DEPARTMENTS)
    districts = tables.districts[inside]
    into = host_districts(tables.places, set(districts["ubigeo"]), set(services["ubigeo"]))
    people = school_age_people(districts).assign(merged=1)
    people = people.groupby(districts["ubigeo"].map(into).to_numpy()).sum()
    return services.set_index("ubigeo").join(people, how="inner"), into


def host_districts(places: pd.DataFrame, districts: set[str], counted: set[str]) -> dict[str, str]:
    """Return the counted district of each district's people: itself where it is counted."""
    points = unit_vectors(places["latitude"].to_numpy(float), places["longitude"].to_numpy(float))
    ubigeo = places["ubigeo"].to_numpy(object)
    into = {code: code for code in districts & counted}
    for code in sorted(districts - counted):
        kin = np.array([other in counted and other[:4] == code[:4] for other in ubigeo])
        if not kin.any():
            raise ValueError(f"no district with school services in the province of {code}")
        _, nearest = cKDTree(points[kin]).query(points[ubigeo == code])
        into[code] = str(pd.Series(ubigeo[kin][nearest]).value_counts().sort_index().idxmax())
    return into


def school_age_people(districts: pd.DataFrame) -> pd.DataFrame:
    """Return the people of the age of each level, columns `age_<level>`, as 2022 projects them."""
    return pd.DataFrame(
        {
            f"age_{level}": districts["people"]
            * sum(share * districts[group] / 100.0 for group, share in groups.items())
            for level, groups in AGES.items()
        }
    )


def calibration(counted: pd.DataFrame, level: str) -> dict[str, Any]:
    """Return slope, rank correlation and how each department is met by the other's fit.

    `slope`: of the logarithm of the services expected on that of the people of that age (Poisson
    regression); 1 if services go with people, less if many small ones serve few. The count has a
    1 where there may be none: `slope_if_ones_are_zero` takes every one for a 0.
    """
    people = counted[f"age_{level}"].to_numpy(float)
    services = counted[f"services_{level}"].to_numpy(float)
    department = counted.index.str[:2].to_numpy(object)
    found: dict[str, Any] = {
        "services": int(services.sum()),
        "school_age_people": int(round(people.sum())),
        "people_a_service": float(people.sum() / services.sum()),
        "slope": float(_fitted(people, services).coef_[0]),
        "districts_with_one": int((services == 1).sum()),
        "slope_if_ones_are_zero": float(
            _fitted(people, np.where(services == 1, 0.0, services)).coef_[0]
        ),
        "rank_correlation": rank_correlation(people, services),
        "held_out": {},
    }
    for code, name in DEPARTMENTS.items():
        held = department == code
        expected = implied(_fitted(people[~held], services[~held]), people[held])
        found["held_out"][name] = {
            "districts": int(held.sum()),
            "rank_correlation": rank_correlation(expected, services[held]),
            "observed_over_expected": float(services[held].sum() / expected.sum()),
            "median_relative_error": float(
                np.median(np.abs(expected - services[held]) / services[held])
            ),
        }
    return found


def register_check(
    counted: pd.DataFrame, into: Mapping[str, str], register: pd.DataFrame
) -> dict[str, Any]:
    """Return by level how a register's services agree with the count, district by district.

    `far_off` names the districts where the register has less than half or more than twice the
    services of all three levels: rows are missing there or double, or schools have opened since.
    """
    table = pd.crosstab(register["ubigeo"], register["level"]).reindex(columns=list(AGES))
    table = table[table.index.isin(into)].fillna(0)
    table = table.groupby([into[code] for code in table.index]).sum()
    table = table.reindex(counted.index, fill_value=0)
    count = counted[[f"services_{level}" for level in AGES]].set_axis(list(AGES), axis=1)
    over = table.sum(axis=1) / count.sum(axis=1)
    return {
        "far_off": sorted(over.index[(over < 1 / FAR_OFF) | (over > FAR_OFF)]),
        "levels": {
            level: {
                "services": int(table[level].sum()),
                "over_counted": float(table[level].sum() / count[level].sum()),
                "rank_correlation": rank_correlation(table[level], count[level]),
            }
            for level in AGES
        },
    }


def implied(fitted: PoissonRegressor, people: Floats) -> Floats:
    """Return the services that so many people of a level's age imply, shape (n,)."""
    return np.asarray(fitted.predict(np.log(people)[:, None]))


def _fitted(people: Floats, services: Floats) -> PoissonRegressor:
    model = PoissonRegressor(alpha=0.0, tol=1e-8, max_iter=1_000)
    return model.fit(np.log(people)[:, None], services)


def rank_correlation(one: Floats | pd.Series, other: Floats | pd.Series) -> float | None:
    """Return Spearman's rank correlation, None where one of them does not vary."""
    if min(np.ptp(one), np.ptp(other)) == 0:
        return None
    return float(spearmanr(one, other).statistic)
