"""How a remote service is spoken to: one clock, broken connections again, every status checked."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, TypeVar

import requests
from dacite import Config, DaciteError, from_dict
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ReadTimeoutError
from urllib3.util import Timeout

from actions import trace
from actions.metrics import CALL_SECONDS, CALLS

Record = TypeVar("Record")
Query = Mapping[str, str | int | float]

# A connection to a pod next door takes milliseconds; a fifth of the time allows for a lost packet
# and leaves the rest to the answer.
CONNECT_SHARE = 0.2
POOL_SIZE = 32
# Pauses between tries double. A pod that was killed is offered for a second or two before its
# service knows, and each new connection may be led to it once more.
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 0.4


class ServiceUnavailable(Exception):
    """The service did not answer in time, failed, or answered something else than agreed."""

    def __init__(self, service: str, cause: str) -> None:
        super().__init__(f"{service}: {cause}")
        self.service = service
        self.cause = cause


class BadRequest(Exception):
    """The service refused the request; `code` is the stable code of its problem+json."""

    def __init__(self, service: str, status: int, code: str) -> None:
        super().__init__(f"{service}: {status} {code}")
        self.service = service
        self.status = status
        self.code = code


class JsonService:
    """A service that speaks JSON; an object holds one pool of connections.

    A request takes `timeout_s` at most, with all its tries: one whose connection is refused or
    breaks, as it does when a pod is replaced, is sent again. So every request must be one that may
    arrive twice.
    """

    def __init__(self, service: str, base_url: str, timeout_s: float) -> None:
        self.service = service
        self._base_url, self._timeout_s = base_url, timeout_s
        self._session = requests.Session()
        # Proxies and netrc of the environment have no say in traffic between the pods.
        self._session.trust_env = False
        # urllib3 would try again at once and no longer; it cannot tell a break from a time-out.
        adapter = HTTPAdapter(pool_maxsize=POOL_SIZE, max_retries=0)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def get(self, path: str, query: Query | None = None) -> Any:
        """Return the JSON at `path`; raise ServiceUnavailable or BadRequest."""
        return self._answer("GET", path, params=query)

    def post(
        self, path: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> Any:
        """Send `body` as JSON and return the JSON answer; raise as `get` does."""
        return self._answer("POST", path, json=body, headers=headers)

    def delete(self, path: str, headers: Mapping[str, str] | None = None) -> None:
        """Delete what is at `path`; raise as `get` does."""
        self._answer("DELETE", path, headers=headers)

    def record(self, kind: type[Record], payload: Any) -> Record:
        """Read a record out of a payload; fields that it does not know are left aside."""
        try:
            record: Record = from_dict(kind, payload, config=Config(cast=[tuple, float]))
        except (DaciteError, TypeError, ValueError, AttributeError) as error:
            raise ServiceUnavailable(
                self.service, f"unexpected answer: {type(error).__name__}"
            ) from error
        return record

    def _answer(self, method: str, path: str, **content: Any) -> Any:
        began, outcome = time.perf_counter(), "failed"
        try:
            answer = self._heard(method, path, **content)
            outcome = "answered"
            return answer
        except (BadRequest, ServiceUnavailable) as error:
            outcome = _outcome_of(error)
            raise
        finally:
            CALLS.labels(self.service, outcome).inc()
            CALL_SECONDS.labels(self.service).observe(time.perf_counter() - began)

    def _heard(self, method: str, path: str, **content: Any) -> Any:
        content["headers"] = {**(content.get("headers") or {}), **trace.headers()}
        try:
            response = self._response(method, path, content)
        except requests.RequestException as error:
            raise ServiceUnavailable(self.service, _cause(error)) from error
        if 400 <= response.status_code < 500:
            raise BadRequest(self.service, response.status_code, _problem_code(response))
        if response.status_code == 204:
            return None
        if response.status_code not in (200, 201, 202):
            raise ServiceUnavailable(self.service, f"status {response.status_code}")
        try:
            return response.json()
        except ValueError as error:
            raise ServiceUnavailable(self.service, "the answer is not JSON") from error

    def _response(self, method: str, path: str, content: dict[str, Any]) -> requests.Response:
        """The response, whatever its status; raises what the last try raised."""
        end = time.monotonic() + self._timeout_s
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                return self._session.request(
                    method,
                    self._base_url + path,
                    timeout=self._timeout(end),  # type: ignore[arg-type]
                    allow_redirects=False,
                    **content,
                )
            except requests.ReadTimeout:
                raise
            except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
                if time.monotonic() + pause_s >= end:
                    raise
            time.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    def _timeout(self, end: float) -> Timeout:
        left_s = max(end - time.monotonic(), 0.001)
        return Timeout(connect=min(left_s, self._timeout_s * CONNECT_SHARE), total=left_s)


def _cause(error: requests.RequestException) -> str:
    """What went wrong: requests tells a silence after which it may not retry as a broken line."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return "ReadTimeout" if isinstance(reason, ReadTimeoutError) else type(error).__name__


def _outcome_of(error: BadRequest | ServiceUnavailable) -> str:
    """How a call that was not answered is counted."""
    if isinstance(error, BadRequest):
        return "refused"
    if error.cause.endswith("Timeout"):
        return "timeout"
    return "unreachable" if error.cause == "ConnectionError" else "failed"


def _problem_code(response: requests.Response) -> str:
    try:
        problem = response.json()
    except ValueError:
        return ""
    code = problem.get("code", "") if isinstance(problem, dict) else ""
    return code if isinstance(code, str) else ""
