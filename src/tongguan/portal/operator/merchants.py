"""商户批量备案 Merchants filed from a list: handed in, read row by row, filed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongguan.gateway.bulk.merchant_sheets import (
    merchants_result,
    merchants_template,
)
from tongguan.gateway.bulk.merchants import Merchant, file_merchants, preview
from tongguan.gateway.bulk.sheets import SheetError
from tongguan.plumbing.clock import now
from tongguan.plumbing.files.store import HandedIn
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.filing_form import said
from tongguan.portal.filings import STATES
from tongguan.portal.public.applying import person_of

PAPER = "merchants"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 500


def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /merchants/: hand a list in."""
    if request.method == "POST" and (digest := handed_in(request)):
        return redirect("merchants-list", digest=digest)
    return render(request, "operator/merchants.html")


def handed_in(request: HttpRequest) -> str:
    """Keep the list that was handed in; return its digest, or nothing."""
    given = request.FILES.get("file")
    if given is None:
        messages.error(request, _("请选择名单文件。"))
        return ""
    data = given.read()
    try:
        with counter() as desk:
            preview(desk.rooms, data, person_of(request), now())
            name = (given.name or "")[:200]
            file = desk.rooms.files.keep(
                owner(request), name, data, paper=PAPER, at=now()
            )
    except SheetError as error:
        what, remedy = error.trouble.what, error.trouble.remedy
        messages.error(request, f"{formats.either(*what)} {formats.either(*remedy)}")
        return ""
    return file.digest


def owner(request: HttpRequest) -> str:
    """Say under whose name lists of merchants are kept."""
    return f"{PAPER}/{account_of(request).organisation}"


def found(desk: Counter, request: HttpRequest, digest: str) -> HandedIn:
    """Find one's own list, or say that there is none."""
    file = desk.rooms.files.find(owner(request), digest, PAPER)
    if file is None:
        raise Http404
    return file


def read(request: HttpRequest, digest: str) -> HttpResponse:
    """GET or POST /merchants/DIGEST/: what is wrong with which row; file the rest."""
    with counter() as desk:
        file = found(desk, request, digest)
        data, person = desk.rooms.files.open(file), person_of(request)
        if request.method == "POST":
            count = file_merchants(desk.rooms, data, person, now())
        merchants = preview(desk.rooms, data, person, now())
    if request.method == "POST":
        messages.success(request, _("已提交 %(n)d 家商户的申请。") % {"n": count})
        return redirect("merchants-list", digest=digest)
    words = {
        "name": file.name,
        "digest": digest,
        "total": len(merchants),
        "good": sum(it.good for it in merchants),
        "done": sum(bool(it.number) for it in merchants),
        "bad": sum(bool(it.findings) for it in merchants),
        "rows": [row(it) for it in merchants[:SHOWN]],
    }
    return render(request, "operator/merchant_list.html", words)


def row(merchant: Merchant) -> dict[str, Any]:
    """Say a row of a list in the words of the page."""
    states = {state.value: sign for state, sign in STATES.items()}
    return {
        "row": merchant.row,
        "name": merchant.says.said("name"),
        "code": merchant.says.said("code"),
        "number": merchant.number,
        "sign": states.get(merchant.state),
        "findings": [said(it) for it in merchant.findings],
    }


def result(request: HttpRequest, digest: str) -> HttpResponse:
    """GET /merchants/DIGEST/result.xlsx: the list with its results."""
    with counter() as desk:
        data = desk.rooms.files.open(found(desk, request, digest))
        merchants = preview(desk.rooms, data, person_of(request), now())
    return download(merchants_result(merchants, data), "result.xlsx")


def template(request: HttpRequest) -> HttpResponse:
    """GET /merchants/template.xlsx: the headings, and one example."""
    del request
    return download(merchants_template(), "merchants.xlsx")


def download(made: bytes, name: str) -> HttpResponse:
    """Hand a workbook out as a file."""
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
