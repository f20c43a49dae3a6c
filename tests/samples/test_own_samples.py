"""Our own samples: every message, true to its schema, agreeing, and accepted."""

from pathlib import Path
from typing import Any

import pytest

from tests.gateway.chinaport.official import DECLARED, allows, needs_standard
from tests.outbound import AT, FILED
from tests.window import Window
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.catalogue import MESSAGES, read_message
from tongguan.gateway.chinaport.signing.verifying import verify as verify_signature
from tongguan.journeys.kinds import KINDS
from tongguan.kit.checks import verify
from tongguan.kit.messages import EDITIONS, NEWEST, OLDER
from tongguan.kit.rulebook import read_page
from tongguan.samples.model import Sheet
from tongguan.samples.writing import Sample, Signatory, sets, signing, written
from tongguan.trade.kinds import RETAIL_IMPORT, Paper
from tongguan.trade.registry import Lodgement

ABOUT_A_LIST = {
    *(Paper.CANCELLATION, Paper.GOODS_RETURN),
    *(Paper.EXPORT_CANCELLATION, Paper.EXPORT_RETURN, Paper.SUMMARY),
}
SETS = sets(AT)
MANDATES = read_page("zone/sandbox.yaml")["mandates"]


def made(edition: str, *, every: bool = False, kind: str = "SM2") -> list[Sample]:
    return list(written(SETS, edition, signing(Signatory(kind, AT), every=every)))


def number(sample: Sample) -> str:
    return Path(sample.path).stem.partition("CEB")[2]


def lodged(sheet: Sheet) -> Lodgement[Any]:
    assert sheet.sender
    code = sheet.sender.code
    served = {it["principal"] for it in MANDATES if it["agent"] == code}
    return Lodgement(
        paper=sheet.content[0],
        sender=code,
        principals=frozenset({code, *served}),
        day=AT.date(),
        registry=FILED,
    )


def test_there_is_every_message_of_every_edition() -> None:
    for edition in EDITIONS:
        known = {it.number for it in DECLARED.values() if edition in it.editions}
        assert {number(it) for it in made(edition)} == known
    assert len({number(it) for it in made(NEWEST)}) == 42


def test_the_same_instant_gives_the_same_samples() -> None:
    unsigned = [list(written(sets(AT), OLDER, lambda data, _: data)) for _ in "12"]
    assert unsigned[0] == unsigned[1]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_sample_is_read_as_it_was_meant(edition: str) -> None:
    for sample in made(edition):
        root = f"CEB{number(sample)}Message"
        read = read_message if root in MESSAGES else read_answers
        assert read(sample.data).faults == (), sample.path


@needs_standard
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_sample_is_what_the_official_schema_allows(edition: str) -> None:
    assert [it.path for it in made(edition) if not allows(edition, it.data)] == []


@pytest.mark.parametrize(
    "sheet",
    [sheet for one in SETS for sheet in one.sheets if sheet.sender],
    ids=lambda sheet: sheet.message.number,
)
def test_no_paper_of_a_sample_is_at_fault(sheet: Sheet) -> None:
    kind = KINDS[sheet.content[0].nature.kind]

    assert [it.code for it in verify(lodged(sheet), kind.checks)] == []


@pytest.mark.parametrize("kind", ["SM2", "RSA"])
def test_what_is_signed_verifies_as_its_sender(kind: str) -> None:
    signed = [it for it in made(NEWEST, every=True, kind=kind) if it.sender]
    assert len(signed) == 37
    for sample in signed:
        verdict = verify_signature(sample.data, on=AT.date())
        assert verdict.good, sample.path


def test_only_what_must_be_signed_is_signed_unasked() -> None:
    signed = {number(it) for it in made(NEWEST) if b"SignatureValue" in it.data}
    assert signed == {"621", "623", "625", "711"}


def test_the_sets_are_taken_in_by_an_installation(dsn: str) -> None:
    """All but what asks about a list by a number that no office gave."""
    window = Window(dsn)
    for sample in written(sets(AT), NEWEST, lambda data, _: data):
        if sample.sender:
            window.post(sample.sender, sample.data)
    window.worker.drain()
    found = window.rows("SELECT DISTINCT kind, state FROM paper")
    asked = [it for it in found if it[0] not in ABOUT_A_LIST]
    window.close()

    own_journey = {
        ("order", "concluded"),
        ("payment", "concluded"),
        ("waybill", "concluded"),
        ("declaration", "released"),
        ("export_declaration", "released"),
        ("export_declaration", "cleared"),
        ("consolidation", "concluded"),
    }
    decided = {*RETAIL_IMPORT, Paper.EXPORT_DECLARATION, Paper.CONSOLIDATION}
    others = set(KINDS) - decided - ABOUT_A_LIST
    assert set(asked) == own_journey | {(kind, "registered") for kind in others}
