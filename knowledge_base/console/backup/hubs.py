"""The register of hubs, which the recommender keeps, as it goes into a copy."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx2

PART = "hubs.geojson"
LARGEST = 50_000_000
_PATH = "/v1/hubs:export"
_TIMEOUT_S = 20.0


class HubsAway(Exception):
    """The recommender did not answer, refused, or answered more than a register can be."""


@dataclass(frozen=True)
class HubSource:
    """Where the recommender is, and the token that it asks of those who may read all."""

    url: str
    token: str = field(repr=False)


def fetch_hubs(source: HubSource) -> bytes:
    """Return the register as GeoJSON; raises HubsAway."""
    content = bytearray()
    try:
        with httpx2.stream(
            "GET",
            source.url.rstrip("/") + _PATH,
            params={"format": "geojson"},
            headers={"Authorization": f"Bearer {source.token}"},
            timeout=_TIMEOUT_S,
            trust_env=False,
        ) as answer:
            if answer.status_code != 200:
                raise HubsAway(f"status {answer.status_code}")
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > LARGEST:
                    raise HubsAway("too large")
    except httpx2.HTTPError as error:
        raise HubsAway(type(error).__name__) from error
    return bytes(content)
