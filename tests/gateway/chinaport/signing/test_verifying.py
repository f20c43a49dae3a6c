"""Verifying: what is good, what is wrong with the rest, and what is never read."""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date

import pytest

from tests.gateway.chinaport.official import STANDARD, needs_standard
from tests.gateway.chinaport.signing.hands import DAY, key, signed, unsigned
from tongguan.gateway.chinaport.signing.codes import SIGNATURE_CODES
from tongguan.gateway.chinaport.signing.methods import hashed
from tongguan.gateway.chinaport.signing.sm2 import der_of
from tongguan.gateway.chinaport.signing.verifying import Verdict, verify
from tongguan.gateway.chinaport.signing.writing import (
    AlreadySignedError,
    sign,
    sign_detached,
)

SIGNATURE = re.compile(rb"<ds:Signature .*</ds:Signature>", re.DOTALL)
C14N = b"http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
END = b"</ceb:CEB621Message>"
PRICE = b"<ceb:totalPrice>476.00</ceb:totalPrice>"


def codes(data: bytes, on: date = DAY) -> list[str]:
    return [fault.code for fault in verify(data, on=on).faults]


def part(data: bytes) -> bytes:
    found = SIGNATURE.search(data)
    assert found
    return found[0]


def edited(data: bytes, old: bytes, new: bytes) -> bytes:
    assert data.count(old) >= 1, old
    return data.replace(old, new, 1)


@pytest.mark.parametrize(
    ("kind", "method", "notes"),
    [
        ("SM2", "", []),
        ("SM2", "SM2-SM3", []),
        ("RSA", "", []),
        ("RSA", "RSA-SHA256", []),
        ("RSA", "RSA-SHA1", ["SIG-1219"]),
    ],
)
def test_what_is_signed_here_verifies(kind: str, method: str, notes: list[str]) -> None:
    verdict = verify(signed(kind, method), on=DAY)

    assert verdict.good
    assert [note.code for note in verdict.notes] == notes
    assert verdict.method
    assert verdict.method.name == (method or {"RSA": "RSA-SHA256"}.get(kind, "SM2-SM3"))
    assert verdict.certificate == key(kind).certificate
    assert verdict.key_name == key(kind).certificate.serial
    assert verdict.digest_found == verdict.digest_given
    assert verdict.encoding == ("raw" if kind == "SM2" else "")


def test_the_content_is_the_message_without_its_signature() -> None:
    plain = unsigned().partition(b"?>\n")[2].rstrip()
    verdict = verify(signed(), on=DAY)

    assert verdict.content == plain
    assert b64decode(verdict.digest_found) == hashed("SM3", plain)
    assert b"Signature" not in verdict.content
    assert verify(unsigned(), on=DAY) == Verdict(signed=False)
    assert not verify(unsigned(), on=DAY).good


def test_a_message_is_signed_once() -> None:
    with pytest.raises(AlreadySignedError):
        sign(signed(), key())


def test_a_value_in_der_and_the_name_in_use_verify_and_are_told() -> None:
    data = signed()
    raw = re.search(rb"<ds:SignatureValue>(.*)</ds:SignatureValue>", data)
    assert raw
    der = b64encode(der_of(b64decode(raw[1])))
    verdict = verify(edited(data, raw[1], der), on=DAY)
    assert (verdict.good, verdict.encoding) == (True, "der")

    verdict = verify(as_in_use(), on=DAY)
    assert verdict.good
    assert [(it.code, it.shown) for it in verdict.notes] == [
        ("SIG-1220", "http://www.w3.org/2000/09/xmldsig#sm2-sm3")
    ]
    assert verdict.digest_method
    assert verdict.digest_method.name == "SHA1"


def resigned(data: bytes) -> bytes:
    """Sign a changed SignedInfo anew, as its sender could."""
    verdict = verify(data, on=DAY)
    value = b64encode(key().sign(verdict.signed_info, "SM3"))
    return re.sub(rb"(<ds:SignatureValue>)[^<]*", rb"\g<1>" + value, data)


def as_in_use() -> bytes:
    """Sign as programs in use do: the other name of SM2-SM3, over a SHA-1 digest."""
    official = b"http://www.chinaport.gov.cn/2022/04/xmldsig#"
    data = signed().replace(official + b"sm2-sm3", w3(b"sm2-sm3"))
    data = data.replace(official + b"sm3", w3(b"sha1"))
    digest = b64encode(hashed("SHA1", verify(signed(), on=DAY).content))
    data = re.sub(rb"(<ds:DigestValue>)[^<]*", rb"\g<1>" + digest, data)
    return resigned(data)


def w3(name: bytes) -> bytes:
    return b"http://www.w3.org/2000/09/xmldsig#" + name


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a field": lambda d: edited(d, PRICE, PRICE.replace(b"476", b"477")),
    "a party": lambda d: edited(d, b"</ceb:dxpId>", b"0</ceb:dxpId>"),
    "an attribute": lambda d: edited(d, b'version="1.0">', b'version="1.1">'),
    "a space": lambda d: edited(d, b"</ceb:Inventory>", b" </ceb:Inventory>"),
    "a line end": lambda d: edited(d, b"<ceb:Inventory>", b"\n<ceb:Inventory>"),
    "the prefix": lambda d: d.replace(b"ceb:", b"x:").replace(b":ceb=", b":x="),
    "a namespace": lambda d: edited(
        d,
        b" xmlns:ceb=",
        b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:ceb=',
    ),
    "a tail": lambda d: edited(d, b"</ds:Signature>", b"</ds:Signature>\n"),
    "an element": lambda d: edited(d, END, b"<ceb:more/>" + END),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_goes_unseen(change: str) -> None:
    told = codes(CHANGES[change](signed()))
    assert told[0] == "SIG-1209"
    assert set(told) <= {"SIG-1209", "SIG-1210"}


def test_what_canonical_form_ignores_changes_nothing() -> None:
    data = signed()
    for same in (
        edited(data, b"<ceb:Inventory>", b"<!-- by the way --><ceb:Inventory >"),
        edited(data, PRICE, b"<ceb:totalPrice><![CDATA[476.00]]></ceb:totalPrice>"),
        data.replace(b"UTF-8", b"GB18030").decode().encode("gb18030"),
        b"\xef\xbb\xbf" + data,
        edited(data, b"?>\n<", b"?>\r\n\r\n<"),
    ):
        assert verify(same, on=DAY).good


@pytest.mark.parametrize("part_of", ["DigestValue", "SignatureValue"])
def test_a_changed_value_is_wrong(part_of: str) -> None:
    tag = f"<ds:{part_of}>".encode()
    data = signed()
    at = data.index(tag) + len(tag)
    other = b"A" if data[at : at + 1] != b"A" else b"B"
    wanted = {
        "DigestValue": ["SIG-1209", "SIG-1210"],
        "SignatureValue": ["SIG-1210"],
    }
    assert codes(data[:at] + other + data[at + 1 :]) == wanted[part_of]


SHAPES: list[tuple[bytes, bytes, str]] = [
    (b'<ds:Reference URI="">', b'<ds:Reference URI="#x">', "SIG-1208"),
    (b'<ds:Reference URI="">', b"<ds:Reference>", "SIG-1208"),
    (b'<ds:Reference URI="">', b'<ds:Reference URI="" Type="x">', "SIG-1208"),
    (b"#enveloped-signature", b"#base64", "SIG-1208"),
    (b"</ds:Transforms>", b'<ds:Transform Algorithm="x"/></ds:Transforms>', "SIG-1208"),
    (
        b'<ds:CanonicalizationMethod Algorithm="' + C14N,
        b'<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#',
        "SIG-1205",
    ),
    (b"</ds:SignedInfo>", b"<ds:Reference/></ds:SignedInfo>", "SIG-1204"),
    (b"</ds:Signature>", b"<ds:Object/></ds:Signature>", "SIG-1204"),
    (b"<ds:KeyName>", b"<ds:KeyValue/><ds:KeyName>", "SIG-1204"),
    (b"xmldsig#sm2-sm3", b"xmldsig#hmac-sm3", "SIG-1206"),
    (b'#sm2-sm3"/>', b'#sm2-sm3"><ds:X/></ds:SignatureMethod>', "SIG-1204"),
    (b"xmldsig#sm3", b"xmldsig#md5", "SIG-1207"),
    (b"<ds:SignatureValue>", b"<ds:SignatureValue>!", "SIG-1204"),
    (b"<ds:X509Certificate>", b"<ds:X509Certificate>AAAA", "SIG-1211"),
    (
        b"http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3",
        w3(b"rsa-sha1"),
        "SIG-1217",
    ),
]


@pytest.mark.parametrize(("old", "new", "code"), SHAPES)
def test_a_signature_of_another_shape_is_refused(
    old: bytes, new: bytes, code: str
) -> None:
    assert code in codes(edited(signed(), old, new))


def test_an_empty_signature_is_no_signature() -> None:
    bound = b'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'
    assert codes(signed().replace(part(signed()), bound)) == ["SIG-1204"]


def test_a_wrapped_message_is_never_read() -> None:
    """The good message hides where nobody looks; another stands in its place."""
    good = signed().partition(b"?>\n")[2].strip()
    evil = unsigned().partition(b"?>\n")[2].strip().replace(b"476.00", b"1.00")
    bare = good.replace(part(good), b"")
    hidden = b"<ceb:ExtendMessage><ceb:Message>%s</ceb:Message></ceb:ExtendMessage>"
    wrappings = (
        # the signed original inside an extension of another message
        evil.replace(END, hidden % good + END),
        # the same, its signature moved to where it belongs
        evil.replace(END, hidden % bare + part(good) + END),
        # the signature beside a message of another content
        evil.replace(END, part(good) + END),
        # the original inside the signature, as an object
        evil.replace(
            END,
            part(good).replace(
                b"</ds:Signature>", b"<ds:Object>%s</ds:Object></ds:Signature>" % bare
            )
            + END,
        ),
        # two signatures, the first of them good
        good.replace(END, part(good) + END),
        # a reference by name to the original
        evil.replace(
            END,
            hidden % bare.replace(b" guid=", b' Id="x" guid=', 1)
            + part(good).replace(b'URI=""', b'URI="#x"')
            + END,
        ),
    )
    told = [codes(wrapped) for wrapped in wrappings]

    assert [it[0] for it in told] == [
        *("SIG-1202", "SIG-1209", "SIG-1209", "SIG-1204", "SIG-1202", "SIG-1208")
    ]
    for wrapped in wrappings:
        assert verify(wrapped, on=DAY).good is False


def test_a_certificate_is_good_on_its_days_only() -> None:
    assert codes(signed(), date(2019, 12, 31)) == ["SIG-1215"]
    assert codes(signed(), date(2020, 1, 1)) == []
    assert codes(signed(), date(2099, 12, 31)) == []
    assert codes(signed(), date(2100, 1, 1)) == ["SIG-1213"]


def test_a_key_name_that_is_not_the_serial_number_is_noted() -> None:
    serial = key().certificate.serial
    named = f"<ds:KeyName>{serial}</ds:KeyName>".encode()
    decimal = f"<ds:KeyName>{int(serial, 16)}</ds:KeyName>".encode()

    assert verify(edited(signed(), named, decimal), on=DAY).notes == ()
    for other in (b"<ds:KeyName>0001</ds:KeyName>", b""):
        verdict = verify(edited(signed(), named, other), on=DAY)
        assert verdict.good
        assert [it.code for it in verdict.notes] == ["SIG-1218"]


@needs_standard
def test_the_published_samples_carry_signatures_that_cannot_verify() -> None:
    data = (STANDARD / "samples" / "202205" / "CEB411Message.xml").read_bytes()
    verdict = verify(data, on=DAY)

    assert [it.code for it in verdict.faults] == ["SIG-1209", "SIG-1217"]
    assert verdict.certificate
    assert verdict.certificate.serial == "9927"
    assert (verdict.certificate.key, verdict.certificate.bits) == ("RSA", 1024)


@pytest.mark.parametrize("kind", ["SM2", "RSA"])
def test_a_detached_signature_covers_bytes_as_they_are(kind: str) -> None:
    made = sign_detached(b"evidence", key(kind))

    assert made.verifies(b"evidence")
    assert not made.verifies(b"evidence ")
    assert made.method == {"SM2": "SM2-SM3", "RSA": "RSA-SHA256"}[kind]


def test_every_code_is_its_own_and_speaks_both_languages() -> None:
    assert list(SIGNATURE_CODES) == [f"SIG-12{n:02}" for n in range(1, 22)]
    for breach in SIGNATURE_CODES.values():
        assert re.search("[一-鿿]", breach.chinese)
        assert re.search("[一-鿿]", breach.remedy[0])
        assert not re.search("[一-鿿]", breach.english + breach.remedy[1])
