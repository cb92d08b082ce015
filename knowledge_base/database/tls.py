"""A PostgreSQL server on another machine is reached over TLS, and must prove who it is."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

WANTED = "verify-full"
UNSAFE_MODES = ("disable", "allow", "prefer")
# Where libpq looks for the host that a URL does not name, and for what comes before the named one.
LEADING, _BEFORE_A_HOST = ("PGHOST", "PGHOSTADDR", "PGSERVICE"), ("PGHOSTADDR", "PGSERVICE")
# libpq that comes with psycopg looks where it was built, not where this system keeps them.
_SYSTEM_AUTHORITIES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)


def over_tls(
    address: str, authority: str, *, development: bool, led_by: Collection[str] = ()
) -> str:
    """Return the URL of a database with what TLS needs written into it.

    SQLite, a socket and this machine stay as they are. `authority` is a file of certificates that
    may have signed the server's; empty means those that the system trusts. `led_by` are those of
    LEADING that are set. In development nothing is demanded. Raises ValueError that says what to
    write.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        raise ValueError("is no address of a database") from None
    if url.get_backend_name() != "postgresql":
        return address
    if authority and not Path(authority).is_file():
        raise ValueError(f"the file of certificates {authority!r} is not there")
    if not development:
        _refuse_hidden_host(url, led_by)
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
    return url.update_query_dict(added).render_as_string(hide_password=False)


def _refuse_hidden_host(url: URL, led_by: Collection[str]) -> None:
    """Raise ValueError where libpq may go without TLS to a machine that the URL does not name."""
    hosts = _hosts(url)
    named = ["service"] if "service" in url.query else []
    if "hostaddr" not in url.query and all(_is_here(host) for host in hosts):
        names = _BEFORE_A_HOST if hosts else LEADING
        named += [name for name in names if name in led_by]
    if named:
        raise ValueError(
            f"{named[0]} may name a server that is reached without TLS; write its host into the "
            "URL and leave it out (TECHHUB_ENV=development accepts it)"
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
