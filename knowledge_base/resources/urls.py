"""When two addresses are the same: one key for each address, whatever way it is written."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

import idna

LONGEST_KEY = 600
_TRACKING = re.compile(
    r"utm_.*|(?:fb|g|d|y|ms|tt|tw)cl(?:id|kid)|gbraid|wbraid|igshid|mc_[ce]id|_g[al]|_hs\w+"
)
_YOUTUBE = {"youtube.com", "m.youtube.com"}
# What YouTube adds when someone shares: who shared it, and from which button.
_YOUTUBE_TRACKING = {"si", "feature", "app", "pp", "ab_channel"}
_DEFAULT_PORTS = {None, 80, 443}
_SAFE = "!$&'()*+,;=:@/-._~"


def url_key(url: str) -> str:
    """Return what is equal for two ways of writing an address; empty for an empty one.

    Scheme, `www.`, default ports, trailing slashes, tracking parameters, their order, the case of
    the host and needless percent-encoding do not count, nor does a fragment, unless it is a page
    of its own (`#!...`, `#/...`). A key longer than LONGEST_KEY is replaced by its hash.
    """
    url = url.strip()
    try:
        return _short(_key_of(url))
    except ValueError:
        # No address at all, or one with half a surrogate pair: equal to itself only.
        return _short(url)


def _key_of(url: str) -> str:
    parts = urlsplit(url)
    host, port = host_key(parts.hostname or ""), parts.port
    path, query = _encoded(parts.path).rstrip("/"), parts.query
    if host == "youtu.be" and path.strip("/"):
        host, path, query = "youtube.com", "/watch", f"v={path.strip('/')}&{query}"
    elif host in _YOUTUBE:
        host = "youtube.com"
    site = host if port in _DEFAULT_PORTS else f"{host}:{port}"
    kept = _parameters(query, host == "youtube.com")
    route = f"#{_encoded(parts.fragment)}" if parts.fragment[:1] in ("!", "/") else ""
    return f"{site}{path}{'?' if kept else ''}{kept}{route.rstrip('/')}"


def host_key(host: str) -> str:
    """Return a host in lower case, in ASCII (IDNA) and without `www.`."""
    host = host.lower().rstrip(".").removeprefix("www.")
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host


def host_of(url: str) -> str:
    """Return the host of an address as `host_key` writes it, empty where there is none."""
    try:
        return host_key(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _parameters(query: str, youtube: bool) -> str:
    kept = []
    for pair in query.split("&"):
        name = pair.partition("=")[0].lower()
        if not pair or _TRACKING.fullmatch(name) or (youtube and name in _YOUTUBE_TRACKING):
            continue
        # A plus is a space here, and only here.
        kept.append(_encoded(pair.replace("+", "%20"), _SAFE.replace("+", "").replace("&", "")))
    return "&".join(sorted(kept))


def _encoded(text: str, safe: str = _SAFE) -> str:
    """Encode what has to be, and nothing else. `%2F` stays: it is no slash."""
    parts = re.split(r"(%(?:2[Ff]|3[Ff]|23|26|3[Dd]|25|2[Bb]))", text)
    return "".join(
        part.upper() if number % 2 else quote(unquote_to_bytes(part), safe=safe)
        for number, part in enumerate(parts)
    )


def _short(key: str) -> str:
    if len(key) <= LONGEST_KEY:
        return key
    return "sha256:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
