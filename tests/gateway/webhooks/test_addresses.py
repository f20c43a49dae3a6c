"""Which addresses may be called: public servers over TLS, and nothing behind a name."""

import asyncio
from ipaddress import ip_address

import pytest

from tongguan.gateway.webhooks.addresses import (
    Unfit,
    UnfitUrlError,
    checked,
    is_fit,
    located,
    resolved,
)
from tongguan.plumbing import clock
from tongguan.plumbing.webhooks.rules import push_law

LAW = push_law().on(clock.today()).says
PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.1"),
    *("192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200"),
    *("168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.7"),
    *("203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
    *("::127.0.0.1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1"),
    *("64:ff9b::7f00:1", "64:ff9b:1::1", "2001::1", "2001:db8::1", "2002:7f00:1::"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_never_called(address: str) -> None:
    assert not is_fit(ip_address(address), LAW)


@pytest.mark.parametrize("address", ["8.8.8.8", "202.96.209.5", "2400:3200::1"])
def test_what_is_public_may_be_called(address: str) -> None:
    assert is_fit(ip_address(address), LAW)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", Unfit.URL),
        ("https://", Unfit.URL),
        ("https:///hook", Unfit.URL),
        ("https://a b.example/", Unfit.URL),
        ("https://a.example:99999/", Unfit.URL),
        ("https://[::1/", Unfit.URL),
        ("https://a.example\\@b.example/", Unfit.URL),
        ("https://例子.example/", Unfit.URL),
        ("https://a.example/\r\nX: y", Unfit.URL),
        ("https://a.example/" + "x" * 500, Unfit.URL),
        ("http://a.example/", Unfit.SCHEME),
        ("file://a.example/etc/passwd", Unfit.SCHEME),
        ("gopher://a.example/", Unfit.SCHEME),
        ("https://a.example:22/", Unfit.PORT),
        ("https://user:word@a.example/", Unfit.CREDENTIALS),
        ("https://@a.example/", Unfit.CREDENTIALS),
        ("https://a.example/#", Unfit.CREDENTIALS),
        ("https://127.0.0.1/", Unfit.PRIVATE),
        ("https://[::ffff:127.0.0.1]/", Unfit.PRIVATE),
        ("https://[fd00:ec2::254]/latest", Unfit.PRIVATE),
    ],
)
def test_an_address_is_refused_for_what_it_is(url: str, why: Unfit) -> None:
    with pytest.raises(UnfitUrlError) as refused:
        checked(url, LAW)
    assert refused.value.why is why


def leading(*addresses: str) -> object:
    async def resolve(_host: str, _port: int) -> list[str]:
        return list(addresses)

    return resolve


@pytest.mark.parametrize(
    ("addresses", "why"),
    [
        ((), Unfit.UNKNOWN),
        (("8.8.8.8", "10.0.0.1"), Unfit.PRIVATE),
        (("10.0.0.1", "8.8.8.8"), Unfit.PRIVATE),
        (("::ffff:7f00:1",), Unfit.PRIVATE),
        (("fe80::1%eth0",), Unfit.PRIVATE),
    ],
)
def test_one_unfit_answer_spoils_a_name(addresses: tuple[str, ...], why: Unfit) -> None:
    with pytest.raises(UnfitUrlError) as refused:
        asyncio.run(located("https://a.example/", LAW, leading(*addresses)))  # type: ignore[arg-type]  # a plain function
    assert refused.value.why is why


@pytest.mark.parametrize(
    "url",
    [
        *("https://2130706433/", "https://0x7f.1/", "https://127.1/"),
        *("https://017700000001/", "https://localhost/", "https://[::1]/"),
    ],
)
def test_no_spelling_leads_to_this_machine(url: str) -> None:
    with pytest.raises(UnfitUrlError):
        asyncio.run(located(url, LAW, resolved))


def test_the_address_that_was_looked_at_is_the_one_that_is_called() -> None:
    place = asyncio.run(
        located("https://a.example:8443/x", LAW, leading("8.8.4.4", "8.8.8.8"))  # type: ignore[arg-type]  # a plain function
    )
    assert (place.host, place.port, place.address) == ("a.example", 8443, "8.8.4.4")


def test_only_a_sandbox_that_is_asked_calls_itself_and_only_itself() -> None:
    def at_home(*addresses: str) -> str:
        asked = located(
            "http://here.example:8000/",
            LAW,
            leading(*addresses),  # type: ignore[arg-type]  # a plain function
            loopback=True,
        )
        return asyncio.run(asked).address

    assert at_home("127.0.0.1") == "127.0.0.1"
    for address, why in (("10.0.0.1", Unfit.PRIVATE), ("8.8.8.8", Unfit.SCHEME)):
        with pytest.raises(UnfitUrlError) as refused:
            at_home(address)
        assert refused.value.why is why
