"""Other targets than a window of one's own: what is found, what is left out."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from msgspec.structs import replace

from tongguan.conformance.adapters import BadAdapterError, adapter, parties
from tongguan.conformance.hearing import read
from tongguan.conformance.model import Needs, Scenario
from tongguan.conformance.pages import scenarios
from tongguan.conformance.playing import Board, Sheet, Stage
from tongguan.conformance.running import Report, Verdict, run_all
from tongguan.conformance.targets import FolderTarget, HttpTarget
from tongguan.conformance.words import run_of
from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.door import listening
from tongguan.gateway.chinaport.simulator.folder import Folder
from tongguan.plumbing import clock

DAY = datetime(2026, 10, 20, 12, tzinfo=clock.SHANGHAI)
FORWARDS = replace(adapter(), customs=Needs.FORWARDS, own_codes=False)


def named(*names: str) -> list[Scenario]:
    return [scenario for scenario in scenarios() if scenario.name in names]


def play(stage: Stage, *names: str) -> Report:
    return run_all(named(*names), [stage], lambda *_: None)


def keys() -> dict[str, str]:
    return {firm.code: firm.code for firm in parties(FORWARDS).firms.values()}


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Put the simulated customs itself to the scenarios."""
    acting = parties(FORWARDS).with_keys(keys())
    with listening(Counter()) as server:
        target = HttpTarget(server.url, FORWARDS, acting)
        yield Stage(run_of(clock.now(), DAY), acting.firms, target, patience=3)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Serve a pair of folders."""
    ended = Event()
    served = Folder(tmp_path, Counter())
    thread = Thread(target=served.watch, args=[ended.is_set])
    thread.start()
    yield tmp_path
    ended.set()
    thread.join()


def test_another_implementation_is_put_to_the_same_scenarios(stage: Stage) -> None:
    names = ("statuses/export-list/800", "statuses/summary/100", "customs/late")
    report = play(stage, *names)

    assert {it.scenario.name: it.why for it in report.verdicts} == dict.fromkeys(
        sorted(names), ""
    )
    assert (report.failed, report.left_out) == ((), ())


def test_what_it_does_not_do_is_found_and_shown_side_by_side(stage: Stage) -> None:
    (verdict,) = play(stage, "customs/refused-here").verdicts

    ((label, wanted, got),) = verdict.unmet
    assert (label, wanted) == ("list", "100")
    assert got.startswith("2 3 120 800")
    assert not verdict.passed
    assert verdict.why.startswith("list: 应为 100; 实为 2 3 120 800")


def test_what_it_can_not_do_is_left_out_and_named(stage: Stage) -> None:
    report = play(stage, "limits/single", "customs/usual")

    assert [it.scenario.name for it in report.verdicts] == ["customs/usual"]
    ((scenario, why),) = report.left_out
    assert scenario.name == "limits/single"
    assert why.startswith("needs a target that decides")


def test_a_firm_without_a_key_is_not_spoken_for() -> None:
    acting = parties(FORWARDS).with_keys({"1100EC0001": "key"})
    target = HttpTarget("http://127.0.0.1:9", FORWARDS, acting)
    stage = Stage(run_of(clock.now(), DAY), acting.firms, target)

    (_, why), *others = play(stage, "customs/usual").left_out
    assert (why, others) == ("no key of 1100PF0001 没有该企业的密钥", [])


def test_scenarios_go_through_folders(folder: Path) -> None:
    target = FolderTarget(folder, FORWARDS)
    firms = parties(FORWARDS).firms
    report = play(
        Stage(run_of(clock.now(), DAY), firms, target),
        *("statuses/cancellation/399", "door/empty"),
    )

    assert [(it.scenario.name, it.why) for it in report.verdicts] == [
        ("statuses/cancellation/399", "")
    ]
    assert [why for _, why in report.left_out] == ["needs HTTP 需经 HTTP"]
    assert list((folder / "out").glob("*.tmp")) == []


def test_a_receipt_that_is_not_the_standards_is_a_fault() -> None:
    space = "http://www.chinaport.gov.cn/ceb"
    told = "<returnStatus>2</returnStatus><returnTime>2026</returnTime>"
    text = (
        f'<CEB304Message xmlns="{space}"><OrderReturn><guid>1</guid><ebcCode>E'
        f"</ebcCode><orderNo>D</orderNo>{told}<returnInfo>好</returnInfo>"
        "</OrderReturn></CEB304Message>"
    )
    (receipt,) = read(text.encode())

    assert receipt.status == "2"
    assert receipt.faults == (
        "CEB304Message: guid is not C36: '1'",
        "CEB304Message: ebpCode is missing",
        "CEB304Message: returnTime is not T17: '2026'",
    )


def test_a_receipt_goes_to_the_firm_it_was_given_to() -> None:
    key = ("CEB303Message", "E", "D")
    mine, other = Sheet("order", "P1", key), Sheet("intruder", "P2", key)
    board = Board()
    board.by_key[key] += [mine, other]
    space = "http://www.chinaport.gov.cn/ceb"
    (receipt,) = read(
        f'<CEB304Message xmlns="{space}"><OrderReturn><ebcCode>E</ebcCode><orderNo>D'
        "</orderNo><returnStatus>100</returnStatus></OrderReturn>"
        "</CEB304Message>".encode()
    )

    assert board.deliver("P2", receipt)
    assert (mine.statuses, other.statuses) == ((), ("100",))
    assert not board.deliver("P3", receipt)


def test_an_adapter_names_ways_and_firms(tmp_path: Path) -> None:
    page = tmp_path / "port.yaml"
    page.write_text(
        "title: port\npost: /in\npull: /out?since={last}\ncursor: {last: '0'}\n"
        "firms:\n  platform: {code: P1, name: 平台, key: secret}\n",
        encoding="utf-8",
    )
    described = adapter(page)

    assert (described.post, described.own_codes) == ("/in", False)
    assert parties(described).key_of("P1") == "secret"
    assert parties(described).firms["carrier"].code == "1100LG0001"


@pytest.mark.parametrize("text", ["title: x", "- 1", "title: [", "titel: x"])
def test_an_adapter_that_says_too_little_or_too_much_is_refused(
    tmp_path: Path, text: str
) -> None:
    page = tmp_path / "port.yaml"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(BadAdapterError):
        adapter(page)


def test_a_verdict_names_every_fault() -> None:
    (scenario,) = named("customs/late")
    verdict = Verdict(scenario, (("list", "2", "3"),), ("order: 500",))
    assert verdict.why == "order: 500 | list: 应为 2; 实为 3"


def test_firms_may_have_folders_of_their_own(tmp_path: Path) -> None:
    for name in ("out", "in"):
        (tmp_path / "1100EC0001" / name).mkdir(parents=True)
    target = FolderTarget(tmp_path, FORWARDS)
    target.post("1100EC0001", b"<a/>")
    (tmp_path / "1100EC0001" / "in" / "1.xml").write_bytes(b"<b/>")

    assert target.admits("1100EC0001")
    assert not target.admits("1100PF0001")
    (sent,) = (tmp_path / "1100EC0001" / "out").iterdir()
    assert sent.read_bytes() == b"<a/>"
    firms = ["1100EC0001", "1100PF0001"]
    assert list(target.hear(firms)) == [("1100EC0001", b"<b/>")]
    assert list(target.hear(firms)) == []
