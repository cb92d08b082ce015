"""One request to one address: no cookies, no proxies, no redirects, nothing read of the page."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpx2

from knowledge_base.resources.linkcheck.addresses import address_of
from knowledge_base.resources.linkcheck.gates import Gates
from knowledge_base.resources.urls import host_key

_LONGEST_WAIT_S = 60.0
_ASKS_TO_WAIT = (429, 503)
# What a server may answer to HEAD although it would show the page.
_HEAD_IS_GOOD_ENOUGH = 400
_DEFAULT_PORT = {"http": 80, "https": 443}

Resolve = Callable[[str, int, bool], Awaitable[str]]


@dataclass(frozen=True)
class Manners:
    """How the links are opened: who asks, pause between two requests to a host, time-out of one."""

    user_agent: str
    pause_s: float = 1.0
    timeout_s: float = 15.0
    allow_private: bool = False


@dataclass(frozen=True)
class Answer:
    """The status, where it points to, and how many seconds the host asks to wait."""

    status: int
    location: str
    wait_s: float | None


class Asker:
    """Asks hosts for links. Its transport keeps no connection: each goes to a checked address."""

    def __init__(self, manners: Manners, resolve: Resolve = address_of) -> None:
        self._manners = manners
        self._resolve = resolve
        self._gates = Gates()
        # With connections kept, two sites at one address would share one, and its certificate.
        limits = httpx2.Limits(max_keepalive_connections=0)
        self._transport = httpx2.AsyncHTTPTransport(limits=limits, trust_env=False)

    async def __aenter__(self) -> Asker:
        await self._transport.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        await self._transport.__aexit__(kind, error, trace)

    async def ask(self, url: str) -> Answer:
        """Ask with HEAD, and with GET where HEAD is refused.

        Raises HostRests, NameUnknown, PrivateAddress, TimeoutError, OSError, httpx2.HTTPError,
        httpx2.InvalidURL.
        """
        try:
            answer = await self._patiently("HEAD", url)
            if answer.status < _HEAD_IS_GOOD_ENOUGH or answer.status in _ASKS_TO_WAIT:
                return answer
        except (httpx2.RemoteProtocolError, httpx2.ReadError):
            # Some servers hang up on HEAD.
            pass
        return await self._patiently("GET", url)

    async def _patiently(self, method: str, url: str) -> Answer:
        """Ask once more where the host says when; where that is far off, leave it alone."""
        answer = await self._once(method, url)
        if answer.status not in _ASKS_TO_WAIT or answer.wait_s is None:
            return answer
        gate = self._gates.of(host_key(httpx2.URL(url).host))
        if answer.wait_s <= _LONGEST_WAIT_S:
            gate.close_for(answer.wait_s)
            answer = await self._once(method, url)
        if answer.status in _ASKS_TO_WAIT:
            gate.rests = True
        return answer

    async def _once(self, method: str, url: str) -> Answer:
        target = httpx2.URL(url)
        async with self._gates.of(host_key(target.host)).turn(self._manners.pause_s):
            async with asyncio.timeout(self._manners.timeout_s):
                port = target.port or _DEFAULT_PORT[target.scheme]
                allow = self._manners.allow_private
                address = await self._resolve(target.raw_host.decode("ascii"), port, allow)
                request = self._request(method, target, address)
                response = await self._transport.handle_async_request(request)
                try:
                    headers = response.headers
                    wait_s = _seconds(headers.get("Retry-After", ""))
                    return Answer(response.status_code, headers.get("Location", ""), wait_s)
                finally:
                    await response.aclose()

    def _request(self, method: str, target: httpx2.URL, address: str) -> httpx2.Request:
        """Return a request to `address` itself: a second look-up could give another one."""
        headers = {
            "Host": target.netloc.decode("ascii"),
            "User-Agent": self._manners.user_agent,
            "Accept": "*/*",
            "Accept-Language": "es, en;q=0.5",
            "Connection": "close",
        }
        if method == "GET":
            headers["Range"] = "bytes=0-0"
        extensions: dict[str, object] = {}
        if not _is_address(target.host):
            extensions["sni_hostname"] = target.raw_host.decode("ascii")
        pinned = target.copy_with(host=address, fragment=None)
        return httpx2.Request(method, pinned, headers=headers, extensions=extensions)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _seconds(text: str) -> float | None:
    """Return how many seconds a Retry-After asks for, None where it cannot be told."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())
