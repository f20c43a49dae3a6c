"""Attacks by address: every spelling of a place that must not be called."""

import json
from collections.abc import Iterator
from typing import Any

from tests.hostile.attack import Attack, attacks, sent

HOSTS = (
    *("127.0.0.1", "127.1.2.3", "0.0.0.1", "10.0.0.1", "172.16.9.9", "192.168.0.1"),
    *("169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16"),
    *("192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255", "[::]", "[::1]"),
    *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]"),
    *("[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "[ff02::1]"),
    *("[2002:7f00:1::]", "[2001::1]", "[fec0::1]", "[0:0:0:0:0:ffff:0a00:0001]"),
)
URLS = (
    *("", " ", "https", "https:", "https://", "https:///x", "//a.example/", "/x", "?"),
    *("http://a.example/", "ftp://a.example/", "file:///etc/passwd", "gopher://a/_x"),
    *("dict://a:11211/", "ldap://a/", "jar:https://a!/", "unix:///run/x", "data:,x"),
    *("javascript:alert(1)", "https://a.example:22/", "https://a.example:0/"),
    *("https://a.example:99999/", "https://a.example:-1/", "https://a.example:x/"),
    *("https://a@b.example/", "https://a:b@c.example/", "https://a.example#@b/"),
    *(
        "https://a.example\\@127.0.0.1/",
        "https://a.example/\r\nHost: b",
        "https://[::1",
    ),
    *("https://a.example/\0", "https://a b.example/", "https://例子.example/"),
    *("https://①②⑦.0.0.1/", "https://127。0。0。1/", "https://a.example/" + "x" * 500),
    *("HTTP://127.0.0.1/", "https://127.0.0.1:443/", "https://[fe80::1%25eth0]/"),
)
BODIES: dict[str, Any] = {
    "number": {"url": 17},
    "nothing": {"url": None},
    "list": {"url": ["https://a.example/"]},
    "object": {"url": {"$ne": ""}},
    "no url": {},
    "array": [],
    "text": "https://a.example/",
}
NO_JSON = {
    "empty": b"",
    "xml": b"<url/>",
    "deep": b"[" * 100_000,
    "cut": b'{"url": "https',
    "bytes": b"\xff\xfe\xff",
}


def addresses() -> Iterator[Attack]:
    """Yield every attack by an address that is asked to be called."""
    places = {host: f"https://{host}/hook" for host in HOSTS}
    asked = {**places, **{repr(url): url for url in URLS}}
    bodies = {name: {"url": url} for name, url in asked.items()} | BODIES
    told = {it: sent(json.dumps(body).encode()) for it, body in bodies.items()}
    yield from attacks("address", "TRN-1042", told)
    yield from attacks(
        "address", "TRN-1005", {it: sent(data) for it, data in NO_JSON.items()}
    )
