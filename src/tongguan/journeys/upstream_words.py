"""上游用语 What a status of the customs means for a paper here, and how it is told."""

import re
from collections.abc import Iterable
from typing import Any

from tongguan.customs.declaration.lifecycle import UPSTREAM, DeclarationState
from tongguan.journeys.addressee import Addressee, business_keys
from tongguan.journeys.answers import TEXT_MAX
from tongguan.kit.lifecycle import Lifecycle
from tongguan.kit.rulebook import read_page
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.lifecycle import PAPER_UPSTREAM, PaperState
from tongguan.plumbing.register.model import Standing
from tongguan.trade.kinds import RETAIL_IMPORT, Paper
from tongguan.trade.receipts import FormatReceipt, Receipt, TaxBill, TaxBillStatus
from tongguan.trade.shipments import SummaryResult

AnyReceipt = Receipt | TaxBill | TaxBillStatus | SummaryResult | FormatReceipt
PAGE = "gateway/upstream_moves.yaml"
CODE = re.compile(r"\[Code:(-?\w+);")
LAST = {"release", "return", "reject"}
MATCHES = dict.fromkeys(RETAIL_IMPORT, "match")


def handed_on(
    to: Addressee, receipt: Receipt | FormatReceipt, *, last: bool, aside: str
) -> Answer:
    """Return a receipt of the customs as the paper's sender gets it."""
    code = CODE.search(receipt.text)
    return Answer(
        recipient=to.sender,
        message=to.message,
        kind=to.key.kind,
        guid=receipt.guid,
        key=str(to.key),
        status=receipt.status,
        code=code[1] if code else "",
        text=receipt.text[: TEXT_MAX - len(aside)] + aside,
        content={"keys": business_keys(to), "index": to.index},
        paper=to.id,
        version=to.version,
        terminal=last,
        at=receipt.at,
    )


def result_told(standing: Standing, result: TaxBillStatus | SummaryResult) -> Answer:
    """Hand on what became of a list's bill, or of a summary, to the paper's sender."""
    match result:
        case TaxBillStatus():
            kind, key, text = "tax_status", result.number, "电子税单状态已更新"
            status = result.status
        case SummaryResult():
            kind, key, text = "summary_result", result.summary_number, "已汇总申报"
            status = result.state
    return Answer(
        recipient=standing.sender,
        message=standing.message,
        kind=kind,
        guid=result.guid,
        key=key,
        status=status,
        text=text,
        content={"result": result},
        paper=standing.id,
        version=standing.version,
        at=result.at,
    )


def is_last(standing: Standing, steps: Iterable[str]) -> bool:
    """Tell whether these moves are the last word on this version of a paper."""
    last = LAST if standing.key.kind is Paper.DECLARATION else {*LAST, "conclude"}
    return bool(last & {*steps})


def lifecycle_of(standing: Standing) -> Lifecycle[Any, Any]:
    """Return the moves a customs elsewhere may make of a paper."""
    own = standing.key.kind is Paper.DECLARATION
    return UPSTREAM if own else PAPER_UPSTREAM


def steps_for(standing: Standing, status: str) -> tuple[str, ...] | None:
    """Return the moves a status makes, none when it makes none, None if it can't be."""
    if standing.state in {PaperState.LODGED, DeclarationState.WITHDRAWN}:
        return ()  # freed or taken back meanwhile; its sender hears it all the same
    step = step_for(standing.key.kind, status)
    if step is None:
        return ()
    lifecycle = lifecycle_of(standing)
    states = type(lifecycle.initial)
    state, actor = states(standing.state), lifecycle.moves[0].by
    if lifecycle.allows(state, step, by=actor):
        return (step,)
    if step == "clear" and lifecycle.allows(state, "release", by=actor):
        return ("release", step)
    said = {move.target for move in lifecycle.moves if move.name == step}
    return () if state in said else None


def step_for(kind: Paper, status: str) -> str | None:
    """Look up which move of a paper a status of the customs is."""
    page = read_page(PAGE)
    group = "declaration" if kind is Paper.DECLARATION else "papers"
    said: str | None = page[group].get("exception" if status[0] == "-" else status)
    return MATCHES.get(kind, said) if said == "register" else said


def number_in(receipt: AnyReceipt) -> str:
    """Return the number by which a receipt names its paper, where it does."""
    match receipt:
        case TaxBill() | TaxBillStatus():
            return receipt.list_number
        case SummaryResult():
            return receipt.summary_number
        case _:
            return ""


def is_said(value: str) -> bool:
    """Tell whether a key says something: a dash or zeros stand for nothing."""
    return bool(value.strip("-0"))
