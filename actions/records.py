"""What the recommender answers, as frozen records; the shapes are those of tests/contract."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Register:
    """The edition of the hub register; `as_of` is an ISO date."""

    total: int
    as_of: str
    source: str
    licence: str


@dataclass(frozen=True)
class HubEvent:
    """What takes place at a hub; `date` is ISO, `time` as "15:00" where it is known."""

    date: str
    title: str
    time: str | None = None


@dataclass(frozen=True)
class Hub:
    """A hub; `services` means something only where `services_confirmed` is true.

    `status` is "open", "closed" or "moved". `hours`, the institution's `contact` and the `events`
    to come are empty where nobody knows them.
    """

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    district: str
    province: str
    department: str
    services: tuple[str, ...]
    services_confirmed: bool
    verified_on: str | None
    status: str = field(default="open", kw_only=True)
    hours: str = field(default="", kw_only=True)
    contact: str = field(default="", kw_only=True)
    events: tuple[HubEvent, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class NearHub(Hub):
    """A hub with its straight-line distance and the compass point it lies towards (N, NE ...)."""

    distance_km: float
    compass: str


@dataclass(frozen=True)
class NearestHubs:
    """One page of hubs, nearest first."""

    register: Register
    hubs: tuple[NearHub, ...]
    next_offset: int | None


@dataclass(frozen=True)
class HubDetails:
    """One hub and the register that it stands in."""

    hub: Hub
    register: Register


@dataclass(frozen=True)
class Place:
    """A department, province, district or populated place: 2, 4, 6 or 10 digits."""

    id: str
    kind: str
    name: str
    label: str
    department: str
    province: str | None
    district: str | None
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Match(Place):
    """A place that fits a query by a `score` of 100, and what tells it from others of its name."""

    distinction: str
    score: float = 0.0


@dataclass(frozen=True)
class PlaceSearch:
    """`status` is "match", "ambiguous" or "none"; matches come best first."""

    status: str
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class Mention:
    """A place named in a sentence; `phrase` is what was looked up for it."""

    phrase: str
    status: str
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class Mentions:
    """The places that a sentence names, in its order."""

    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class NearestPlace:
    """The populated place nearest to a point."""

    place: Place
    distance_km: float


@dataclass(frozen=True)
class Region:
    """The part of the country that sites were looked for in."""

    id: str
    kind: str
    label: str


@dataclass(frozen=True)
class Site:
    """A place for a new hub; people are estimates, distances straight lines."""

    rank: int
    id: str
    name: str
    label: str
    district: str
    province: str
    department: str
    newly_reached_people: int
    newly_reached_youth: int
    nearest_hub_km: float | None
    reason_sms: str


@dataclass(frozen=True)
class Versions:
    """Which data and which hub register an answer rests on."""

    model: str
    data: str
    hubs_as_of: str


@dataclass(frozen=True)
class Sites:
    """One page of sites, best first; no region means the whole country."""

    region: Region | None
    radius_km: float
    sites: tuple[Site, ...]
    next_offset: int | None
    versions: Versions


@dataclass(frozen=True)
class Plan:
    """k sites chosen together; `status` is "done" once they can be read.

    `code` names the plan where there is no room for a link.
    """

    id: str
    code: str
    status: str
    k: int
    radius_km: float
    region: Region | None
    sites: tuple[Site, ...]
    newly_covered_people: int
    newly_covered_youth: int
    gap_percent: float
    gap_note: str
    versions: Versions
    gap_note_en: str = ""


@dataclass(frozen=True)
class PendingPlan:
    """A plan that is still being computed."""

    id: str
    status: str


@dataclass(frozen=True)
class InfeasiblePlan:
    """A plan that turned out not to be possible; `detail` says why, in Spanish and English."""

    id: str
    status: str
    detail: str
    detail_en: str = ""


@dataclass(frozen=True)
class Reason:
    """One reason for a place, with the figure behind it."""

    code: str
    text: str


@dataclass(frozen=True)
class PlaceReasons:
    """Why a place would serve many people; `reason_sms` fits one SMS."""

    id: str
    label: str
    reasons: tuple[Reason, ...]
    reason_sms: str
