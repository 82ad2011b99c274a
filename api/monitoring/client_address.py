"""The client's address, as the limits count it and as the log shows it."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final, Literal

from starlette.datastructures import Headers
from starlette.types import Scope

Shown = Literal["off", "truncated", "full"]
# What stays of an address in the log: enough to tell networks apart, too little for a person.
_SHOWN_BITS: Final = {4: 24, 6: 48}
# A household or an institution is given this much of IPv6, so it counts as one client.
_CLIENT_BITS: Final = {4: 32, 6: 64}
# Reading an address takes a quarter of the time of an answer that is kept.
_ADDRESSES_KEPT: Final = 1024
_FORWARDED: Final = ("x-forwarded-for", "forwarded")


def address_of(scope: Scope) -> str:
    """The client's address as the server knows it; blank when it is not known."""
    client = scope.get("client")
    return str(client[0]) if client else ""


@lru_cache(_ADDRESSES_KEPT)
def counted(address: str) -> str:
    """The client that an address stands for: an IPv4 address, or an IPv6 network of 64 bits."""
    return _network(address, _CLIENT_BITS)


@lru_cache(_ADDRESSES_KEPT)
def shown(address: str, how: Shown) -> str:
    """An address as the log may show it; blank for ``off``."""
    if how == "full":
        return address
    return _network(address, _SHOWN_BITS) if how == "truncated" else ""


def is_local(scope: Scope) -> bool:
    """True if a program on this machine asks, and not for somebody else as a proxy does."""
    headers = Headers(scope=scope)
    known = parsed(address_of(scope))
    return known is not None and known.is_loopback and not any(n in headers for n in _FORWARDED)


def _network(address: str, bits: dict[int, int]) -> str:
    known = parsed(address)
    if known is None:
        return ""
    if bits[known.version] == known.max_prefixlen:
        return str(known)
    return str(ip_network(f"{known}/{bits[known.version]}", strict=False))


def parsed(address: str) -> IPv4Address | IPv6Address | None:
    """An IP address, IPv4 where it is that in IPv6; None for what is none."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return getattr(known, "ipv4_mapped", None) or known
