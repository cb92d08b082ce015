"""The recommender: the register of hubs, what people report on them, and the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

import httpx2

from knowledge_base import trace
from knowledge_base.console.clients.hub_records import (
    Check,
    Hub,
    HubPage,
    ImportReport,
    Near,
    Place,
    Reports,
    check_from,
    hub_from,
    import_from,
    near_from,
    page_from,
    place_from,
    reports_from,
)

TIMEOUT_S = 2.0
# A file of many hubs takes longer to read, compare and write.
FILE_TIMEOUT_S = 20.0
Read = TypeVar("Read")


class RecommenderAway(Exception):
    """It did not answer in time, failed, or answered something else than agreed."""


class NoAccess(RecommenderAway):
    """There is no service token, or it is not the recommender's."""


class Unanswered(RecommenderAway):
    """It got a request and did not answer: whether a change was made is not known."""


class UnknownHub(Exception):
    """The register has no such hub."""


class Refused(Exception):
    """The hub or the file does not fit; `errors` gives Spanish reasons by field or row.

    A field within a list is named by its number from 0: `events.0.date`.
    """

    def __init__(self, detail: str, errors: Mapping[str, list[str]]) -> None:
        super().__init__(detail)
        self.detail, self.errors = detail, dict(errors)


class HubChanged(Exception):
    """Somebody changed the hub meanwhile; `now` is what it is, None where it was deleted."""

    def __init__(self, now: Hub | None) -> None:
        super().__init__(now.id if now else "")
        self.now = now


class HubExists(HubChanged):
    """A hub that should be new is there already."""


class Recommender:
    """One pool of connections; `timeout_s` holds for each wait but those for files.

    Every method raises RecommenderAway, and those with an id UnknownHub.
    """

    def __init__(self, base_url: str, token: str, timeout_s: float = TIMEOUT_S) -> None:
        self._token, self._timeout_s = token, timeout_s
        # Proxies of the environment have no say in traffic between the pods.
        self._http = httpx2.Client(
            base_url=base_url.rstrip("/"),
            trust_env=False,
            event_hooks={"request": [lambda request: request.headers.update(trace.headers())]},
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def hubs(self, query: Mapping[str, str | int]) -> HubPage:
        """Look through the register; raises Refused for a query that does not fit."""
        wanted = {name: value for name, value in query.items() if value not in ("", None)}
        return _read(page_from, self._json("GET", "/v1/hubs", params=wanted))

    def hub(self, hub_id: str) -> Hub:
        """Read one hub, open or not."""
        body = self._json("GET", _hub(hub_id))
        if "version" not in _read(lambda body: dict(body["hub"]), body):
            # Whoever bears another token reads what everybody may.
            raise NoAccess("another service token")
        return _read(lambda body: hub_from(body["hub"]), body)

    def create(self, hub_id: str, body: Mapping[str, Any]) -> Hub:
        """Add a hub; raises HubExists or Refused."""
        return self._put(hub_id, body, {"If-None-Match": "*"})

    def save(self, hub_id: str, body: Mapping[str, Any], version: int) -> Hub:
        """Replace the hub of this version; raises HubChanged or Refused."""
        return self._put(hub_id, body, {"If-Match": f'"{version}"'})

    def delete(self, hub_id: str, version: int) -> None:
        """Take the hub of this version out for good; raises HubChanged."""
        self._ask("DELETE", _hub(hub_id), headers={"If-Match": f'"{version}"'})

    def near(self, latitude: float, longitude: float, but: str = "") -> tuple[Near, ...]:
        """List open hubs within 200 m; raises Refused for a point outside Peru."""
        query = {"lat": latitude, "lon": longitude, "id": but}
        body = self._json("GET", "/v1/hubs/near-duplicates", params=query)
        return _read(lambda body: tuple(near_from(one) for one in body["near"]), body)

    def place(self, latitude: float, longitude: float) -> Place:
        """Find the populated place nearest to a point; raises Refused outside Peru."""
        query = {"lat": latitude, "lon": longitude}
        return _read(place_from, self._json("GET", "/v1/places/nearest", params=query))

    def departments(self) -> dict[str, str]:
        """Return the departments' names by their codes of two digits."""
        body = self._json("GET", "/v1/map/regions")
        return _read(lambda body: {one["id"]: one["name"] for one in body["departments"]}, body)

    def reports(self, hub_id: str) -> Reports:
        """Read what people reported on a hub."""
        return _read(reports_from, self._json("GET", f"{_hub(hub_id)}/reports"))

    def checks(self) -> tuple[Check, ...]:
        """List the hubs that an editor should look at."""
        body = self._json("GET", "/v1/hubs:checks")
        return _read(lambda body: tuple(check_from(one) for one in body["hubs"]), body)

    def take_file(self, data: bytes, content_type: str, *, dry_run: bool) -> ImportReport:
        """Take the hubs of a CSV or GeoJSON file in, or say what that would do; raises Refused."""
        body = self._json(
            "POST",
            "/v1/hubs:import",
            params={"dry_run": str(dry_run).lower()},
            content=data,
            headers={"Content-Type": content_type},
            timeout=FILE_TIMEOUT_S,
        )
        return _read(import_from, body)

    def file(self, form: str) -> bytes:
        """Return the whole register as `csv` or `geojson`."""
        query = {"format": form}
        return self._ask("GET", "/v1/hubs:export", params=query, timeout=FILE_TIMEOUT_S).content

    def outcomes(self) -> bytes:
        """Return the visits that people told of, as the model's file."""
        return self._ask("GET", "/v1/outcomes.csv", timeout=FILE_TIMEOUT_S).content

    def outlines(self, department: str = "") -> bytes:
        """Return the outlines of the departments, or of one's districts, as GeoJSON."""
        query = {"department": department} if department else {}
        return self._ask("GET", "/v1/map/outlines", params=query).content

    def map_hubs(self) -> list[tuple[str, str, float, float]]:
        """Return id, name, latitude and longitude of every open hub."""
        names = ("id", "name", "latitude", "longitude")
        body = self._json("GET", "/v1/map/hubs", timeout=FILE_TIMEOUT_S)
        return _read(
            lambda body: [tuple(one[name] for name in names) for one in body["hubs"]], body
        )

    def _put(self, hub_id: str, body: Mapping[str, Any], headers: dict[str, str]) -> Hub:
        answer = self._json("PUT", _hub(hub_id), json=dict(body), headers=headers)
        return _read(lambda body: hub_from(body["hub"]), answer)

    def _json(self, method: str, path: str, **content: Any) -> Any:
        try:
            return self._ask(method, path, **content).json()
        except ValueError as error:
            raise RecommenderAway("the answer is not JSON") from error

    def _ask(self, method: str, path: str, **content: Any) -> httpx2.Response:
        if not self._token:
            raise NoAccess("no service token")
        headers = {"Authorization": f"Bearer {self._token}", **content.pop("headers", {})}
        timeout = content.pop("timeout", self._timeout_s)
        try:
            answer = self._http.request(method, path, headers=headers, timeout=timeout, **content)
        except (httpx2.ReadTimeout, httpx2.ReadError, httpx2.RemoteProtocolError) as error:
            raise Unanswered(type(error).__name__) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise RecommenderAway(type(error).__name__) from error
        if answer.status_code not in (200, 204):
            _refuse(answer)
        return answer


def _hub(hub_id: str) -> str:
    return f"/v1/hubs/{quote(hub_id, safe='')}"


def _read(read: Callable[[Any], Read], body: Any) -> Read:
    try:
        return read(body)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RecommenderAway(f"unexpected answer: {type(error).__name__}") from error


def _refuse(answer: httpx2.Response) -> None:
    """Raise what a refusal means."""
    try:
        problem = answer.json()
        code, detail, errors = problem["code"], str(problem["detail"]), dict(problem["errors"])
    except (KeyError, TypeError, ValueError) as error:
        raise RecommenderAway(f"status {answer.status_code}") from error
    if answer.status_code in (401, 403):
        raise NoAccess(code)
    if code == "unknown_hub":
        raise UnknownHub(detail)
    if answer.status_code == 412:
        kind = HubExists if code == "hub_exists" else HubChanged
        raise kind(_read(hub_from, errors["hub"]) if "hub" in errors else None)
    if answer.status_code in (400, 409, 413, 415, 422):
        raise Refused(detail, _flat(errors))
    raise RecommenderAway(f"status {answer.status_code}")


def _flat(errors: Mapping[str, Any], above: str = "") -> dict[str, list[str]]:
    flat: dict[str, list[str]] = {}
    for name, said in errors.items():
        path = f"{above}.{name}" if above else str(name)
        if isinstance(said, Mapping):
            flat |= _flat(said, path)
        else:
            reasons = said if isinstance(said, list) else [said]
            flat[path] = [str(one) for one in reasons]
    return flat
