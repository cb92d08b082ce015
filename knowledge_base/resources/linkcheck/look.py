"""Look at one link: follow where it leads and say what became of it."""

from __future__ import annotations

import ssl
from typing import Protocol
from urllib.parse import urljoin

import httpx2

from knowledge_base.resources.linkcheck.addresses import NameUnknown, PrivateAddress
from knowledge_base.resources.linkcheck.requests import Answer
from knowledge_base.resources.links import MOVED, OK, UNSURE, Finding
from knowledge_base.resources.urls import url_key

_MOST_REDIRECTS = 5
_FOR_GOOD = (301, 308)
_REDIRECTS = (*_FOR_GOOD, 302, 303, 307)
_GONE = (404, 410)
_LONGEST_TARGET = 180


class Asks(Protocol):
    """What is needed of an Asker."""

    async def ask(self, url: str) -> Answer:
        """Return the answer to one request."""
        ...


async def look(asker: Asks, url: str) -> Finding:
    """Return what a link leads to. Raises HostRests; every other trouble is a finding."""
    try:
        return await _follow(asker, url)
    except NameUnknown:
        return Finding(url, UNSURE, "el nombre del sitio no existe", gone=True)
    except PrivateAddress:
        return Finding(url, UNSURE, "lleva a una red privada; no se abre")
    except (TimeoutError, httpx2.TimeoutException):
        return Finding(url, UNSURE, "no contestó a tiempo")
    except (httpx2.HTTPError, OSError) as error:
        return Finding(url, UNSURE, _trouble(error))
    except (httpx2.InvalidURL, ValueError):
        return Finding(url, UNSURE, "lleva a una dirección que no se puede abrir")


async def _follow(asker: Asks, url: str) -> Finding:
    place = new_home = url
    moved_for_good = True
    for _ in range(_MOST_REDIRECTS + 1):
        answer = await asker.ask(place)
        if answer.status not in _REDIRECTS or not answer.location:
            return _finding(url, new_home, answer.status)
        place = urljoin(place, answer.location)
        if not place.startswith(("http://", "https://")):
            return Finding(url, UNSURE, "lleva a una dirección que no es de la web")
        # What follows a redirect of the moment is where the link leads today, not where it moved.
        moved_for_good = moved_for_good and answer.status in _FOR_GOOD
        new_home = place if moved_for_good else new_home
    return Finding(url, UNSURE, f"redirige más de {_MOST_REDIRECTS} veces")


def _finding(url: str, new_home: str, status: int) -> Finding:
    if status in _GONE:
        return Finding(url, UNSURE, f"contestó {status}", gone=True, answered=True)
    if not (200 <= status < 300 or status == 304):
        return Finding(url, UNSURE, f"contestó {status}", answered=True)
    # From http to https, or to www: the same place.
    if url_key(new_home) == url_key(url):
        return Finding(url, OK, "", answered=True)
    target = new_home if len(new_home) <= _LONGEST_TARGET else f"{new_home[:_LONGEST_TARGET]}…"
    return Finding(url, MOVED, f"se mudó a {target}", answered=True)


def _trouble(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "su certificado no vale"
        cause = cause.__cause__ or cause.__context__
    return "no se pudo conectar"
