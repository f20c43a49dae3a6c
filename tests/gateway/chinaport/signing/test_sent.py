"""What is canonical as it was sent is judged, and read, as the tree of it would be."""

import os
from collections import Counter
from random import Random

import pytest

from tests.gateway.chinaport.mutating import SIGNED, drawn, mutated
from tests.gateway.chinaport.signing.hands import DAY, signed
from tongguan.gateway.chinaport.catalogue import MESSAGES, PREFIX, read_root
from tongguan.gateway.chinaport.quick import read_quickly
from tongguan.gateway.chinaport.signing.gate import signed_content
from tongguan.gateway.chinaport.signing.sent import Sent, as_sent
from tongguan.gateway.chinaport.signing.verifying import judged, verify

MUTATIONS = int(os.environ.get("TONGGUAN_MUTATIONS", "2000"))
EACH = MUTATIONS // len(MESSAGES)
METHODS = [("SM2", ""), ("RSA", ""), ("RSA", "RSA-SHA1")]


def sent_as(data: bytes) -> Sent | None:
    quick = read_quickly(data)
    return as_sent(quick) if quick else None


def met(data: bytes) -> bool:
    """Whether it is canonical as sent; and if so, judged and read as its tree is."""
    sent = sent_as(data)
    if sent is None:
        return False
    verdict = verify(data, on=DAY)
    assert judged(sent.signature, sent.content, DAY) == verdict, data
    assert sent.reading == read_root(signed_content(verdict)), data
    return True


@pytest.mark.parametrize(("kind", "method"), METHODS)
def test_what_is_signed_here_is_verified_as_it_was_sent(kind: str, method: str) -> None:
    data = signed(kind, method)
    sent = sent_as(data)

    assert sent is not None
    assert judged(sent.signature, sent.content, DAY).good
    assert met(data)


@pytest.mark.parametrize(("kind", "method"), METHODS)
def test_a_changed_digit_is_no_longer_what_was_signed(kind: str, method: str) -> None:
    data = signed(kind, method).replace(b">476.00<", b">476.01<", 1)
    sent = sent_as(data)

    assert sent is not None
    verdict = judged(sent.signature, sent.content, DAY)
    assert [fault.code for fault in verdict.faults] == ["SIG-1209"]
    assert met(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b' guid="', b'  guid="'),
        (b"</ceb:InventoryHead>", b"<ceb:note/></ceb:InventoryHead>"),
        (b"</ceb:Inventory>", b"\r\n</ceb:Inventory>"),
        (b"</ceb:Inventory>", b"<!---->\n</ceb:Inventory>"),
        (b"</ds:Signature>", b"</ds:Signature><ds:Signature/>"),
        (b"#enveloped-signature", b"#enveloped"),
    ],
)
def test_what_is_not_canonical_as_sent_takes_its_tree(old: bytes, new: bytes) -> None:
    data = signed("RSA")

    assert old in data
    assert sent_as(data.replace(old, new, 1)) is None


def test_what_is_signed_of_a_signature_without_a_prefix_says_its_namespace_once() -> (
    None
):
    data = signed("RSA").replace(b"ds:", b"").replace(b":ds", b"")
    verdict = verify(data, on=DAY)
    prefixed = verify(signed("RSA"), on=DAY).signed_info

    assert verdict.signed_info.count(b"xmlns") == 2
    assert verdict.signed_info == (
        b'<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#" xmlns:ceb="'
        + prefixed.partition(b'xmlns:ceb="')[2]
        .replace(b' xmlns:ds="http://www.w3.org/2000/09/xmldsig#"', b"")
        .replace(b"ds:", b"")
    )


@pytest.mark.parametrize("kind", MESSAGES)
def test_whatever_is_changed_in_a_signed_message_the_verdict_is_one(kind: str) -> None:
    editions = MESSAGES[kind].message.editions
    luck = Random(kind)
    seen: Counter[bool] = Counter()
    while seen.total() < EACH:
        text = drawn(kind, luck.choice(editions), luck, luck.choice((PREFIX, "")))
        if SIGNED in text:
            bare = text.replace("ds:", "").replace(":ds", "")
            seen[met(luck.choice((text, bare)).encode())] += 1
            seen[met(mutated(text, luck))] += 1

    assert seen[True] > EACH // 4
    assert seen[False] > EACH // 20
