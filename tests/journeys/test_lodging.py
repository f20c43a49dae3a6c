"""A paper under its key: draft, lodged, repeated, stale, changed, deleted."""

from dataclasses import replace

import pytest

from tests.letters import STRANGER, again, message, miscalled, papers, sender_of
from tests.parcels import parcel
from tests.window import Window
from tongguan.trade.papers import Action, AnyPaper, Declaration

PARCEL = parcel(1)
PAPERS = papers(PARCEL)
KINDS = ["order", "payment", "waybill", "declaration"]
REPEATED = ("-301010", "-401007", "-504015", "-621004")
STALE = ("-301014", "-401012", "-505016", "-621055")
UNKNOWN = ("-301009", "-401006", "-504014", "-621011")
FROZEN = ("-301011", "-401008", "-504016", "-621012")
CODES = {
    "repeated": dict(zip(KINDS, REPEATED, strict=True)),
    "stale": dict(zip(KINDS, STALE, strict=True)),
    "unknown": dict(zip(KINDS, UNKNOWN, strict=True)),
    "frozen": dict(zip(KINDS, FROZEN, strict=True)),
}
each = pytest.mark.parametrize("paper", PAPERS, ids=KINDS)


def kind_of(paper: AnyPaper) -> str:
    return KINDS[PAPERS.index(paper)]


def otherwise(paper: AnyPaper) -> AnyPaper:
    """Say something else in a note, which no check looks at."""
    return replace(paper, note="更正")


def changed(paper: AnyPaper, action: Action) -> AnyPaper:
    """Return a newer version; a list that is changed names its numbers."""
    newer: AnyPaper = again(otherwise(paper), action=action)
    if isinstance(newer, Declaration):
        numbers = ("B20261020000000001", "29002026I000000001")
        newer = replace(newer, preliminary_number=numbers[0], number=numbers[1])
    return newer


@each
def test_a_draft_waits_for_its_sender(window: Window, paper: AnyPaper) -> None:
    window.send(again(paper, minutes=0, draft=True))
    assert (window.states(paper), window.statuses(paper)) == (["draft"], ["1"])

    window.send(again(paper))
    assert window.states(paper) == ["lodged"]
    assert window.statuses(paper)[:2] == ["1", "2"]


@each
def test_the_same_bytes_again_change_nothing(window: Window, paper: AnyPaper) -> None:
    window.send(paper, paper, paper)

    assert window.rows("SELECT count(*) FROM inbound_message") == [(1,)]
    assert window.statuses(paper)[0] == "2"
    assert window.standing(paper).version == 1


@each
@pytest.mark.parametrize("content", ["the same", "other"])
def test_a_lodged_paper_sent_anew_is_a_repeat(
    window: Window, paper: AnyPaper, content: str
) -> None:
    window.send(paper)
    window.send(again(otherwise(paper) if content == "other" else paper))

    last = window.receipts(paper)[-1]
    assert (last.status, last.terminal) == (CODES["repeated"][kind_of(paper)], False)
    assert [finding["code"] for finding in last.findings] == ["DUP-1003"]
    standing = window.standing(paper)
    assert (standing.version, standing.state) == (1, "lodged")
    assert window.rooms.register.open(standing) == paper


@each
def test_a_change_with_an_older_time_is_stale(window: Window, paper: AnyPaper) -> None:
    window.send(paper)
    old = again(changed(paper, Action.CHANGE), minutes=-1)
    window.send(old)

    assert window.statuses(paper)[-1] == CODES["stale"][kind_of(paper)]
    assert window.standing(paper).version == 1


@each
def test_a_change_of_a_lodged_paper_takes_its_place(
    window: Window, paper: AnyPaper
) -> None:
    newer = changed(paper, Action.CHANGE)
    window.send(paper, newer)

    standing = window.standing(paper)
    assert (standing.version, standing.state) == (2, "lodged")
    assert window.rooms.register.open(standing) == newer
    assert window.rows("SELECT version, state FROM paper_version") == [(1, "lodged")]


@each
def test_a_bad_change_never_takes_the_place_of_a_good_paper(
    window: Window, paper: AnyPaper
) -> None:
    window.send(paper)
    window.send(miscalled(changed(paper, Action.CHANGE)))

    assert window.statuses(paper)[-1] == "100"
    standing = window.standing(paper)
    assert (standing.version, standing.state) == (1, "lodged")


@each
@pytest.mark.parametrize("action", [Action.CHANGE, Action.DELETE])
def test_what_is_not_there_is_neither_changed_nor_deleted(
    window: Window, paper: AnyPaper, action: Action
) -> None:
    window.send(changed(paper, action))

    assert window.statuses(paper) == [CODES["unknown"][kind_of(paper)]]
    assert window.rows("SELECT count(*) FROM paper") == [(0,)]


@each
def test_a_deleted_paper_may_be_lodged_again(window: Window, paper: AnyPaper) -> None:
    window.send(paper, changed(paper, Action.DELETE))
    assert window.states(paper) == ["withdrawn"]

    window.send(again(paper, minutes=2))
    standing = window.standing(paper)
    assert (standing.version, standing.state) == (2, "lodged")


@each
@pytest.mark.parametrize("action", [Action.CHANGE, Action.DELETE])
def test_a_matched_paper_is_frozen(
    window: Window, paper: AnyPaper, action: Action
) -> None:
    window.send(*PAPERS)
    window.send(changed(paper, action))

    assert window.statuses(paper)[-1] == CODES["frozen"][kind_of(paper)]
    assert window.states(*PAPERS) == ["concluded", "concluded", "concluded", "released"]


@each
def test_a_rejected_paper_is_replaced_by_a_newer_one(
    window: Window, paper: AnyPaper
) -> None:
    bad = miscalled(paper)
    window.send(bad)
    assert (window.states(paper), window.statuses(paper)) == (["rejected"], ["100"])

    window.send(again(paper, minutes=0, guid="0" * 36))
    assert window.statuses(paper)[-1] == CODES["stale"][kind_of(paper)]
    window.send(again(paper))
    assert window.states(paper) == ["lodged"]
    assert window.standing(paper).version == 2


@each
def test_a_strangers_paper_touches_nothing(window: Window, paper: AnyPaper) -> None:
    window.send(paper, sender=STRANGER.code)
    assert window.rows("SELECT count(*) FROM paper") == [(0,)]

    window.send(paper)
    before = window.standing(paper)
    for action in Action:
        window.send(changed(paper, action), sender=STRANGER.code)

    assert window.standing(paper) == before
    told = window.pulled(STRANGER.code)
    assert [sent.status for sent in told] == ["100"] * 4
    assert {sent.findings[0]["code"] for sent in told} == {"RGT-1201"}
    assert [sent.paper for sent in told] == [None] * 4


def test_a_message_in_anothers_name_is_refused_whole(window: Window) -> None:
    window.post(STRANGER.code, message(PARCEL.order, sender=sender_of(PARCEL.order)))
    window.worker.drain()

    assert window.rows("SELECT count(*) FROM paper") == [(0,)]
    (told,) = window.pulled(STRANGER.code)
    assert (told.kind, told.terminal) == ("format", True)


def test_two_papers_of_one_key_in_one_message_are_taken_in_their_order(
    window: Window,
) -> None:
    newer = changed(PARCEL.order, Action.CHANGE)
    window.post(sender_of(newer), message(PARCEL.order, newer))
    window.worker.drain()

    assert window.statuses(newer) == ["2", "2"]
    assert window.standing(newer).version == 2


def test_a_bad_paper_of_a_message_leaves_the_good_ones_alone(window: Window) -> None:
    sheaf = [parcel(serial).order for serial in range(20)]
    bad = {3, 11, 17}
    sheaf = [miscalled(o) if n in bad else o for n, o in enumerate(sheaf)]
    window.post(sender_of(sheaf[0]), message(*sheaf))
    window.worker.drain()

    states = window.states(*sheaf)
    wanted = ["rejected" if n in bad else "lodged" for n in range(20)]
    assert states == wanted
    told = window.pulled(sender_of(sheaf[0]))
    assert [sent.content["index"] for sent in told] == list(range(1, 21))
