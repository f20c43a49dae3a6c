"""What the pages say, asked for without a browser, in both languages."""

from collections.abc import Callable

import psycopg
import pytest

from tests.portal.conftest import World
from tests.portal.visiting import Visitor

Visit = Callable[[str], Visitor]
Numbers = dict[str, str]
RELEASED, REJECTED, REVIEW, EXAMINE = "00001", "00002", "00003", "00004"
WAITING, UNKNOWN, SUSPENDED = "00005", "00006", "00007"


@pytest.fixture
def english(world: World) -> Visitor:
    visitor = Visitor(world.url)
    visitor.sign_in("guanyuan")
    visitor.post("/language/", language="en", next="/")
    return visitor


def case(numbers: Numbers, name: str) -> str:
    return f"/declarations/{numbers[name]}/"


def rows(found: list[str], label: str) -> list[str]:
    return [row for row in found if row.startswith(label)]


@pytest.mark.parametrize(
    ("asked", "orders"),
    [
        ("state=rejected", [REJECTED]),
        ("state=suspended", [SUSPENDED]),
        ("channel=examine", [EXAMINE]),
        ("reason=MAT-3005", [REJECTED]),
        ("reason=GUA-4001&mode=1210", [SUSPENDED]),
        ("seller=东钱湖", ["00008"]),
        ("seller=3302969DS9", ["00008"]),
        ("mode=9610", []),
        ("declared_to=2016-04-08", []),
        ("state=in_review", [UNKNOWN, REVIEW]),
    ],
)
def test_filters_find_exactly_what_they_name(
    visit: Visit, asked: str, orders: list[str]
) -> None:
    page = visit("guanyuan").get("/declarations/?" + percent(asked))
    found = page.says("//tbody//td[3]/span")
    assert [number[-5:] for number in found] == orders


def percent(asked: str) -> str:
    return "".join(c if c.isascii() else f"%{c.encode().hex('%')}" for c in asked)


def test_pages_follow_each_other_without_gap_or_repeat(visit: Visit) -> None:
    path, seen = "/declarations/", []
    while path:
        page = visit("guanyuan").get(path)
        seen += page.says("//tbody//td[3]/span")
        following = page.links("//a[@rel='next']")
        path = f"/declarations/{following[0]}" if following else ""
    assert len(seen) == len(set(seen)) == 72
    assert seen == sorted(seen, key=lambda n: (n[-5:] < "00100", n[-5:]), reverse=True)


def test_a_filter_that_makes_no_sense_is_told_and_asks_nothing(visit: Visit) -> None:
    page = visit("guanyuan").get("/declarations/?state=flying&declared_from=soon")
    assert len(page.says("//p[@class='fault']")) == 2
    assert len(page.says("//tbody/tr")) == 25


def test_a_part_of_the_list_is_only_the_part(visit: Visit) -> None:
    part = visit("guanyuan").get("/declarations/", **{"HX-Request": "true"})
    assert part.body.lstrip().startswith("<nav")
    assert part.headers["Vary"] == "Cookie, HX-Request"


def test_disagreements_show_both_values_and_who_must_act(
    visit: Visit, numbers: Numbers
) -> None:
    page = visit("lina").get(case(numbers, REJECTED))
    assert page.says("//h1//span[contains(@class, 'sign')]") == ["退单"]
    told = page.says("//p[@class='advice-says']")
    assert told[2] == "支付单“支付金额”为“488.23”，订单为“525.23”，应一致。"
    assert (
        page.says("//span[contains(@class, 'chip-keeper')]") == ["由支付企业处理"] * 3
    )
    wrong = page.says(
        "//tbody[@class='disagreeing']//td[contains(@class,'cell-wrong')]"
    )
    assert [it.removeprefix("不一致 ") for it in wrong] == [
        "赵**",
        "330*************" + wrong[1][-2:],
        "488.23",
    ]
    against = page.says(
        "//tbody[@class='disagreeing']//td[contains(@class,'cell-against')]"
    )
    assert against[2] == "对照 525.23"


def test_persons_are_masked_on_every_page(visit: Visit, numbers: Numbers) -> None:
    for name in ("lina", "guanyuan", "yunying"):
        for path in (
            "/declarations/",
            case(numbers, RELEASED),
            case(numbers, REJECTED),
        ):
            body = visit(name).get(path).body
            assert "赵德柱" not in body
            assert "1385710" not in body
            assert "文三路" not in body


def test_tax_is_shown_with_its_workings_and_what_is_not_sure(
    visit: Visit, numbers: Numbers
) -> None:
    page = visit("lina").get(case(numbers, RELEASED))
    steps = page.says("//table[contains(@class, 'trace')]//tbody/tr")
    assert rows(steps, "#1 增值税") == ["#1 增值税 486.00 × 13% × 70% 44.23 " + VAT_LAW]
    assert page.says("//span[@class='unsure']") != []
    assert page.says("//section//dd")[0] == "44.23"


VAT_LAW = "增值税法；财关税〔2016〕18号"


def test_the_history_tells_moves_and_receipts_in_order(
    visit: Visit, numbers: Numbers
) -> None:
    page = visit("lina").get(case(numbers, RELEASED))
    statuses = page.says(
        "//li[contains(@class, 'event-receipt')]//span[@class='status']"
    )
    assert statuses.count("800") == 1
    assert statuses.count("399") == 3
    moves = page.says("//li[contains(@class, 'event-move')]//b")
    assert moves[:4] == ["申报"] * 4
    assert moves.count("放行") == 1


def test_a_waiting_list_says_what_it_waits_for(visit: Visit, numbers: Numbers) -> None:
    page = visit("lina").get(case(numbers, WAITING))
    assert page.says("//p[@class='advice-says']") == [
        "支付单尚未到达，单证齐全后自动办理。"
    ]
    assert "未到" in page.body


def test_risk_rules_are_named_to_the_customs_only(
    visit: Visit, numbers: Numbers
) -> None:
    path = case(numbers, EXAMINE)
    assert "RSK-6005" in visit("guanyuan").get(path).body
    trader = visit("lina").get(path).body
    assert "RSK-6000" in trader
    assert "RSK-6005" not in trader
    listed = visit("lina").get("/declarations/?reason=RSK-6005")
    assert listed.says("//h2") == ["没有符合条件的清单"]


def test_balances_of_a_person_are_for_the_customs(
    visit: Visit, numbers: Numbers
) -> None:
    path = case(numbers, RELEASED)
    assert "订购人年度额度" in visit("guanyuan").get(path).says("//h3")
    assert "订购人年度额度" not in visit("lina").get(path).says("//h3")


def test_the_queue_is_for_reviews_and_examinations(visit: Visit) -> None:
    page = visit("guanyuan").get("/queue/")
    assert page.says("//tbody//td[2]") == ["人工审核", "查验", "人工审核"]


def test_buttons_are_the_moves_of_the_lifecycle(visit: Visit, numbers: Numbers) -> None:
    officer = visit("guanyuan")
    buttons = "//section[contains(@class, 'acts')]//button"
    assert officer.get(case(numbers, REVIEW)).says(buttons) == [
        "放行",
        "布控查验",
        "退单",
    ]
    assert officer.get(case(numbers, EXAMINE)).says(buttons) == ["放行", "扣留", "退运"]
    assert officer.get(case(numbers, RELEASED)).says(buttons) == []
    assert visit("lina").get(case(numbers, REVIEW)).says(buttons) == []


def test_an_answer_without_a_reason_changes_nothing(
    visit: Visit, numbers: Numbers
) -> None:
    officer, path = visit("guanyuan"), case(numbers, EXAMINE)
    officer.get(path)
    assert officer.post(path + "decide/", move="release", reason=" ").status == 302
    after = officer.get(path)
    assert after.says("//div[contains(@class, 'note-error')]") == [
        "须写明处置理由（2 至 200 字）。"
    ]
    assert after.says("//h1//span[contains(@class, 'sign')]") == ["查验"]


def test_an_unknown_tax_cannot_be_released(visit: Visit, numbers: Numbers) -> None:
    officer, path = visit("guanyuan"), case(numbers, UNKNOWN)
    officer.get(path)
    officer.post(path + "decide/", move="release", reason="核对后放行")
    after = officer.get(path)
    assert "未知" in after.says("//div[contains(@class, 'note-error')]")[0]
    assert after.says("//h1//span[contains(@class, 'sign')]") == ["人工审核"]


def test_seeing_a_person_is_written_down_before_it_is_shown(
    world: World, visit: Visit, numbers: Numbers
) -> None:
    officer, path = visit("guanyuan"), case(numbers, RELEASED)
    officer.get(path)
    assert officer.post(path + "reveal/", purpose="verification").status == 302
    assert officer.post(path + "reveal/", reference="HZ2026-0117").status == 302
    ground = {"purpose": "verification", "reference": "hz2026-0117"}
    shown = officer.post(path + "reveal/", **ground)
    assert shown.status == 200
    assert "浙江省杭州市西湖区延安路2号" in shown.body
    assert "330106" in shown.body
    assert shown.headers["Cache-Control"] == "no-store"
    with psycopg.connect(world.dsn) as connection:
        lines = connection.execute(
            "SELECT officer, purpose, reference FROM personal_lookup"
        ).fetchall()
    assert lines == [("guanyuan", "verification", "HZ2026-0117")]
    (row,) = officer.get("/lookups/").says("//tbody/tr")
    assert row.endswith("核对订购人与支付人身份 HZ2026-0117")


def test_the_calculator_answers_anybody(visit: Visit) -> None:
    page = visit("").get("/what-if/?hs=1901101090&quantity=2&unit_price=238&freight=10")
    assert page.says("//p[@class='big']") == ["44.23"]
    ways = "//div[@class='ways']//tbody/tr"
    assert page.says(f"{ways}/th") == [
        "跨境电商零售进口 最低",
        "个人邮递物品",
        "一般贸易",
    ]
    assert page.says(f"{ways}/td[1]") == ["44.23", "61.88", "90.64"]
    assert page.says(f"{ways}/td[2]/span") == ["可以"] * 3


def test_the_calculator_names_every_fault_at_once(visit: Visit) -> None:
    page = visit("").get("/what-if/?hs=19&quantity=0&unit_price=x&date=2026-02-30")
    fields = page.says("//ul[@class='faults']/li/small[@class='code']")
    assert sorted(fields) == [
        "date",
        "lines[0].hs",
        "lines[0].quantity",
        "lines[0].unit_price",
    ]


def test_the_dashboard_counts_what_is_there(visit: Visit) -> None:
    page = visit("yunying").get("/dashboard/")
    assert page.says("//dd[@data-show='total']") == ["72"]
    assert page.says("//dd[@data-show='depths.unread']") == ["3"]
    assert page.says("//dd[@data-show='depths.suspended']") == ["1"]


def test_english_pages_say_the_same_in_english(
    english: Visitor, numbers: Numbers
) -> None:
    page = english.get(case(numbers, REJECTED))
    assert page.headers["Content-Language"] == "en"
    assert page.says("//h1//span[contains(@class, 'sign')]") == ["Rejected"]
    assert page.says("//p[@class='advice-says']")[2] == (
        "The amount paid is 488.23 on the payment but 525.23 on the order; "
        "they must agree."
    )
    assert page.says("//span[contains(@class, 'chip-keeper')]")[0] == (
        "For: Payment provider"
    )


def test_what_a_stranger_s_browser_prefers_does_not_matter(visit: Visit) -> None:
    page = visit("").get("/", **{"Accept-Language": "en"})
    assert page.headers["Content-Language"] == "zh-hans"
    assert page.says("//h1") == ["跨境电商零售进口，一个窗口办完"]


def test_the_queue_says_how_many_wait(visit: Visit, english: Visitor) -> None:
    assert "共 3 份" in visit("guanyuan").get("/queue/").says("//p")
    assert "Lists waiting: 3" in english.get("/queue/").says("//p")


def test_english_workings_hold_no_chinese(english: Visitor) -> None:
    asked = "hs=3304990049&quantity=1&unit_price=100&content=20g&freight=1"
    page = english.get(f"/what-if/?{asked}")
    formulas = page.says("//td[@class='formula']")
    assert len(formulas) > 5
    assert not [it for it in formulas if any("\u4e00" <= c <= "\u9fff" for c in it)]
