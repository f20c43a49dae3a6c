"""Steps of a reckoning as plain values."""

from datetime import date

from tongguan.kit.dated import Edition
from tongguan.kit.trace import Source, Step, plain, source


def test_a_step_becomes_plain_values() -> None:
    step = Step(
        chinese="增值税", english="VAT", formula="100 × 9%", result="9.00", line=2
    )

    assert plain([step]) == [
        {
            "line": 2,
            "label": {"zh": "增值税", "en": "VAT"},
            "formula": "100 × 9%",
            "result": "9.00",
            "cites": "",
            "confirmed": True,
        }
    ]


def test_a_source_names_page_day_notice_and_doubt() -> None:
    edition = Edition(date(2019, 1, 1), "第1号", 5, confirmed=False)

    assert source("limits.yaml", edition) == Source(
        "limits.yaml", "2019-01-01", "第1号", confirmed=False
    )
