"""A Redis server on another machine is reached over TLS, and must prove who it is."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

# Not every Python looks where this system keeps them.
_SYSTEM_AUTHORITIES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)
_FALSE = frozenset({"false", "f", "no", "n", "0", ""})


def over_tls(address: str, authority: str, *, development: bool) -> str:
    """Return the URL of a Redis with what TLS needs written into it.

    A socket, this machine and `memory://` stay as they are. `authority` is a file of certificates
    that may have signed the server's; empty means those that the system trusts. In development
    nothing is demanded. Raises ValueError that says what to write.
    """
    if not address.startswith(("redis://", "rediss://")):
        return address
    if authority and not Path(authority).is_file():
        raise ValueError(f"the file of certificates {authority!r} is not there")
    parts = urlsplit(address)
    given = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host = parts.hostname or given.get("host", "localhost")
    demanded = not development and not _is_here(host)
    if parts.scheme == "redis":
        if demanded:
            raise ValueError(
                f"redis:// sends the password and all data unencrypted to {host}; "
                "write rediss:// (TECHHUB_ENV=development accepts it)"
            )
        return address
    if demanded:
        _refuse_blind_trust(given)
    # Said aloud, so that no other default of the client's is believed.
    added = {"ssl_check_hostname": "true", "ssl_ca_certs": authority or _trusted_here()}
    query = urlencode({name: value for name, value in (added | given).items() if value})
    return parts._replace(query=query).geturl()


def _refuse_blind_trust(given: dict[str, str]) -> None:
    if given.get("ssl_cert_reqs", "required") != "required":
        raise ValueError("ssl_cert_reqs must be required: any server could answer otherwise")
    if given.get("ssl_check_hostname", "true").lower() in _FALSE:
        raise ValueError("ssl_check_hostname must be true: any server could answer otherwise")


def _trusted_here() -> str:
    return next((path for path in _SYSTEM_AUTHORITIES if Path(path).is_file()), "")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
