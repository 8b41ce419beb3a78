"""Which network addresses belong to the open internet. Pure.

Decided by a table of our own, after the IANA registries of special-purpose IPv4 and IPv6
addresses (RFC 6890) and what providers of servers keep for themselves. Python's `is_global`
calls ::127.0.0.1, fec0::1, the translations of 127.0.0.1 into IPv6, 192.0.0.192 and
168.63.129.16 global; each leads back into the house.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

#: IPv4: everything is public but these.
_KEPT = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared by a provider's customers; some keep their metadata here
            "127.0.0.0/8",  # this machine
            "168.63.129.16/32",  # Azure's own server, inside every machine there
            "169.254.0.0/16",  # link-local; the metadata of most providers
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments; Oracle's metadata
            "192.0.2.0/24",  # for documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # multicast over the internet
            "192.88.99.0/24",  # relays from IPv6, withdrawn
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # for documentation
            "203.0.113.0/24",  # for documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved; broadcast
        ),
    )
)
#: IPv6: nothing is public but this, which leaves out IPv4 in every dress but the three below.
_GLOBAL = IPv6Network("2000::/3")
_KEPT_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments; Teredo carries an IPv4 address
            "2001:db8::/32",  # for documentation
            "2002::/16",  # 6to4 carries an IPv4 address
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # for documentation
        ),
    )
)


def is_public(address: str) -> bool:
    """Whether this address, as a resolver gave it, is some other house's on the open internet.

    IPv4 mapped or translated into IPv6 is refused whatever it holds: an outlet's server has no need of it.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return not any(parsed in network for network in _KEPT)
    return parsed in _GLOBAL and not any(parsed in network for network in _KEPT_V6)
