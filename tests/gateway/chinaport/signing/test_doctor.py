"""The doctor finds the mistake that was made, and the byte where it shows."""

import re
from base64 import b64decode, b64encode
from typing import Any

import pytest

from tests.gateway.chinaport.official import STANDARD, needs_standard
from tests.gateway.chinaport.signing.arithmetic import sign_digest
from tests.gateway.chinaport.signing.hands import DAY, key, signed, unsigned
from tongguan.gateway.chinaport.signing.doctor import diagnose, told
from tongguan.gateway.chinaport.signing.methods import hashed
from tongguan.gateway.chinaport.signing.mistakes import EDITS
from tongguan.gateway.chinaport.signing.verifying import verify
from tongguan.gateway.chinaport.signing.writing import sign
from tongguan.kit.rulebook import read_page

END = b"</ceb:CEB621Message>"
EXTENSION = (
    b"<ceb:ExtendMessage><ceb:name>n</ceb:name><ceb:version>1</ceb:version>"
    b"<ceb:Message>m</ceb:Message></ceb:ExtendMessage>"
)
PRETTY = unsigned().replace(b"><", b">\n\t<")
TRANSFER = re.compile(rb"<ceb:BaseTransfer>.*</ceb:BaseTransfer>", re.DOTALL)
XSI = b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def found(data: bytes, original: bytes = b"") -> dict[str, Any]:
    return told(diagnose(data, on=DAY, original=original))


def names(data: bytes) -> list[str]:
    return [it["name"] for it in found(data)["mistakes"]]


def part(data: bytes) -> bytes:
    match = re.search(rb"<ds:Signature .*</ds:Signature>", data, re.DOTALL)
    assert match
    return match[0]


def moved(original: bytes, final: bytes) -> bytes:
    """Sign one message, and put the signature into another."""
    return final.replace(END, part(sign(original, key())) + END)


def digested(content: bytes, written: str = "") -> bytes:
    """Sign with a digest over other bytes; the value is right for that."""
    digest = written or b64encode(hashed("SM3", content)).decode()
    data = re.sub(rb"(<ds:DigestValue>)[^<]*", rb"\g<1>" + digest.encode(), signed())
    return valued(data, key().sign(verify(data, on=DAY).signed_info, "SM3"))


def valued(data: bytes, value: bytes) -> bytes:
    text = b64encode(value)
    return re.sub(rb"(<ds:SignatureValue>)[^<]*", rb"\g<1>" + text, data)


CANONICAL = verify(signed(), on=DAY).content
BARE = unsigned()
LINES = verify(moved(PRETTY, PRETTY), on=DAY).content
MISTAKES: dict[str, tuple[bytes, list[str]]] = {
    "transfer": (moved(TRANSFER.sub(b"", BARE), BARE), ["before_transfer"]),
    "extension": (
        moved(BARE, BARE.replace(END, EXTENSION + END)),
        ["before_extension"],
    ),
    "pretty": (moved(BARE, PRETTY), ["reformatted"]),
    "space": (
        signed().replace(part(signed()), b"\n" + part(signed()) + b"\n"),
        ["space_around_signature"],
    ),
    "lines": (
        moved(PRETTY, PRETTY).replace(
            b64encode(hashed("SM3", LINES)),
            b64encode(hashed("SM3", LINES.replace(b"\n", b"\r\n"))),
        ),
        ["windows_lines"],
    ),
    "prefix": (
        moved(BARE.replace(b"ceb:", b"").replace(b":ceb=", b"="), BARE),
        ["prefix_lost"],
    ),
    "namespace": (
        moved(BARE.replace(b" xmlns:ceb", XSI + b" xmlns:ceb"), BARE),
        ["namespace_more_or_less"],
    ),
    "file": (digested(BARE), ["not_canonical"]),
    "mark": (digested(b"\xef\xbb\xbf" + CANONICAL + b"\n"), ["byte_order_mark"]),
    "gbk": (digested(CANONICAL.decode().encode("gbk")), ["other_encoding"]),
    "other": (
        digested(b"", b64encode(hashed("SHA1", CANONICAL)).decode()),
        ["other_digest"],
    ),
    "hex": (
        digested(b"", b64encode(hashed("SM3", CANONICAL).hex().encode()).decode()),
        ["hexadecimal"],
    ),
}
INFO = verify(signed(), on=DAY).signed_info
ALONE = INFO.replace(b' xmlns:ceb="http://www.chinaport.gov.cn/ceb"', b"")


def swapped(value: bytes) -> bytes:
    return value[32:] + value[:32]


def reversed_halves(value: bytes) -> bytes:
    return value[:32][::-1] + value[32:][::-1]


VALUES: dict[str, bytes] = {
    "no_inherited_namespaces": key().sign(ALONE, "SM3"),
    "signed_the_content": key().sign(CANONICAL, "SM3"),
    "signed_a_digest": key().sign(hashed("SM3", INFO), "SM3"),
    "halves_swapped": swapped(key().sign(INFO, "SM3")),
    "halves_reversed": reversed_halves(key().sign(INFO, "SM3")),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistaken_digest_is_explained(mistake: str) -> None:
    data, wanted = MISTAKES[mistake]
    result = found(data)

    assert result["faults"][0]["code"] == "SIG-1209"
    assert [it["name"] for it in result["mistakes"]] == wanted


@pytest.mark.parametrize("mistake", VALUES)
def test_a_mistaken_value_is_explained(mistake: str) -> None:
    result = found(valued(signed(), VALUES[mistake]))

    assert [it["code"] for it in result["faults"]] == ["SIG-1210"]
    assert [it["name"] for it in result["mistakes"]] == [mistake]


def test_two_mistakes_at_once_are_found() -> None:
    data = moved(TRANSFER.sub(b"", BARE), PRETTY)
    assert set(names(data)) == {"before_transfer", "reformatted"}


def test_the_wrong_rsa_digest_is_named() -> None:
    data = signed("RSA", "RSA-SHA256")
    info = verify(data, on=DAY).signed_info
    result = found(valued(data, key("RSA").sign(info, "SHA1")))

    (mistake,) = result["mistakes"]
    assert mistake["en"] == "It was signed by RSA-SHA1, though RSA-SHA256 is declared"
    assert mistake["zh"] == "签名实际用的是 RSA-SHA1，声明的是 RSA-SHA256"


def test_the_first_byte_that_differs_is_shown() -> None:
    result = found(MISTAKES["transfer"][0])
    difference = result["difference"]
    at = CANONICAL.index(b"<ceb:BaseTransfer>") + 1

    assert difference["at"] == at
    assert difference["signed"].endswith("</ceb:CEB621Message>")
    assert "<ceb:BaseTransfer>" in difference["found"]
    assert result["mistakes"][0]["remedy"]["zh"] == "先把报文组装完整，最后才签名。"


def test_with_the_original_the_change_is_found_whatever_it_is() -> None:
    changed = signed().replace(b">238.00<", b">239.00<")
    assert found(changed)["difference"] is None

    for original in (unsigned(), signed()):
        difference = found(changed, original)["difference"]
        assert difference["at"] == CANONICAL.index(b">238.00<") + 3
        assert "238.00" in difference["signed"]
        assert "239.00" in difference["found"]
    assert found(signed(), unsigned())["difference"] is None


def test_a_good_signature_is_shown_with_all_its_parts() -> None:
    result = found(signed())

    assert (result["good"], result["faults"], result["mistakes"]) == (True, [], [])
    assert result["digest"]["given"] == result["digest"]["found"]
    assert result["method"] == {
        "signature": "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3",
        "name": "SM2-SM3",
        "digest": "http://www.chinaport.gov.cn/2022/04/xmldsig#sm3",
        "encoding": "raw",
    }
    assert result["certificate"]["serial"] == key().certificate.serial
    assert result["certificate"]["key"] == "SM2-256"
    assert result["content"]["size"] == len(CANONICAL)
    assert result["content"]["start"] == CANONICAL.decode()
    assert result["signed_info"] == INFO.decode()


def test_what_the_customs_would_say_is_told() -> None:
    unsigned_list = found(unsigned())
    assert (unsigned_list["signed"], unsigned_list["required"]) == (False, True)
    assert [(it["code"], it["receipt"]) for it in unsigned_list["faults"]] == [
        ("SIG-1201", "-621026")
    ]
    changed = found(signed().replace(b">238.00<", b">239.00<"))
    assert [it["receipt"] for it in changed["faults"]] == ["-621028"]


@needs_standard
def test_the_published_sample_is_examined() -> None:
    path = STANDARD / "samples" / "202205" / "CEB621Message.xml"
    result = found(path.read_bytes())

    assert [it["code"] for it in result["faults"]] == ["SIG-1209", "SIG-1217"]
    assert len(b64decode(result["digest"]["given"])) == 20
    assert len(b64decode(result["digest"]["found"])) == 32


def test_every_mistake_has_words() -> None:
    page = read_page("gateway/mistakes.yaml")["mistakes"]
    tried = {*EDITS, *VALUES, *(name for _, made in MISTAKES.values() for name in made)}
    assert tried <= set(page)
    for words in page.values():
        assert set(words) == {"zh", "en", "remedy_zh", "remedy_en"}


def test_a_value_without_the_identity_is_explained() -> None:
    assert names(valued(signed(), sign_digest(hashed("SM3", INFO)))) == ["no_identity"]
