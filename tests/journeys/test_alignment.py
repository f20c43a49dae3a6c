"""并排比对 The papers side by side: what each says, what is marked, what is masked."""

from dataclasses import replace
from decimal import Decimal

from tests import papers
from tongguan.customs.matching.rules import THREE_DOCUMENTS
from tongguan.journeys.alignment import AlignedRow, align
from tongguan.journeys.answers import told
from tongguan.kit.checks import verify
from tongguan.trade.papers import AnyPaper, Dossier, Paper

ORDER, PAYMENT = Paper.ORDER, Paper.PAYMENT
WAYBILL, DECLARATION = Paper.WAYBILL, Paper.DECLARATION


def laid(
    dossier: Dossier, *, without: Paper | None = None, revealed: bool = False
) -> dict[tuple[str, int], AlignedRow]:
    findings = [told(finding) for finding in verify(dossier, THREE_DOCUMENTS)]
    there: dict[Paper, AnyPaper] = {
        ORDER: dossier.order,
        PAYMENT: dossier.payment,
        WAYBILL: dossier.waybill,
        DECLARATION: dossier.declaration,
    }
    if without:
        del there[without]
    rows = align(there, findings, revealed=revealed)
    return {(row.meaning, row.line): row for row in rows}


def test_one_meaning_is_one_row_whatever_papers_call_it() -> None:
    row = laid(papers.AGREEING)["paid", 0]
    assert row.says == {ORDER: "525.23", PAYMENT: "525.23"}
    assert row.is_number
    assert (row.wrong, row.against, row.codes) == (frozenset(), frozenset(), ())


def test_goods_are_laid_line_by_line() -> None:
    row = laid(papers.AGREEING)["goods", 1]
    assert row.says == {ORDER: "婴儿配方奶粉1段", DECLARATION: "婴儿配方奶粉1段"}
    assert ("goods", 2) not in laid(papers.AGREEING)


def test_the_wrong_paper_and_what_it_was_held_against_are_marked() -> None:
    payment = replace(papers.PAYMENT, amount=Decimal("488.23"))
    row = laid(replace(papers.AGREEING, payment=payment))["paid", 0]
    assert row.says == {ORDER: "525.23", PAYMENT: "488.23"}
    assert row.wrong == {PAYMENT}
    assert row.against == {ORDER}
    assert row.codes == ("MAT-3005",)


def test_a_line_is_marked_on_both_papers() -> None:
    (line,) = papers.DECLARATION.lines
    declaration = replace(papers.DECLARATION, lines=(replace(line, unit="140"),))
    row = laid(replace(papers.AGREEING, declaration=declaration))["unit", 1]
    assert row.says == {ORDER: "122", DECLARATION: "140"}
    assert row.wrong == {DECLARATION}
    assert row.codes == ("MAT-3044",)


def test_persons_are_masked_unless_they_are_revealed() -> None:
    masked, shown = laid(papers.AGREEING), laid(papers.AGREEING, revealed=True)
    assert masked["buyer_id", 0].says[ORDER] == "330*************28"
    assert shown["buyer_id", 0].says[ORDER] == "330106199003071228"
    assert masked["buyer_name", 0].says[PAYMENT] == "李**"
    assert shown["buyer_name", 0].says[PAYMENT] == "李晓梅"
    assert masked["address", 0].says[WAYBILL] == "浙江省杭州市****"
    assert masked["buyer_telephone", 0].says[DECLARATION] == "138****0001"


def test_a_paper_that_is_not_there_says_nothing() -> None:
    rows = laid(papers.AGREEING, without=PAYMENT)
    assert rows["paid", 0].says == {ORDER: "525.23"}
    assert ("paid_at", 0) in rows
    assert PAYMENT not in rows["order_number", 0].says
