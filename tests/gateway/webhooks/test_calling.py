"""One call: over TLS to the name that was meant, little read, nothing believed."""

import asyncio
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from tests.gateway.webhooks.receiver import Receiver, receiving
from tongguan.gateway.webhooks.calling import Answer, Line, seconds_named
from tongguan.plumbing import clock
from tongguan.plumbing.webhooks.rules import push_law

LAW = push_law().on(clock.today()).says


def certificate(folder: Path, name: str) -> Path:
    """Make a certificate that speaks for one name, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False
        )
        .sign(key, SHA256())
    )
    path = folder / f"{name}.pem"
    encoding, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    plain = serialization.NoEncryption()
    path.write_bytes(
        made.public_bytes(encoding) + key.private_bytes(encoding, kind, plain)
    )
    return path


def post(line: Line, url: str) -> Answer:
    return asyncio.run(line.post(url, {}, b'{"type": "t", "data": {}}'))


@pytest.mark.parametrize(
    ("name", "status", "trouble"),
    [("localhost", 204, ""), ("another.example", 0, "ConnectError")],
)
def test_a_certificate_must_speak_for_the_name_that_was_called(
    tmp_path: Path, name: str, status: int, trouble: str
) -> None:
    path = certificate(tmp_path, name)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    trusting = ssl.create_default_context(cafile=path)
    with receiving(server) as receiver:
        line = Line(law=LAW, loopback=True, trust=trusting)
        answer = post(line, receiver.url)
        assert (answer.status, answer.trouble) == (status, trouble)
        assert [h["host"] for h, _ in receiver.received] == (
            [receiver.url.split("/")[2]] if status else []
        )
        assert post(Line(law=LAW, loopback=True), receiver.url).status == 0


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


def test_of_a_long_answer_only_the_beginning_is_read(receiver: Receiver) -> None:
    receiver.replies = [(200, {}, b"x" * 5_000_000)]
    assert len(post(Line(law=LAW, loopback=True), receiver.url).body) == 4096


def test_a_packed_answer_is_not_unpacked(receiver: Receiver) -> None:
    receiver.replies = [(200, {"content-encoding": "gzip"}, b"not gzip at all")]
    assert post(Line(law=LAW, loopback=True), receiver.url).body == b"not gzip at all"


def test_nobody_there_is_an_answer_too() -> None:
    with receiving() as receiver:
        url = receiver.url
    answer = post(Line(law=LAW, loopback=True), url)
    assert (answer.status, answer.trouble) == (0, "ConnectError")


def test_a_retry_after_is_seconds_or_a_date_or_nothing() -> None:
    in_a_minute = format_datetime(
        datetime.now(UTC) + timedelta(seconds=60), usegmt=True
    )
    assert 55 <= seconds_named(in_a_minute) <= 61
    texts = ("120", "", "soon", "-5", "Wed, 21 Oct 2015 07:28:00 GMT", "9" * 5000)
    assert [seconds_named(it) for it in texts] == [120, 0, 0, 0, 0, 999_999_999]
