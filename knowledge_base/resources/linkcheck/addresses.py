"""From a host to the address that is connected to, so that no link opens what is inside."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class NameUnknown(OSError):
    """No name server knows the host."""


class PrivateAddress(OSError):
    """The host stands for this machine or for its own network."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the internet at large."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip not in _GLOBAL_UNICAST or ip in _SIX_TO_FOUR:
            return False
    return ip.is_global and not ip.is_multicast


async def address_of(host: str, port: int, allow_private: bool = False) -> str:
    """Return an address of a host, IPv4 if it has one.

    Raises NameUnknown, PrivateAddress, or OSError where the name servers do not answer.
    """
    try:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in _NO_SUCH_NAME:
            raise NameUnknown(host) from None
        raise
    # IPv6 is missing in many networks here, and its addresses often come first.
    found.sort(key=lambda one: one[0] != socket.AF_INET)
    addresses = [str(one[4][0]) for one in found]
    usable = [one for one in addresses if allow_private or is_public(one)]
    if not usable:
        raise PrivateAddress(host)
    return usable[0]
