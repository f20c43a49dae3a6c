"""What the letters at the end of a business number ask for."""

import pytest

from tongguan.gateway.chinaport.simulator.triggers import (
    USUAL,
    Script,
    course,
    read,
    script_of,
)

LIST = ("1", "2", "3", "4", "100", "120", "300", "399", "500", "700", "800", "899")
ORDER = ("2", "3", "4", "100", "120", "399")
ALL = frozenset({"*"})


@pytest.mark.parametrize(
    ("number", "script"),
    [
        ("DD1-T800", Script(outcome=("800",))),
        ("DD1-T300-800", Script(outcome=("300", "800"))),
        ("DD-2026-10-T100", Script(outcome=("100",))),
        ("DD1-TE621029", Script(outcome=("-621029",))),
        ("DD1-T120-E621029-D5", Script(outcome=("120", "-621029"), delay=5)),
        ("DD1-L", Script(lost=ALL)),
        ("DD1-L120-L3", Script(lost=frozenset({"120", "3"}))),
        ("DD1-X2-O-W", Script(times=2, backwards=True, forged=True)),
    ],
)
def test_words_ask_for_something(number: str, script: Script) -> None:
    assert read(number) == script


@pytest.mark.parametrize(
    "number", [None, "", "DD1", "DD-2026-1", "DD1-T", "DD1-T800x", "T800", "DD1-T800-"]
)
def test_other_ends_ask_for_nothing(number: str | None) -> None:
    assert read(number) is USUAL


def test_a_documents_own_number_goes_before_the_orders() -> None:
    assert script_of([None, "QD1-T500", "DD1-T100"]).outcome == ("500",)
    assert script_of(["QD1", "DD1-T100"]).outcome == ("100",)


@pytest.mark.parametrize(
    ("asked", "may", "told"),
    [
        ((), LIST, "2 3 120 800"),
        (("800",), LIST, "2 3 120 800"),
        (("300", "800", "899"), LIST, "2 3 120 300 800 899"),
        (("100",), LIST, "2 3 100"),
        (("120",), LIST, "2 3 120"),
        (("1",), LIST, "1"),
        (("2",), LIST, "2"),
        (("3",), LIST, "2 3"),
        (("4",), LIST, "2 4"),
        (("900",), LIST, "900"),
        (("-621029",), LIST, "-621029"),
        (("800",), ORDER, "2 3 120 800"),
        (("300", "399"), ORDER, "2 3 120 399"),
    ],
)
def test_a_course_begins_at_the_port(
    asked: tuple[str, ...], may: tuple[str, ...], told: str
) -> None:
    assert course(asked, ("120", "800"), may) == told.split()


def test_all_that_the_customs_says_can_be_lost_but_not_what_the_port_says() -> None:
    lost = [s for s in ("2", "3", "120", "800") if Script(lost=ALL).is_lost(s)]
    assert lost == ["120", "800"]
