"""The exchange platform's envelope: opened, sealed, and judged as its schema does."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest
from lxml import etree

from tests.gateway.chinaport.official import STANDARD, needs_standard
from tests.gateway.chinaport.spoiling import SPOILINGS, crowd, unsign
from tests.letters import message
from tests.parcels import parcel
from tongguan.gateway.chinaport.envelope import (
    DXP,
    LIMITS,
    Envelope,
    EnvelopeError,
    business_of,
    header_of,
    is_envelope,
    open_envelope,
    read_reply,
    reply,
    seal,
)
from tongguan.gateway.chinaport.envelope.messages import (
    Receiver,
    Receivers,
    Response,
    Result,
    Results,
    Route,
)
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.xml import parse
from tongguan.kit.breaches import CONTROL_CHARACTER, NO_BASE64, NO_TIME

AT = datetime(2026, 11, 11, 1, 2, 3, tzinfo=UTC)
ORDER = message(parcel(1).order)
HEADER = header_of("20261111-1", "DXPYX1100PF0001", "DXPCUSTOMS", "CEB311Message", AT)
PLAIN = Envelope(header=HEADER, content=ORDER)
FULL = replace(
    PLAIN,
    header=replace(
        HEADER,
        receivers=Receivers(several=tuple(Receiver(address=f"R{n}") for n in range(5))),
    ),
    file_name="CEB311_1.xml",
    keywords=(("orderNo", "TD00000001"), ("", "b")),
)
ROUTED = replace(
    FULL, route=Route(number="N" * 32, part="1", sent_at=AT, end="2900", start="0000")
)
RESPONSE = Response(
    node="2900",
    code="2001",
    text="没有这个接收方",
    results=Results(several=(Result(receiver="R9", code="2001", note="x"),)),
    on=date(2026, 11, 11),
    header=HEADER,
)
WRITTEN = {
    "plain": seal(PLAIN),
    "full": seal(FULL),
    "routed": seal(ROUTED),
    "reply": reply(RESPONSE, "2900"),
}
SEEDS, ROUNDS = 8, 40


@cache
def schema(edition: str) -> etree.XMLSchema:
    path = STANDARD / "xsd" / edition / "dxp-transfer-node.xsd"
    return etree.XMLSchema(etree.parse(path))


@pytest.mark.parametrize("envelope", [PLAIN, FULL, ROUTED])
def test_what_is_sealed_can_be_opened(envelope: Envelope) -> None:
    assert open_envelope(seal(envelope)) == envelope
    assert business_of(seal(envelope)) == ORDER


def test_a_message_without_an_envelope_is_itself() -> None:
    assert business_of(ORDER) == ORDER
    assert business_of(bytes(range(256))) == bytes(range(256))


def test_a_reply_can_be_read() -> None:
    read = read_reply(WRITTEN["reply"])
    assert (read.receiver, read.node, read.responses) == (
        HEADER.sender,
        "2900",
        (RESPONSE,),
    )


def test_any_prefix_and_broken_lines_are_taken() -> None:
    prefixed = WRITTEN["plain"].replace(b"<", b"<d:").replace(b"<d:/", b"</d:")
    prefixed = prefixed.replace(b"<d:?xml", b"<?xml").replace(b"xmlns=", b"xmlns:d=")
    text = prefixed.decode()
    start, end = text.index("<d:Data>") + 8, text.index("</d:Data>")
    lines = "\r\n".join(text[at : min(at + 64, end)] for at in range(start, end, 64))
    assert open_envelope((text[:start] + lines + text[end:]).encode()) == PLAIN


@pytest.mark.parametrize(
    ("spoil", "code", "path"),
    [
        (("<CopMsgId>", "<CopId>"), "SCH-1105", ""),
        (("<SenderId>DXPYX1100PF0001", "<SenderId>"), "SCH-1112", "SenderId"),
        (('ver="1.0"', 'ver="1.1"'), "SCH-1112", "@ver"),
        (("</ReceiverIds>", "<ReceiverId/></ReceiverIds>"), "SCH-1112", "ReceiverId"),
        (("<Data>", "<Data>*"), "SCH-1112", "/DxpMsg/Data"),
        (("http://www.chinaport.gov.cn/dxp", "urn:x"), "SCH-1109", ""),
    ],
)
def test_a_broken_envelope_says_where(
    spoil: tuple[str, str], code: str, path: str
) -> None:
    broken = WRITTEN["plain"].decode().replace(*spoil).encode()
    assert is_envelope(broken)
    with pytest.raises(UnreadableError) as fault:
        business_of(broken)
    assert fault.value.code == code
    assert path in fault.value.chinese
    if isinstance(fault.value, EnvelopeError):
        assert path in fault.value.faults[0].path


def test_an_envelope_too_large_is_told_so() -> None:
    with pytest.raises(UnreadableError) as fault:
        open_envelope(b"<DxpMsg>" + b" " * LIMITS.size)
    assert fault.value.code == "SCH-1101"


@needs_standard
@pytest.mark.parametrize("edition", ["202205", "2018-113"])
@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_is_what_the_schemas_want(name: str, edition: str) -> None:
    schema(edition).assertValid(etree.fromstring(WRITTEN[name]))


def spoilt(data: bytes, luck: random.Random) -> bytes:
    root = etree.fromstring(data)
    spoiling = luck.choice([it for it in SPOILINGS if it not in (crowd, unsign)])
    spoiling(luck.choice([it for it in root.iter() if not len(it)]), luck)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def verdict(data: bytes) -> tuple[bool, set[str]]:
    """Tell whether we take it, and the breaches if not."""
    try:
        (read_reply if b"DxpRep" in data else open_envelope)(data)
    except EnvelopeError as wrong:
        return False, {fault.breach.code for fault in wrong.faults}
    except UnreadableError:
        return False, set()
    return True, set()


@needs_standard
@pytest.mark.parametrize("seed", range(SEEDS))
def test_our_verdict_is_that_of_the_schemas(seed: int) -> None:
    luck = random.Random(seed)
    on_purpose = {it.code for it in (CONTROL_CHARACTER, NO_TIME, NO_BASE64)}
    for _ in range(ROUNDS):
        data = spoilt(luck.choice(list(WRITTEN.values())), luck)
        taken, breaches = verdict(data)
        allowed = bool(schema("202205").validate(etree.fromstring(data)))
        stricter = allowed and not taken and breaches <= on_purpose
        assert taken == allowed or stricter, data.decode()


def test_no_tag_of_another_namespace_passes_for_the_envelopes() -> None:
    foreign = WRITTEN["plain"].replace(b"<Data>", b'<Data xmlns="urn:x">')
    node = parse(foreign, LIMITS, DXP)
    assert [child.tag for child in node.children] == ["TransInfo", "{urn:x}Data"]
    with pytest.raises(EnvelopeError):
        open_envelope(foreign)
