"""The hubs nearest to a point, always from the register's present version."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np

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
    """All hubs of one version of the register, indexed by position."""

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
        self._lock = threading.Lock()
        self._index = self._build()

    def index(self) -> HubIndex:
        """Return an index no older than the register at the time of the call."""
        if self.register.version() != self._index.state.version:
            with self._lock:
                if self.register.version() != self._index.state.version:
                    self._index = self._build()
        return self._index

    def _build(self) -> HubIndex:
        # The version is read before the rows: should a change slip in between, the next call
        # sees a newer version and builds again.
        version = self.register.version()
        state, hubs = self.register.read()
        if state.version != version:
            state = RegisterState(version, state.total, state.as_of, state.source, state.licence)
        latitude = np.array([hub.latitude for hub in hubs], dtype=np.float64)
        longitude = np.array([hub.longitude for hub in hubs], dtype=np.float64)
        return HubIndex(state, hubs, SphereIndex.build(latitude, longitude))
