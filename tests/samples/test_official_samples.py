"""Every published import sample is read, and what we write the schemas allow."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gateway.chinaport.official import (
    ANSWERS,
    ENTERPRISE,
    allows,
    named,
    needs_standard,
    samples,
    signature,
)
from tongguan.gateway.chinaport.answers import (
    read_answers,
    write_format_receipt,
    write_receipts,
    write_tax_bills,
)
from tongguan.gateway.chinaport.catalogue import read_message, write_message
from tongguan.journeys.kinds import KINDS
from tongguan.kit.moments import SHANGHAI
from tongguan.trade.papers import Paper
from tongguan.trade.receipts import FormatReceipt, Receipt, TaxBill

END = b"</ceb:CEB"

pytestmark = needs_standard


@pytest.mark.parametrize("path", samples(ENTERPRISE), ids=named)
def test_a_published_message_is_read_written_and_read_again(path: Path) -> None:
    reading = read_message(path.read_bytes())
    assert reading.faults == ()
    assert reading.transfer is not None

    kind, papers = reading.message_type, reading.papers
    written = write_message(kind, papers, reading.transfer, reading.guid)

    assert read_message(written).papers == papers
    assert allows("202205", written.replace(END, signature() + END))


@pytest.mark.parametrize("path", samples(ANSWERS), ids=named)
def test_a_published_answer_is_read_written_and_read_again(path: Path) -> None:
    answer = read_answers(path.read_bytes())
    assert answer.faults == ()

    first = answer.answers[0]
    if isinstance(first, FormatReceipt):
        written = write_format_receipt(first, answer.guid)
    elif isinstance(first, TaxBill):
        written = write_tax_bills(answer.answers, answer.guid)
    else:
        written = write_receipts(answer.answers, answer.guid)

    assert read_answers(written) == answer
    assert allows("202205", written)


@given(st.text(max_size=1200), st.sampled_from(list(KINDS)))
@settings(max_examples=200, deadline=None)
def test_whatever_a_receipt_says_the_schemas_allow(text: str, paper: Paper) -> None:
    at = datetime(2026, 10, 20, 12, tzinfo=SHANGHAI)
    receipt = Receipt(guid="G" * 36, paper=paper, status="100", text=text, at=at)

    assert allows("202205", write_receipts([receipt]))


def test_the_samples_are_all_there() -> None:
    assert (len(samples(ENTERPRISE)), len(samples(ANSWERS))) == (16, 19)
