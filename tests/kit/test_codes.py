from datetime import date

import pytest

from tongguan.kit.codes import codes

SIZES = {
    "units": 123,
    "countries": 243,
    "currencies": 22,
    "customs_offices": 990,
    "transport_modes": 18,
    "package_types": 7,
    "supervision_modes": 105,
    "admin_divisions": 3515,
    "receipt_statuses": 19,
}


@pytest.mark.parametrize(("page", "size"), SIZES.items())
def test_every_table_is_whole_and_bilingual(page: str, size: int) -> None:
    table = codes(page)
    assert len(table) == size
    assert all(it.chinese and it.english and it.source for it in table)


@pytest.mark.parametrize(
    ("page", "code", "chinese", "english"),
    [
        ("units", "035", "千克", "kilogram"),
        ("units", "122", "罐", "can"),
        ("countries", "142", "中国", "China"),
        ("countries", "502", "美国", "United States"),
        ("currencies", "142", "人民币", "Yuan Renminbi"),
        ("transport_modes", "5", "航空运输", "Air"),
        ("customs_offices", "2900", "杭州关区", "Hangzhou Customs District"),
        ("customs_offices", "2901", "杭州海关", "杭州海关"),
        ("receipt_statuses", "800", "放行", "Released"),
    ],
)
def test_a_code_says_what_it_means(
    page: str, code: str, chinese: str, english: str
) -> None:
    entry = codes(page).find(code)
    assert entry
    assert (entry.chinese, entry.english) == (chinese, english)


def test_an_unknown_code_is_not_found() -> None:
    assert codes("units").find("999") is None
    assert codes("units").name("999") == "999"
    assert codes("units").name("035") == "035 千克"


def test_a_table_is_searched_by_code_and_by_either_name() -> None:
    units = codes("units")
    assert [it.code for it in units.search("公斤")] == []
    assert [it.code for it in units.search("kilogram")] == ["035"]
    assert [it.code for it in units.search("毫升")] == ["096"]
    assert [it.code for it in units.search("03")][:3] == ["030", "031", "032"]


def test_a_disputed_code_says_that_it_is_not_confirmed() -> None:
    tanker = codes("package_types").find("7")
    carton = codes("package_types").find("2")
    assert tanker
    assert carton
    assert (tanker.confirmed, carton.confirmed) == (False, True)


def test_a_status_knows_whether_it_is_the_last() -> None:
    ends = {it.code for it in codes("receipt_statuses") if it.more["terminal"] == "yes"}
    assert ends == {"100", "501", "502", "503", "599", "700", "899"}


def test_a_code_without_dates_is_always_in_force() -> None:
    unit = codes("units").find("035")
    assert unit
    assert unit.in_force(date(2016, 4, 8))
