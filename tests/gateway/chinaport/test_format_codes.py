import re

from tests.papers import PAYMENT
from tongguan.gateway.chinaport.catalogue import read_message, write_message
from tongguan.gateway.chinaport.format_codes import (
    FORMAT_CODES,
    FORMAT_STATUS,
    NOT_WELL_FORMED,
    UnreadableError,
    format_receipt_text,
)
from tongguan.gateway.chinaport.messages import Transfer

SENDER = Transfer(code="Z", name="", mode="DXP", address="")


def test_every_code_is_its_own_and_speaks_both_languages() -> None:
    assert len({breach.chinese for breach in FORMAT_CODES.values()}) == len(
        FORMAT_CODES
    )
    for code, breach in FORMAT_CODES.items():
        assert re.fullmatch(r"SCH-11[0-3]\d", code)
        assert re.search("[一-鿿]", breach.chinese + breach.remedy[0])
        assert not re.search("[一-鿿]", breach.english + breach.remedy[1])


def test_a_fault_is_told_with_its_place_value_rule_and_remedy() -> None:
    data = write_message("CEB411Message", [PAYMENT], SENDER, "G" * 36)
    data = data.replace(b"525.23", b"525.234567").replace(
        b">330106199003071228<", b"><"
    )

    assert format_receipt_text(read_message(data).faults) == (
        "[SCH-1122]/CEB411Message/Payment[1]/PaymentHead/payerIdNumber 支付人证件号码："
        "元素为空，应为1 至 60 个字符。填写内容；选填元素无内容时整个省略。"
        "The element is empty; it must be 1 to 60 characters.\n"
        "[SCH-1127]/CEB411Message/Payment[1]/PaymentHead/amountPaid 支付金额，"
        "值“525.234567”：小数位数过多，应为最多 19 位数字（其中小数最多 5 位）。"
        "四舍五入到规定的小数位。The number has too many decimals; it must be"
        " a number of at most 19 digits, 5 of them decimals."
    )


def test_as_many_faults_as_fit_are_told_and_the_rest_counted() -> None:
    data = write_message("CEB411Message", [PAYMENT] * 90, SENDER, "G" * 36)
    faults = read_message(data.replace(b"525.23", b"x")).faults
    text = format_receipt_text(faults)

    assert len(faults) == 90
    assert len(text) <= 5000
    left = 90 - text.count("[SCH-1125]")
    assert text.endswith(
        f"另有 {left} 处错误未列出 ({left} more faults are not listed)"
    )


def test_a_message_that_cannot_be_read_is_told_so() -> None:
    error = UnreadableError(NOT_WELL_FORMED, "第 1 行", "line 1")

    assert format_receipt_text(error).startswith(
        "[SCH-1105]不是格式良好的 XML：第 1 行。检查标签是否成对"
    )
    assert str(error) == "SCH-1105 Not well-formed XML: line 1"
    assert int(FORMAT_STATUS) < 0
