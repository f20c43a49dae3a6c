"""Our verdict on a message against that of the official schemas, spoilt by chance."""

import random
from pathlib import Path

import pytest
from lxml import etree

from tests.gateway.chinaport.official import ENTERPRISE, allows, needs_standard, samples
from tests.gateway.chinaport.spoiling import SPOILINGS
from tongguan.gateway.chinaport.catalogue import Reading, read_message
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.xml import CEB
from tongguan.kit.breaches import CONTROL_CHARACTER, NO_TIME, NOT_LISTED

SEEDS = 16
ROUNDS = 50
# What we refuse and the schemas do not, field by field; see docs/messages/README.md.
LISTED = {"appType", "appStatus", "orderType"}


def spoilt(path: Path, luck: random.Random) -> bytes:
    root = etree.fromstring(path.read_bytes())
    entries = [it for it in root if it.tag == root[0].tag]
    for entry in entries[2:]:
        root.remove(entry)
    fields = [it for it in root.iter() if not len(it) and "xmldsig" not in str(it.tag)]
    luck.choice(SPOILINGS)(luck.choice(fields), luck)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def is_stricter_on_purpose(reading: Reading) -> bool:
    return all(
        fault.breach in (CONTROL_CHARACTER, NO_TIME)
        or (fault.breach is NOT_LISTED and fault.tag in LISTED)
        for fault in reading.faults
    )


def is_laxer_on_purpose(data: bytes) -> bool:
    """A waybill without its order number, or with an empty one, is accepted."""
    root = etree.fromstring(data)
    tags = {field: f"{{{CEB}}}{field}" for field in ("billNo", "logisticsNo")}
    for head in root.iterfind("{*}Logistics/{*}LogisticsHead"):
        number = head.find(f"{{{CEB}}}orderNo")
        if number is None:
            number = etree.Element(f"{{{CEB}}}orderNo")
            before = [it for it in head if it.tag in tags.values()]
            before[-1].addnext(number)
        number.text = number.text or "1"
    return allows("202205", etree.tostring(root))


def verdict(data: bytes) -> Reading | None:
    try:
        return read_message(data, require_signature=True)
    except UnreadableError:
        return None


@needs_standard
@pytest.mark.parametrize("seed", range(SEEDS))
def test_our_verdict_is_that_of_the_schemas(seed: int) -> None:
    luck = random.Random(seed)
    paths = samples(ENTERPRISE)

    for _ in range(ROUNDS):
        data = spoilt(luck.choice(paths), luck)
        allowed = [it for it in ("202205", "2018-113") if allows(it, data)]
        reading = verdict(data)

        if reading is None or reading.faults:
            assert not allowed or (reading and is_stricter_on_purpose(reading)), data
        elif allowed:
            assert reading.edition == allowed[0]
        else:
            assert is_laxer_on_purpose(data), data.decode()
