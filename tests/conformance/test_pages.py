"""What the pages of scenarios cover, and that each says what it is about."""

import re

import pytest

from tongguan.conformance.hearing import key_of
from tongguan.conformance.model import Scenario, agrees
from tongguan.conformance.pages import HERE, page, paper, scenarios
from tongguan.gateway.chinaport.catalogue import MESSAGES
from tongguan.kit.rulebook import read_page

ALL = scenarios()
BY_NAME = {scenario.name: scenario for scenario in ALL}
PAPERS = sorted(it.name.removesuffix(".yaml") for it in (HERE / "papers").iterdir())
OWN = {"1", "2", "3"}  # what the single window says, not the customs behind it


def rows(scenario: Scenario, name: str) -> str:
    return scenario.expected()[name].receipts


def test_there_are_enough_of_them_and_no_two_have_one_name() -> None:
    assert len(ALL) > 400
    assert len(BY_NAME) == len(ALL)


@pytest.mark.parametrize("scenario", ALL, ids=lambda it: it.name)
def test_a_scenario_says_what_it_is_about(scenario: Scenario) -> None:
    said = f"{scenario.title.zh}{scenario.title.en}{scenario.proves}"
    assert "$" not in said
    assert re.search("[一-鿿]", scenario.title.zh)
    assert scenario.title.en[0].isascii()
    assert scenario.steps


def test_every_enterprise_message_has_a_paper_in_the_kit() -> None:
    assert sorted(paper(name)["message"] for name in PAPERS) == sorted(MESSAGES)


@pytest.mark.parametrize("name", PAPERS)
def test_every_message_is_accepted_rejected_and_refused_for_its_form(name: str) -> None:
    told = [
        (row, scenario)
        for scenario in ALL
        for label, it in scenario.expected().items()
        if label == name
        for row in [it.receipts]
    ]
    accepted = [row for row, _ in told if agrees(row, ("2", "120")) or "120" in row]
    rejected = [row for row, _ in told if row in {"100", "2+ 100", "2 100"}]
    refused = [row for row, _ in told if row == "CEB900"]
    assert all((accepted, rejected, refused)), (accepted, rejected, refused)


def test_every_order_in_which_four_papers_can_arrive_is_played() -> None:
    orders = [name for name in BY_NAME if name.startswith("arrival/permutation/")]
    assert len(orders) == 24


def test_every_status_a_receipt_may_carry_is_played() -> None:
    receipts = read_page("gateway/customs_receipts.yaml")["receipts"]
    lacking = []
    for message, told in receipts.items():
        answers = page("wire.yaml")["receipts"][message]["answers"]
        (name,) = [it for it in PAPERS if paper(it)["message"] == answers]
        folder = name.replace("_", "-")
        for status in set(told["may"]) - OWN:
            scenario = BY_NAME.get(f"statuses/{folder}/{status}")
            if scenario is None or status not in rows(scenario, name):
                lacking.append((message, status))
    assert lacking == []


@pytest.mark.parametrize(
    ("row", "statuses", "fits"),
    [
        ("2 120 800", "2 120 800", True),
        ("2 120 800", "2 120", False),
        ("2+ 800", "2 2 2 800", True),
        ("2+ 800", "800", False),
        ("2 (399) 800", "2 800", True),
        ("2 (399) 800", "2 399 800", True),
        ("2 100|-301010", "2 -301010", True),
        ("2 100|-301010", "2 -3010100", False),
        ("<0", "-621029", True),
        ("<0", "2", False),
        ("2 *", "2", True),
        ("2 *", "2 120 CEB900", True),
        ("", "", True),
        ("", "2", False),
        ("CEB900", "CEB900", True),
    ],
)
def test_a_row_of_statuses_reads_as_it_looks(
    row: str, statuses: str, *, fits: bool
) -> None:
    assert agrees(row, tuple(statuses.split())) is fits


def test_receipts_name_papers_by_what_the_papers_hold() -> None:
    for name in PAPERS:
        base = paper(name)
        (entry,) = base["body"].values()
        heads = [it for it in entry.values() if isinstance(it, dict)]
        held = {**entry, **(heads[0] if heads else {})}
        key = key_of(base["message"], {k: str(v) for k, v in held.items()})
        assert len(key) > 1
        assert all(key), (name, key)
