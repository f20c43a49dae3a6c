from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.papers import DAY, DECLARATION
from tests.spoiling import found, spoil
from tongguan.customs.filing.admission import Admission
from tongguan.customs.filing.listing import edition_on, positive_list_on
from tongguan.customs.filing.model import Listing, NeverListed, PositiveList, Remark
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.tariff.model import Tariff, TariffLine
from tongguan.kit.checks import Severity, verify
from tongguan.kit.dated import NotInForceError

LAST_OF_2021 = date(2022, 2, 28)
FIRST_OF_2022 = date(2022, 3, 1)


def tariff_line(hs_code: str, *units: str) -> TariffLine:
    return TariffLine(
        hs_code=hs_code,
        chinese="商品",
        english="goods",
        mfn=None,
        provisional=None,
        vat=None,
        consumption=None,
        statutory_units=units,
        conditions="",
        confirmed=True,
        source="test",
    )


TARIFF = Tariff(
    [
        tariff_line("1901101090", "035"),
        tariff_line("4202210090", "035", "007"),
        tariff_line("1701991090", "035"),
        tariff_line("3215190090", "035"),
        tariff_line("0410004900", "035"),
        tariff_line("0401100000", "035"),
        tariff_line("1006302000", "035"),
        tariff_line("8541410000", "007"),
        tariff_line("4901990000", "035"),
        tariff_line("1806900000"),
    ]
)


def judged(declaration: Any, **more: Any) -> list[tuple[str, ...]]:
    case = Admission(declaration=declaration, tariff=TARIFF, **more)
    return found(case, ADMISSION)


def of(hs_code: str, **changes: Any) -> Any:
    line = replace(DECLARATION.lines[0], hs_code=hs_code, **changes)
    return replace(DECLARATION, lines=(line,))


def test_infant_formula_is_admitted() -> None:
    assert judged(DECLARATION) == []


@pytest.mark.parametrize("mode", ["1210", "9610", "1239"])
@pytest.mark.parametrize("hs_code", ["1806900000", "4202210090"])
def test_chocolate_and_handbags_were_listed_from_the_first_day(
    hs_code: str, mode: str
) -> None:
    goods = of(hs_code, second_unit="007", second_quantity=Decimal(1))
    first_day = replace(goods, declared_on=date(2016, 4, 8), supervision_mode=mode)
    assert judged(first_day) == []


def test_what_was_never_listed_is_refused() -> None:
    assert judged(of("8541410000", statutory_unit="007")) == [
        (
            "LST-2001",
            "declaration.hs_code[1]",
            "8541410000",
            "半导体器件 semiconductor devices and LEDs",
        )
    ]


def test_what_is_not_loaded_is_held_and_never_refused() -> None:
    assert judged(of("4901990000")) == [
        ("LST-2004", "declaration.hs_code[1]", "4901990000", "210/1476")
    ]
    case = Admission(declaration=of("4901990000"), tariff=TARIFF)
    finding = verify(case, ADMISSION)[0]
    assert finding.severity is Severity.HOLD
    assert finding.chinese() == (
        "清单只载入210/1476条，其中没有商品编码4901990000，转人工审核。"
    )


def test_a_whole_list_refuses_what_it_lacks() -> None:
    whole = PositiveList([listing("19011010")], [], lines=1)
    assert judged(of("4901990000"), printed_list=whole) == [
        ("LST-2001", "declaration.hs_code[1]", "4901990000", "婴儿配方奶粉1段")
    ]
    assert judged(DECLARATION, printed_list=whole) == []


def test_a_code_the_tariff_lacks_is_held() -> None:
    assert judged(of("1901101099")) == [
        ("REF-2013", "declaration.hs_code[1]", "1901101099", "")
    ]


@pytest.mark.parametrize(
    ("path", "value", "finding"),
    [
        (
            "lines.statutory_unit",
            "007",
            ("REF-2011", "declaration.statutory_unit[1]", "007", "035"),
        ),
        (
            "lines.second_unit",
            "007",
            ("REF-2014", "declaration.second_unit[1]", "007", ""),
        ),
    ],
)
def test_units_are_the_tariffs(path: str, value: str, finding: Any) -> None:
    assert judged(spoil(DECLARATION, path, value)) == [finding]


def test_a_second_unit_of_the_tariff_is_not_left_out() -> None:
    assert judged(of("4202210090")) == [
        ("REF-2012", "declaration.second_unit[1]", "", "007")
    ]


def test_a_remark_may_limit_the_mode() -> None:
    bonded = PositiveList(
        [listing("19011010", remark=Remark.MODE, parameter="1210|1239")], [], lines=1
    )
    assert judged(DECLARATION, printed_list=bonded) == []
    direct = replace(DECLARATION, supervision_mode="9610")
    assert judged(direct, printed_list=bonded) == [
        ("LST-2002", "declaration.hs_code[1]", "9610", "1210|1239")
    ]


def test_sugar_is_limited_by_the_year() -> None:
    two = of("1701991090", statutory_quantity=Decimal(2))
    more = of("1701991090", statutory_quantity=Decimal("2.001"))
    assert judged(two) == []
    assert judged(more) == [("LST-2003", "declaration.hs_code[1]", "2.001", "2.00")]
    assert judged(two, taken_this_year={"17019910": Decimal("0.5")}) == [
        ("LST-2003", "declaration.hs_code[1]", "2.50", "2.00")
    ]


def test_two_lines_of_sugar_count_together() -> None:
    line = of("1701991090", statutory_quantity=Decimal("1.2")).lines[0]
    both = replace(DECLARATION, lines=(line, replace(line, number=2)))
    assert judged(both) == [("LST-2003", "declaration.hs_code[2]", "2.40", "2.00")]


def test_rice_is_limited_though_its_codes_are_not_loaded() -> None:
    rice = of("1006302000", statutory_quantity=Decimal("20.5"))
    assert judged(rice) == [
        ("LST-2003", "declaration.hs_code[1]", "20.50", "20.00"),
        ("LST-2004", "declaration.hs_code[1]", "1006302000", "210/1476"),
    ]


def test_ink_must_be_for_a_household_printer() -> None:
    assert judged(of("3215190090", name="家用打印机墨水")) == []
    assert judged(of("3215190090", name="书写墨水")) == [
        ("LST-2005", "declaration.hs_code[1]", "书写墨水", "仅限家用打印机墨水")
    ]


def test_a_remark_that_wants_an_eye_holds_the_list() -> None:
    assert judged(of("0410004900")) == [
        (
            "LST-2006",
            "declaration.hs_code[1]",
            "0410004900",
            "不属于普通食品或依法需注册备案的特殊食品除外",
        )
    ]
    assert judged(of("0401100000")) == [
        ("LST-2006", "declaration.hs_code[1]", "0401100000", "备注内容未载入")
    ]


def test_a_new_edition_of_the_list_takes_effect_on_its_day() -> None:
    assert positive_list_on(LAST_OF_2021).find("1701991090") == ()
    assert len(positive_list_on(FIRST_OF_2022).find("1701991090")) == 1
    assert positive_list_on(LAST_OF_2021).lines == 1413
    assert edition_on(DAY).cites == "财政部等8部门公告2022年第7号"


def test_there_was_no_list_before_the_first() -> None:
    with pytest.raises(NotInForceError):
        positive_list_on(date(2016, 4, 7))


def test_a_heading_that_was_never_listed_is_found_by_its_first_digits() -> None:
    arms = NeverListed(code="93", chinese="武器", english="arms")
    guns = PositiveList([], [arms], lines=9)
    assert guns.find_never("9303200000")
    assert guns.find_never("8303200000") is None


def listing(code: str, *, remark: Remark = Remark.NONE, parameter: str = "") -> Listing:
    return Listing(
        code=code,
        remark=remark,
        parameter=parameter,
        chinese="",
        english="",
        confirmed=True,
    )
