"""Nouns built of plain texts are the nouns their constructors would have made."""

import re
from dataclasses import FrozenInstanceError, dataclass
from datetime import datetime
from decimal import Decimal

import pytest

from tongguan.kit.breaches import NO_TIME, BreachError
from tongguan.kit.building import builder, maker
from tongguan.kit.moments import SHANGHAI
from tongguan.kit.plain import UnfitError, plain_fields
from tongguan.kit.wire import wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    number: int = wire("no", "N3")
    firm_code: str = wire("code", "C..18")
    firm_name: str | None = wire("name", "C..60", required=False)
    at: datetime = wire("at", "T14")
    paid: Decimal = wire("paid", "N7,2")
    currency: str = wire("currency", "C3=142")
    urgent: bool = wire("urgent", "C1{1,2}", means={"1": True, "2": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    code: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    number: int
    firm: Firm
    at: datetime
    paid: Decimal
    urgent: bool
    lines: tuple[str, ...] = ()
    remark: str | None = None


TEXTS = ("12", "4401", "", "20261111093000", "7.50", None, "2")


def test_a_noun_is_folded_and_filled_and_frozen() -> None:
    bill = builder(Bill, plain_fields(Note, ""))(TEXTS)

    assert bill == Bill(
        number=12,
        firm=Firm(code="4401"),
        at=datetime(2026, 11, 11, 9, 30, tzinfo=SHANGHAI),
        paid=Decimal("7.50"),
        urgent=False,
    )
    assert type(bill) is Bill
    assert type(bill.firm) is Firm
    with pytest.raises(FrozenInstanceError):
        setattr(bill, "number", 13)  # noqa: B010 - mypy would not let us


def test_a_noun_is_made_of_its_fields_as_its_constructor_makes_it() -> None:
    make, firm = maker(Bill), maker(Firm)(code="4401", name="A")
    at, paid = datetime(2026, 11, 11, tzinfo=SHANGHAI), Decimal(7)
    bill = make(number=12, firm=firm, at=at, paid=paid, urgent=True, lines=("a",))

    assert firm == Firm(code="4401", name="A")
    assert bill == Bill(
        number=12, firm=firm, at=at, paid=paid, urgent=True, lines=("a",)
    )
    assert type(bill) is Bill
    with pytest.raises(FrozenInstanceError):
        setattr(bill, "number", 13)  # noqa: B010 - mypy would not let us
    with pytest.raises(TypeError, match="paid"):
        make(number=12, firm=firm)  # type: ignore[call-arg]


def test_lines_are_taken_as_they_are() -> None:
    build = builder(Bill, plain_fields(Note, ""), lined=True)

    assert build(TEXTS, ("a", "b")).lines == ("a", "b")


def test_what_no_calendar_has_is_told() -> None:
    build = builder(Bill, plain_fields(Note, ""))

    with pytest.raises(BreachError) as told:
        build((*TEXTS[:3], "20260230093000", *TEXTS[4:]))
    assert told.value.breach is NO_TIME


@pytest.mark.parametrize(
    ("name", "plain", "unusual"),
    [
        ("number", ("0", "999"), ("", "1000", "+1", " 1")),
        ("firm_code", (" ", "字" * 18), ("", "字" * 19, "a\tb", "a&b", "\x85")),
        ("firm_name", ("", "x" * 60), ("x" * 61, "\u2028")),
        ("at", ("20261111093000",), ("", "2026111109300", "2０261111093000")),
        ("paid", ("0", "12345.67"), ("", ".5", "1.", "-1", "123456.7", "1.234")),
        ("currency", ("", "142"), ("840",)),
        ("urgent", ("1", "2"), ("", "3")),
    ],
)
def test_a_text_is_plain_or_unusual(
    name: str, plain: tuple[str, ...], unusual: tuple[str, ...]
) -> None:
    pattern = next(it.pattern for it in plain_fields(Note, "") if it.name == name)

    assert [text for text in plain if not re.fullmatch(pattern, text)] == []
    assert [text for text in unusual if re.fullmatch(pattern, text)] == []


def test_a_noun_that_can_not_be_filled_is_unfit() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Open:
        number: int

    with pytest.raises(UnfitError):
        builder(Open, plain_fields(Note, ""))
