"""Codes as people paste them, and what `tongguan explain` makes of them."""

import json
import time

import pytest

from tongguan.commands import app
from tongguan.gateway.spellings import explain


def found(asked: str, text: str = "") -> list[str]:
    return [one.code for one in explain(asked, text).known]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("-621018", ["-621018"]),
        ("621018", ["-621018"]),
        ("－621018", ["-621018"]),
        ("−621018", ["-621018"]),
        ("错误代码621018", ["-621018"]),
        ("Code:1313", ["1313"]),
        ("code：1313", ["1313"]),
        ("[Code:1313;Desc:订购人超年度限额]totalPrice:26,114.44", ["1313"]),
        ("[Code:1320;Desc:x];[Code:1327;Desc:y] 1200", ["1320", "1327"]),
        ("22001:支付企业未备案", ["22001"]),
        ("MAT-3005", ["MAT-3005"]),
        ("mat3005、ref_1401", ["MAT-3005", "REF-1401"]),
        ("[Code:MAT-3005;Desc:支付金额]", ["MAT-3005"]),
        ("100", ["100"]),
        ("<0", ["<0"]),
        ("0001", ["0001"]),
        ("-302500", ["-302001~-303000"]),
        ("-302001~-303000", ["-302001~-303000"]),
        ("20100", ["20001~21000"]),
        ("清单[QD7]已经申报过，请勿重复申报", ["-621004"]),
        ("订单标识(appType)不正确，未找到操作的订单", ["-301009"]),
    ],
)
def test_every_spelling_leads_to_the_code(asked: str, codes: list[str]) -> None:
    answer = explain(asked)
    assert ([one.code for one in answer.known], answer.unknown) == (codes, ())


def test_an_import_code_may_lie_in_a_range_of_export_codes() -> None:
    assert found("-301002") == ["-301002", "-301001~-302000"]
    assert found("-301002", "订单商品信息内有重复商品序号") == ["-301002"]


@pytest.mark.parametrize(
    ("code", "text", "title"),
    [
        ("-621027", "请确认表体gnum无重复", "清单的商品序号重复"),
        ("-621027", "保存失败，请确认状态并刷新重试", "清单没有保存，状态已变化"),
        ("-625022", "退货申请单[T1]已经申报过，请勿重复申报", "退货申请已经申报过"),
        ("-625022", "申报状态不符合改单", "退货申请的状态不允许该操作"),
    ],
)
def test_two_meanings_of_one_code_are_told_apart_by_its_text(
    code: str, text: str, title: str
) -> None:
    assert len(found(code)) == 2
    (one,) = explain(code, text).known
    assert one.title[0] == title
    assert explain(f"{code} {text}").known == (one,)


@pytest.mark.parametrize(
    ("asked", "near"),
    [("MAT-3999", "MAT-3090"), ("-621998", "-621999"), ("SCH-112", "SCH-1121")],
)
def test_an_unknown_code_is_told_with_those_that_look_like_it(
    asked: str, near: str
) -> None:
    answer = explain(asked)
    assert (answer.known, answer.unknown) == ((), (asked,))
    assert near in answer.near


def test_amounts_and_days_in_a_text_are_no_codes() -> None:
    assert found("totalPrice 26,114.44 > 1200.00 on 2026-11-11, 1327件") == ["1327"]
    assert found("hello") == found("") == found("12") == []


def test_a_long_text_is_read_at_once() -> None:
    began = time.perf_counter()
    explain("[*]" * 5_000 + "清单" * 5_000)
    explain("-621027", "请确认" * 5_000)
    assert time.perf_counter() - began < 5


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        app(["explain", *words])
    return int(ended.value.code or 0), capsys.readouterr().out


def test_the_command_says_all_of_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "[Code:1332;Desc:支付单金额与订单金额不一致]", "--json")
    (told,) = json.loads(said)["codes"]
    assert (code, told["code"], told["source"]["name"]) == (0, "1332", "reason")
    assert [owner["name"] for owner in told["owners"]] == ["provider", "platform"]
    assert [field["path"] for field in told["fields"]] == [
        "/CEB411Message/Payment/PaymentHead/amountPaid",
        "/CEB311Message/Order/OrderHead/acturalPaid",
    ]
    assert (told["resend"]["name"], told["confidence"]["name"]) == ("changed", "low")
    assert (told["related"], told["sent_here"]) == (["MAT-3005"], True)
    assert told["receipts"] == ["CEB412", "CEB312"]


def test_the_command_speaks_to_people_and_ends_as_it_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, said = run(capsys, "621027", "--text", "gnum 无重复")
    assert code == 0
    assert said.splitlines()[0] == "-621027  清单的商品序号重复"
    assert "DUP-1504" in said
    assert run(capsys, "-999998")[0] == 1
    assert run(capsys)[0] == 2


def test_the_whole_catalogue_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "--all", "--json")
    told = json.loads(said)["codes"]
    assert (code, len(told) > 400) == (0, True)
    assert {one["code"] for one in told} >= {"-625209", "MAT-3090", "899", "20004"}
