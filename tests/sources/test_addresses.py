"""Which network addresses are the open internet's."""

from __future__ import annotations

import pytest

from sources.addresses import is_public

#: Addresses that Python's own table takes for public, and others at the edges of what is kept.
KEPT = (
    *("0.0.0.0", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254"),
    *("168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1"),
    *("192.88.99.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::1", "::", "::ffff:8.8.8.8"),
    *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "100::1", "2001::1"),
    *("2001:0:7f00:1::", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fdff::1"),
    *("fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "nonsense", "127.1", "2130706433"),
)
PUBLIC = (
    *("1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0"),
    *("126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0"),
    *("198.17.255.255", "198.20.0.0", "223.255.255.255", "168.63.129.15", "2001:4860:4860::8888"),
    *("2a00:1450:4001::1", "2606:4700::1111", "2400:cb00::1"),
)


@pytest.mark.parametrize("address", KEPT)
def test_address_of_a_house_is_kept_from(address: str) -> None:
    """Our own networks, a provider's, and IPv4 in any dress of IPv6 are not public."""
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_address_on_the_internet_is_public(address: str) -> None:
    """What lies right beside a kept network is anybody's."""
    assert is_public(address)
