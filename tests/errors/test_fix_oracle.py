"""Every code is triggered, mended as the catalogue says, and told no more.

Where the catalogue names a patch, a machine applies it, knowing only what was told;
else the sender writes what agrees. Messages go through the reader, the checks and the
decision, on the papers of a real register.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.errors.bench import PARCEL, Letters, told, written
from tests.errors.forms import FORMS, WHOLE
from tests.errors.mending import mended
from tests.errors.spoiling import Trigger
from tests.errors.triggers import TRIGGERS
from tests.letters import STRANGER, again, message
from tests.window import Window
from tongguan.gateway.explaining import by_code, catalogue
from tongguan.journeys.own_codes import WINDOW
from tongguan.trade.papers import Action

TESTS = Path(__file__).parents[1]
ORDER = Trigger(paper="order")
CHANGE = {"action": Action.CHANGE}
STANDING: dict[str, tuple[Callable[[Window], None], Callable[[Any], Any]]] = {
    "DUP-1003": (lambda window: window.send(PARCEL["order"]), lambda it: it),
    "DUP-1004": (
        lambda window: window.send(PARCEL["order"]),
        lambda it: again(it, minutes=0, **CHANGE),
    ),
    "DUP-1005": (lambda _: None, lambda it: again(it, **CHANGE)),
    "DUP-1006": (
        lambda window: window.send(*PARCEL.values()),
        lambda it: again(it, **CHANGE),
    ),
}
KEYED = "the entry is the key by which the other paper is found"
BEFORE = "another check refuses the paper first"
UNREACHABLE = {
    **dict.fromkeys(("MAT-3031", "MAT-3032", "MAT-3051", "MAT-3052"), KEYED),
    **dict.fromkeys(("MAT-3033", "MAT-3053"), "firms of one code have one name"),
    **dict.fromkeys(("MAT-3011", "MAT-3039"), f"{BEFORE}: IDN-1301"),
    **dict.fromkeys(("MAT-3010", "MAT-3026", "MAT-3048"), f"{BEFORE}: SCH-1128"),
    "ENT-1501": f"{BEFORE}: SCH-1128",
    "MAT-3059": f"{BEFORE}: AMT-1604",
    "LST-2002": "no listing that is loaded limits the mode",
    "RGT-1172": "a list names its guarantor by code alone",
}
# Told at doors, of sheets and signatures, or to officers: each is triggered there.
ELSEWHERE = {
    **dict.fromkeys(("TRN", "SYS", "RSK", "STA-1041", "REF-10", "RGT-100"), ""),
    **dict.fromkeys(("RGT-1203", "RGT-1204", "RGT-1205", "DUP-1002", "RGT-14"), ""),
    **dict.fromkeys(("STA-5", "STA-18", "MAT-309", "MAT-310"), "journeys"),
    **dict.fromkeys(("SCH-1111", "SCH-1112"), "gateway/chinaport"),
    "SCH-1113": "",
    **dict.fromkeys(("SCH-116", "DUP-1165"), "gateway/bulk"),
    "SIG": "gateway/chinaport/signing",
    "PAY": "finance/payment_data",
    "RGT-121": "journeys",
    **dict.fromkeys(("RGT-1206", "RGT-1207", "RGT-1208"), ""),
    "LST-22": "journeys",
    "IDN-14": "journeys",
    "SCH-1139": "",
    "EXM-70": "customs/examination",
    "USR-14": "",
}
# Told, and no test spells the code: its status or its official code is asserted, the
# file it is about is, or it is there for what nobody foresees.
BY_ANOTHER_NAME = {
    *("STA-5001", "SIG-1216", "SIG-1221", "SCH-1139", "SCH-1162", "SCH-1163"),
    *("TRN-1102", "TRN-1043", "STA-1041", "SYS-9001", "SYS-9002", "RGT-1205"),
}
ROUNDS = 8  # one for every entry a code may be told of


def mend(letters: Letters, finding: dict[str, Any], code: str) -> Letters:
    """Mend by the catalogue, or else let the sender write what agrees."""
    patch = by_code()[code][0].patch
    whole = WHOLE.get(patch)
    if whole is not None and not finding["place"]["path"]:
        return {**letters, "order": whole(letters["order"])}
    return mended(letters, finding, patch)


@pytest.mark.parametrize("code", TRIGGERS)
def test_a_paper_is_told_and_mended(window: Window, code: str) -> None:
    trigger = TRIGGERS[code]
    letters = written(trigger)
    finding = told(window, letters, trigger).get(code)
    assert finding is not None
    place = finding["place"]
    about = {
        (it.paper, it.field.removeprefix("lines.")) for it in by_code()[code][0].fields
    }
    assert (place["paper"], place["field"].removeprefix("lines.")) in about
    if by_code()[code][0].patch:
        assert code not in told(window, mended_fully(window, trigger, code), trigger)
    else:
        cured = cure(trigger)
        assert code not in told(window, written(cured), cured)


def cure(trigger: Trigger) -> Trigger:
    """Say what the sender does: write what agrees, or what the circumstances ask."""
    if trigger.cure:
        return replace(trigger, changes=trigger.cure)
    return Trigger(paper=trigger.paper)


def mended_fully(window: Window, trigger: Trigger, code: str) -> Letters:
    """Mend what is told until the code is told no more, or all rounds are over."""
    letters = written(trigger)
    known = Trigger(paper=trigger.paper, changes=trigger.cure)
    held = {"receipts": written(known)[trigger.paper]}
    for _ in range(ROUNDS):
        finding = told(window, letters, trigger).get(code)
        if finding is None:
            break
        fixed = mend({**letters, **held}, finding, code)
        letters = {name: fixed[name] for name in letters}
    return letters


@pytest.mark.parametrize("code", FORMS)
def test_a_fault_of_form_is_told_and_mended(window: Window, code: str) -> None:
    sound = written(ORDER)
    spoilt = FORMS[code](sound["order"].decode())
    data = spoilt if isinstance(spoilt, bytes) else spoilt.encode()
    letters = {**sound, "order": data}
    finding = told(window, letters, ORDER).get(code)
    assert finding is not None
    fixed = mend(letters, finding, code) if by_code()[code][0].patch else sound
    assert code not in told(window, fixed, ORDER)


@pytest.mark.parametrize("code", STANDING)
def test_a_paper_under_a_key_that_is_taken(window: Window, code: str) -> None:
    before, spoil = STANDING[code]
    before(window)
    letters = {"order": message(spoil(PARCEL["order"]))}
    finding = told(window, letters, ORDER).get(code)
    assert finding is not None
    patch = by_code()[code][0].patch
    fixed = mended(letters, finding, patch) if patch else {}
    assert code not in told(window, fixed, ORDER)
    window.clean()


def test_a_message_of_another_sender_is_told_and_mended(window: Window) -> None:
    order = PARCEL["order"]
    assert reported(window, message(order)) == ["SCH-1110"]
    finding = {"place": {"paper": "order"}, "sender": STRANGER.code}
    fixed = mended({"order": message(order)}, finding, by_code()["SCH-1110"][0].patch)
    assert "SCH-1110" not in reported(window, fixed["order"])
    window.clean()


def reported(window: Window, data: bytes) -> list[str]:
    """Hand a message in as a firm it does not name; return the codes it is told."""
    window.post(STRANGER.code, data)
    window.worker.drain()
    last = window.pulled(STRANGER.code)[-1]
    return [last.code] if last.code else [it["code"] for it in last.findings]


def test_agreeing_papers_are_told_nothing(window: Window) -> None:
    for paper in {trigger.paper for trigger in TRIGGERS.values()}:
        agreeing = Trigger(paper=paper)
        assert told(window, written(agreeing), agreeing) == {}, paper


def test_every_code_that_can_be_told_is_triggered() -> None:
    ours = {one.code for one in catalogue() if one.source == WINDOW}
    here = {*TRIGGERS, *FORMS, *STANDING, "SCH-1110"}
    away = {code for code in ours if code.startswith(tuple(ELSEWHERE))}
    assert here <= ours
    assert ours - here - away == set(UNREACHABLE)


def test_every_patch_is_applied_to_a_message() -> None:
    """But for those of addresses, envelopes and sheets, which are no message yet."""
    patched = {one.code for one in catalogue() if one.patch}
    applied = {*TRIGGERS, *FORMS, *STANDING, "SCH-1110"}
    names = {"RGT-1172", *UNREACHABLE}
    assert patched - applied - names == {"SCH-1111", "SCH-1112", "SCH-1139", "SCH-1163"}


def test_what_is_triggered_elsewhere_is_named_there() -> None:
    said = {
        path.relative_to(TESTS).as_posix(): path.read_text(encoding="utf-8")
        for path in TESTS.rglob("*.py")
        if path.parent.name != "errors" or path.stem == "test_doors"
    }
    ours = [one.code for one in catalogue() if one.source == WINDOW]
    unnamed = [
        code
        for code in ours
        for family, folder in ELSEWHERE.items()
        if code.startswith(family)
        and not any(code in it for name, it in said.items() if name.startswith(folder))
    ]
    assert set(unnamed) <= BY_ANOTHER_NAME
