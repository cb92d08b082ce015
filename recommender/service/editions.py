"""Which edition of model, data and hubs the bundle holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.hubs.register import Seed
from recommender.model.bundle import Bundle
from recommender.records import Hub
from recommender.service.raw_features import described


@dataclass(frozen=True)
class Edition:
    """The versions that answers name, and what the bundle says of itself."""

    model: str
    data: str
    metrics: dict[str, Any]
    manifest: dict[str, Any]
    feature_names: tuple[str, ...]
    features: tuple[dict[str, Any], ...]


def edition_of(bundle: Bundle) -> Edition:
    """Return the bundle's edition."""
    manifest = dict(bundle.manifest)
    return Edition(
        model=bundle.version,
        data=str(manifest["data_year"]),
        metrics=dict(bundle.metrics),
        manifest=manifest,
        feature_names=bundle.feature_names,
        features=tuple(described(bundle.feature_names, _medians(bundle))),
    )


def _medians(bundle: Bundle) -> NDArray[np.float64]:
    """Return each feature's median over the rural places, NaN where it is known of none."""
    rural = ~bundle.places["urban"].to_numpy(bool)
    medians = np.full(len(bundle.feature_names), np.nan)
    for index in range(len(medians)):
        column = bundle.feature_table.column(index)[rural]
        if not np.isnan(column).all():
            medians[index] = np.nanmedian(column)
    return medians


def hub_seed(bundle: Bundle) -> Seed:
    """Return the bundle's hubs: tambos, of which no service is known, so none is named."""
    hubs = tuple(
        Hub(
            id=str(row.id),
            name=str(row.name),
            kind=str(row.kind),
            latitude=float(row.latitude),
            longitude=float(row.longitude),
            ubigeo=str(row.ubigeo),
            services=(),
            services_confirmed=False,
            verified_on=None,
            source=str(row.source),
            licence=str(row.licence),
        )
        for row in bundle.hubs.itertuples(index=False)
    )
    if not hubs:
        raise ValueError("the bundle has no hubs to start the register with")
    first = bundle.hubs.iloc[0]
    return Seed(hubs, str(first["as_of"]), str(first["source"]), str(first["licence"]))
