"""What the features are: name, meaning with unit, source, scale and the range of honest values."""

from __future__ import annotations

from dataclasses import dataclass

ESTIMATE = "estimate from INEI 2022 and GeoNames"
CENSUS = "INEI census 2017, by district"
DISTRICT = "INEI, PNUD, MIDIS 2013-2020, by district"
PLACES = "INEI populated places 2017"
HEALTH = "MINSA 2022"
TOWNS = "GeoNames"
ALTITUDE = "district capitals, INEI"
PRONATEL = "PRONATEL 2022, by district"
SCHOOLS = "MINEDU ESCALE, where a register is loaded"
# No two points of Peru are farther apart; no sum or count reaches this.
FARTHEST_KM, MOST = 3_000.0, 2e7


@dataclass(frozen=True)
class Feature:
    """One column of the matrix: its unit and source, and the range that a value must lie in.

    `logarithmic` says that the model takes log(1 + x): counts and distances are skewed.
    `nullable` says that the figure may be unknown (NaN); the model then takes the mean.
    """

    name: str
    unit: str
    source: str
    logarithmic: bool = False
    low: float = 0.0
    high: float = MOST
    nullable: bool = False


def _km(name: str, to: str, source: str) -> Feature:
    return Feature(name, f"km to {to}", source, True, 0.0, FARTHEST_KM)


def _count(name: str, unit: str, source: str, *, nullable: bool = False) -> Feature:
    return Feature(name, unit, source, True, 0.0, MOST, nullable)


def _share(name: str, unit: str, source: str) -> Feature:
    return Feature(name, f"{unit}, 0 to 1", source, False, 0.0, 1.0)


def _percent(name: str, unit: str, source: str = CENSUS, *, nullable: bool = False) -> Feature:
    return Feature(name, f"% of {unit}", source, False, 0.0, 100.0, nullable)


def _between(name: str, unit: str, source: str, low: float, high: float) -> Feature:
    return Feature(name, unit, source, False, low, high)


PEOPLE_RADII_KM = (2.0, 5.0, 10.0, 20.0)
AGES = ("5_9", "10_14", "15_19", "20_24")

PEOPLE_FEATURES = (
    _count("people", "people of the place", ESTIMATE),
    *(_count(f"people_{r:.0f}km", f"people within {r:.0f} km", ESTIMATE) for r in PEOPLE_RADII_KM),
    *(
        _count(f"age_{a}_5km", f"people aged {a.replace('_', ' to ')} within 5 km", ESTIMATE)
        for a in AGES
    ),
    _share("rural_share_10km", "share of the people within 10 km who live in rural places", PLACES),
    _km("larger_place_km", "the nearest place with more people, of the 64 nearest", ESTIMATE),
)
DENSITY_FEATURES = (
    *(_count(f"places_{r}km", f"other places within {r} km", PLACES) for r in (1, 2, 5, 10, 20)),
    *(_km(f"place_{k}_km", f"the {k}th nearest place", PLACES) for k in (1, 2, 5, 10, 32)),
    _between("density_2_to_10", "places a km2 within 2 km over those within 10 km", PLACES, 0, 25),
    _between("density_5_to_20", "places a km2 within 5 km over those within 20 km", PLACES, 0, 16),
    _km("urban_place_km", "the nearest other urban place", PLACES),
    _km("second_urban_place_km", "the second nearest other urban place", PLACES),
)
TOWN_FEATURES = (
    _km("town_5k_km", "the nearest town of 5,000 people or more", TOWNS),
    _km("town_20k_km", "the nearest town of 20,000 people or more", TOWNS),
    _km("town_100k_km", "the nearest town of 100,000 people or more", TOWNS),
    _km("town_km", "the nearest town that GeoNames lists", TOWNS),
    _km("second_town_km", "the second nearest town that GeoNames lists", TOWNS),
    _count("town_people", "people of the nearest town that GeoNames lists", TOWNS),
    _km("university_km", "the nearest seat of a licensed university", "SUNEDU 2021"),
)
HEALTH_FEATURES = (
    *(_km(f"health_post_{k}_km", f"the {k}th nearest public health post", HEALTH) for k in (2, 3)),
    _km("health_post_km", "the nearest public health post", HEALTH),
    _km("health_centre_km", "the nearest public health post of category I-3 or higher", HEALTH),
    _km("health_post_online_km", "the nearest public health post with internet", HEALTH),
    _count("health_posts_5km", "public health posts within 5 km", HEALTH),
    _count("health_posts_20km", "public health posts within 20 km", HEALTH),
    _count("health_posts_online_10km", "public health posts with internet within 10 km", HEALTH),
    _count(
        "health_posts_offline_10km", "public health posts not known to have it within 10 km", HEALTH
    ),
    _between("health_post_level", "level of the nearest post, 1 (I-1) to 5", HEALTH, 1, 5),
    _between(
        "health_post_here", "level of the post that stands in the place, 0 none", HEALTH, 0, 5
    ),
    _between(
        "health_post_of_name",
        "2 a post within 6 km has its name, 1 has it in its name",
        HEALTH,
        0,
        2,
    ),
    _km("place_with_post_name_km", "the nearest place that a post is named for", HEALTH),
    _count("health_post_order", "order by distance among the places of its nearest post", HEALTH),
    _count("health_post_places", "places whose nearest post is the same", HEALTH),
    _between(
        "health_post_km_over_near", "km to a post less its mean within 10 km", HEALTH, -500, 500
    ),
    _count("health_post_km_near", "mean km to a post of the places within 10 km", HEALTH),
    _count("places_with_post_5km", "places with a post within 5 km", HEALTH),
    _count("places_of_post_name_5km", "places that a post is named for within 5 km", HEALTH),
    _share("near_places_of_post_name", "share of the 8 nearest places a post is named for", HEALTH),
    _share("post_rank_near", "share of the 32 nearest places that are nearer to a post", HEALTH),
    _share("post_rank_in_district", "rank in the district by km to a post", HEALTH),
)
SERIAL_FEATURES = (
    _count("serial", "number of the place within its district", PLACES),
    _share("serial_share", "that number over the district's highest", PLACES),
    _share("serial_rank", "rank by it in the district", PLACES),
    _count("serial_gap_before", "numbers from the one before", PLACES),
    _count("serial_gap_after", "numbers to the next one", PLACES),
    *(
        _share(
            f"serial_first_{k}",
            f"share of the {k} nearest of the district with higher ones",
            PLACES,
        )
        for k in (6, 16, 64)
    ),
    _share("serial_rank_near", "share of the 32 nearest places with a lower share", PLACES),
    _km("earlier_place_km", "the nearest place of the district with a lower number, of 64", PLACES),
)
POSITION_FEATURES = (
    _km("district_capital_km", "the capital of the district", PLACES),
    _km("province_capital_km", "the capital of the province", PLACES),
    _between("capital_km_over_mean", "km to the capital over the district's mean", PLACES, 0, 100),
    _km("district_centre_km", "the centre of the district's places", PLACES),
    _between("centre_km_over_mean", "km to it over the district's mean", PLACES, 0, 100),
    *(
        _km(f"other_{unit}_km", f"the nearest place of another {unit}, of the 64 nearest", PLACES)
        for unit in ("district", "province", "department")
    ),
    _share("near_places_of_other_district", "share of the 64 nearest places", PLACES),
    _share("capital_rank_near", "share of the 32 nearest that are nearer to their capital", PLACES),
    _share("people_rank_near", "share of the 32 nearest with fewer people within 2 km", ESTIMATE),
    *(
        _share(f"{what}_rank_in_district", f"rank in the district by {what}", PLACES)
        for what in (
            "people", "people_2km", "people_5km", "people_10km", "places_10km", "place_5_km",
            "district_capital_km", "province_capital_km", "town_5k_km", "district_centre_km",
        )
    ),
)  # fmt: skip
ALTITUDE_FEATURES = (
    _between("altitude_m", "metres above the sea of the district's capital", ALTITUDE, -10, 6_000),
    _between("altitude_here_m", "metres, between the six nearest capitals", ALTITUDE, -10, 6_000),
    _between("altitude_difference_m", "the first less the second", ALTITUDE, -6_000, 6_000),
    _between("altitude_spread_m", "standard deviation of the six capitals", ALTITUDE, 0, 6_000),
    _km("sixth_capital_km", "the sixth nearest district capital", PLACES),
)
DISTRICT_FEATURES = (
    _count("district_places", "places of the district", PLACES),
    _count("district_urban_places", "urban places of the district", PLACES),
    _count("district_people", "people of the district", "INEI projection 2022"),
    _count("district_people_per_place", "people of the district a place", "INEI 2022, 2017"),
    _count("area_km2", "km2 of the district", CENSUS),
    _count("density_km2", "people a km2 of the district", "INEI 2022, census 2017"),
    _between("growth", "people of 2022 over those of 2007, 1 if not known", "INEI", 0, 100),
    _between("hdi", "human development index, 0 to 1", DISTRICT, 0, 1),
    _percent("pct_poverty", "people in poverty, 2018", DISTRICT),
    _percent("pct_extreme_poverty", "people in extreme poverty, 2013", DISTRICT),
    _percent("pct_nbi_at_least_one", "people with an unmet basic need"),
    _between("food_vulnerability", "food vulnerability index, 0 to 1", DISTRICT, 0, 1),
    _percent("pct_age_5_9", "people aged 5 to 9"),
    _percent("pct_age_10_24", "people aged 10 to 24"),
    _percent("pct_age_10_14", "people aged 10 to 14"),
    _percent("pct_age_15_19", "people aged 15 to 19"),
    _percent("pct_age_20_24", "people aged 20 to 24"),
    _percent("pct_reads_and_writes", "people of about 3 or more who read and write"),
    _percent("pct_nbi4_child_not_in_school", "people in homes with a child out of school"),
    _percent("pct_hh_without_internet", "homes"),
    _percent("pct_hh_without_computer", "homes"),
    _percent("pct_hh_without_mobile_phone", "homes"),
    _percent("pct_dwellings_without_electricity", "dwellings"),
    _percent("pct_dwellings_without_network_water", "dwellings"),
    _percent("pct_dwellings_without_sanitation", "dwellings"),
    _percent(
        "pct_places_without_mobile", "places, unknown in 3 districts",
        "OSIPTEL 2025, by district", nullable=True,
    ),
    _count("school_sites", "school sites in projects, unknown without", PRONATEL, nullable=True),
    _count("school_sites_operating", "those in operation", PRONATEL, nullable=True),
    _count("schools_5km", "schools within 5 km", SCHOOLS, nullable=True),
    _count("pupils_5km", "pupils of schools within 5 km", SCHOOLS, nullable=True),
)  # fmt: skip


def _logarithmic_first(features: tuple[Feature, ...]) -> tuple[Feature, ...]:
    return tuple(sorted(features, key=lambda feature: not feature.logarithmic))


# The network takes the logarithm of one block of columns, so those stand first.
FEATURES = _logarithmic_first(
    PEOPLE_FEATURES
    + DENSITY_FEATURES
    + TOWN_FEATURES
    + HEALTH_FEATURES
    + SERIAL_FEATURES
    + POSITION_FEATURES
    + ALTITUDE_FEATURES
    + DISTRICT_FEATURES
)
FEATURE_NAMES = tuple(feature.name for feature in FEATURES)
HEALTH_NAMES = frozenset(feature.name for feature in HEALTH_FEATURES)
