"""Kinds of places by which the measures are told apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
HIGHLANDS_M = 1_500.0
# The crest is found from the places above this, in bands of half a degree of latitude. A quarter
# of them lie west of it: the divide runs along the western of the Andes' chains.
CREST_M = 3_000.0
BAND_DEGREES = 0.5
WEST_OF_CREST = 0.25
# Fewer high places than this say nothing of the crest: near Chachapoyas it would jump 100 km east.
PLACES_OF_CREST = 30
NEAR_TOWN_KM, FAR_FROM_TOWN_KM = 10.0, 30.0
HEALTH_POST_KM = 5.0


def slices(
    altitude_m: Floats, latitude: Floats, longitude: Floats, town_km: Floats, health_post_km: Floats
) -> dict[str, Mask]:
    """Return masks of shape (n,), by name; of each kind a place lies in exactly one.

    - `highlands`: 1,500 m above the sea or more; `coast` and `jungle`: lower, and west or east of
      the Andes' crest. By the altitude of the district's capital, ten high places of Pachía
      (Tacna), east of the crest and with their capital at 1,087 m, pass for jungle.
    - `under_10_km_to_town`, `10_to_30_km_to_town`, `over_30_km_to_town`: from the nearest town of
      5,000 people or more (30 km still belong to the middle).
    - `health_post_within_5_km`, `no_health_post_within_5_km`.

    All arrays have shape (n,), coordinates in degrees; they need the whole country's places, for
    the crest is found among them. Raises ValueError for a value that is not finite, and where no
    band of latitude has places enough above 3,000 m.
    """
    _check(altitude_m, latitude, longitude, town_km, health_post_km)
    high = altitude_m >= HIGHLANDS_M
    west = longitude < crest_longitude(altitude_m, latitude, longitude)
    near, far = town_km < NEAR_TOWN_KM, town_km > FAR_FROM_TOWN_KM
    served = health_post_km <= HEALTH_POST_KM
    return {
        "coast": ~high & west,
        "highlands": high,
        "jungle": ~high & ~west,
        "under_10_km_to_town": near,
        "10_to_30_km_to_town": ~near & ~far,
        "over_30_km_to_town": far,
        "health_post_within_5_km": served,
        "no_health_post_within_5_km": ~served,
    }


def crest_longitude(altitude_m: Floats, latitude: Floats, longitude: Floats) -> Floats:
    """Return the longitude of the Andes' crest at each place's latitude, degrees, shape (n,).

    It is the longitude that a quarter of the places above 3,000 m lie west of in each half degree
    of latitude, straight lines between the bands' middles, that of the last band beyond the ends.
    """
    high = altitude_m > CREST_M
    band, index, places = np.unique(
        np.floor(latitude[high] / BAND_DEGREES), return_inverse=True, return_counts=True
    )
    enough = np.flatnonzero(places >= PLACES_OF_CREST)
    if not len(enough):
        raise ValueError(f"no band of latitude has {PLACES_OF_CREST} places above {CREST_M:.0f} m")
    crest = [np.quantile(longitude[high][index == number], WEST_OF_CREST) for number in enough]
    return np.asarray(np.interp(latitude, (band[enough] + 0.5) * BAND_DEGREES, crest))


def _check(*arrays: Floats) -> None:
    names = ("altitude_m", "latitude", "longitude", "town_km", "health_post_km")
    for name, values in zip(names, arrays, strict=True):
        if not np.isfinite(values).all():
            place = int(np.flatnonzero(~np.isfinite(values))[0])
            raise ValueError(f"{name} of place {place} is {values[place]}")
