"""A PostgreSQL server on another machine is reached over TLS, and must prove who it is."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

WANTED = "verify-full"
UNSAFE_MODES = ("disable", "allow", "prefer")
DRIVER = "postgresql+psycopg2://"
# Variables by which libpq finds a server that the URL does not name. The last two count beside a
# host as well.
LEADING = ("PGHOST", "PGHOSTADDR", "PGSERVICE")
# libpq that comes with psycopg2 looks where it was built, not where this system keeps them.
_SYSTEM_AUTHORITIES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)


def over_tls(
    address: str, authority: str, *, development: bool, led_by: Collection[str] = ()
) -> str:
    """Return the URL of a database with its driver, and what TLS needs, written into it.

    SQLite, a socket and this machine stay as they are. `authority` is a file of certificates that
    may have signed the server's; empty means those that the system trusts. `led_by` are those of
    LEADING that are set. In development nothing is demanded. Raises ValueError that says what to
    write.
    """
    for prefix in ("postgres://", "postgresql://"):
        if address.startswith(prefix):
            address = DRIVER + address.removeprefix(prefix)
    try:
        url = make_url(address)
    except ArgumentError:
        raise ValueError("is no address of a database") from None
    if url.get_backend_name() != "postgresql":
        return address
    if authority and not Path(authority).is_file():
        raise ValueError(f"the file of certificates {authority!r} is not there")
    if not development:
        _refuse_unseen_hosts(url, led_by)
    far = [host for host in _hosts(url) if not _is_here(host)]
    mode = _parameter(url, "sslmode")
    if far and not development:
        if mode in UNSAFE_MODES:
            raise ValueError(
                f"sslmode={mode} may send the password and all data unencrypted to {far[0]}; "
                f"write sslmode={WANTED} (TECHHUB_ENV=development accepts it)"
            )
        mode = mode or WANTED
    if not mode or mode in UNSAFE_MODES:
        return address
    added = {"sslmode": mode}
    if not _parameter(url, "sslrootcert"):
        added |= _root(authority, mode)
    return str(url.update_query_dict(added).render_as_string(hide_password=False))


def _refuse_unseen_hosts(url: URL, led_by: Collection[str]) -> None:
    """Raise ValueError where libpq may be led to another machine by what the URL does not show."""
    hosts = _hosts(url)
    if _parameter(url, "service"):
        raise ValueError("service may lead to any server; write its host and port into the URL")
    misled = [name for name in LEADING if name in led_by and not (name == "PGHOST" and hosts)]
    if misled and all(_is_here(host) for host in hosts):
        raise ValueError(
            f"{misled[0]} is set and may lead to any server; write its host into the URL, "
            f"and leave {misled[0]} unset"
        )


def _root(authority: str, mode: str) -> dict[str, str]:
    if authority:
        return {"sslrootcert": authority}
    if mode != WANTED:
        # With a file of authorities "require" would ask for more than was written.
        return {}
    found = (path for path in _SYSTEM_AUTHORITIES if Path(path).is_file())
    return {"sslrootcert": next(found, "system")}


def _parameter(url: URL, name: str) -> str:
    value = url.query.get(name, "")
    return value if isinstance(value, str) else value[-1]


def _hosts(url: URL) -> list[str]:
    """Every host that libpq may connect to; none means the socket of this machine."""
    named = [url.host or ""]
    for name in ("host", "hostaddr"):
        value = url.query.get(name, "")
        named += [value] if isinstance(value, str) else list(value)
    # SQLAlchemy writes a port behind each host of a list.
    listed = [one.strip() for text in named for one in text.split(",")]
    return [host for host in listed if host]


def _is_here(host: str) -> bool:
    if host.startswith(("/", "@")):
        return True
    name = host if host.count(":") > 1 else host.split(":")[0]
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name.lower() == "localhost"
