"""The hubs nearest to a point, always from the register's present version."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from recommender.hubs.per_version import PerVersion
from recommender.hubs.register import HubRegister
from recommender.places.sphere import SphereIndex, bearing_deg, compass_point
from recommender.records import Hub, RegisterState


@dataclass(frozen=True, slots=True)
class NearHub:
    """A hub with its great-circle distance and its direction as seen from the point."""

    hub: Hub
    distance_km: float
    bearing_deg: float
    compass: str


@dataclass(frozen=True)
class HubIndex:
    """All open hubs of one version of the register, indexed by position."""

    state: RegisterState
    hubs: list[Hub]
    sphere: SphereIndex

    def nearest(
        self, latitude: float, longitude: float, limit: int, offset: int = 0
    ) -> list[NearHub]:
        """Return the hubs at positions `offset` to `offset + limit`, nearest first."""
        rows, km = self.sphere.nearest(latitude, longitude, limit + offset)
        return [
            self._near(self.hubs[int(row)], latitude, longitude, float(distance))
            for row, distance in zip(rows[offset:], km[offset:], strict=True)
        ]

    @staticmethod
    def _near(hub: Hub, latitude: float, longitude: float, km: float) -> NearHub:
        bearing = round(bearing_deg(latitude, longitude, hub.latitude, hub.longitude), 1) % 360.0
        return NearHub(hub, round(km, 1), bearing, compass_point(bearing))


class LiveHubs:
    """Hands out the index of the present register, rebuilt when any worker has changed it."""

    def __init__(self, register: HubRegister) -> None:
        self.register = register
        self._kept = PerVersion(register, self._build)
        self._kept.get()

    def index(self) -> HubIndex:
        """Return an index no older than the register at the time of the call."""
        return self._kept.get()

    def _build(self, version: int) -> HubIndex:
        state, hubs = self.register.read()
        latitude = np.array([hub.latitude for hub in hubs], dtype=np.float64)
        longitude = np.array([hub.longitude for hub in hubs], dtype=np.float64)
        sphere = SphereIndex.build(latitude, longitude)
        return HubIndex(replace(state, version=version), hubs, sphere)
