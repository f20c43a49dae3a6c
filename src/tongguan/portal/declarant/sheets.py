"""批量导入 Many papers from a sheet: handed in, every fault read, sent."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongguan.gateway.bulk.imports import Preview, paper_of, preview, send
from tongguan.gateway.bulk.rows import CellFault
from tongguan.gateway.bulk.sheets import SheetError
from tongguan.gateway.bulk.workbooks import results
from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.plumbing.clock import now
from tongguan.plumbing.files.store import HandedIn
from tongguan.plumbing.outbox.store import Sent
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.words import Word
from tongguan.trade.kinds import Paper

FAULTS_SHOWN = 200
RECEIPTS_SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """文件行 One file in the words of the page."""

    name: str
    url: str
    paper: Word
    handed_in: str
    sent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRow:
    """差错行 One faulty cell in the words of the page."""

    row: int
    label: str
    tag: str
    value: str
    code: str
    says: str
    remedy: str


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /sheets/: hand a sheet in, or choose one."""
    firm = account_of(request).organisation
    if request.method == "POST" and (address := handed_in(request, firm)):
        return redirect(address)
    with counter() as desk:
        rows = [row(file) for file in desk.rooms.files.latest(firm)]
    kinds = [
        (paper.value, kind.message.label, kind.message_type)
        for paper, kind in BY_PAPER.items()
    ]
    return render(request, "declarant/sheets.html", {"rows": rows, "kinds": kinds})


def handed_in(request: HttpRequest, firm: str) -> str:
    """Keep the sheet that was handed in; return where it is read, or nothing."""
    given = request.FILES.get("file")
    asked = request.POST.get("paper", "")
    if given is None or (asked and asked not in list(Paper)):
        messages.error(request, _("请选择要导入的文件。"))
        return ""
    data = given.read()
    try:
        paper = Paper(asked) if asked else paper_of(data)
        with counter() as desk:
            file = desk.rooms.files.keep(
                firm, (given.name or "")[:200], data, paper=paper, at=now()
            )
            preview(desk.rooms, file, now())
    except SheetError as error:
        what, remedy = error.trouble.what, error.trouble.remedy
        messages.error(request, f"{formats.either(*what)} {formats.either(*remedy)}")
        return ""
    return address(file)


def address(file: HandedIn) -> str:
    """Say where a file is read."""
    return reverse("sheet", kwargs={"paper": file.paper, "digest": file.digest})


def row(file: HandedIn) -> FileRow:
    """Say a file in the words of the page."""
    return FileRow(
        name=file.name or file.digest[:12],
        url=address(file),
        paper=BY_PAPER[Paper(file.paper)].message.label,
        handed_in=formats.instant(file.handed_in_at),
        sent=formats.instant(file.sent_at),
    )


def found(desk: Counter, firm: str, digest: str, paper: str) -> HandedIn:
    """Find a firm's own file, or say that there is none."""
    file = desk.rooms.files.find(firm, digest, paper)
    if file is None:
        raise Http404
    return file


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, paper: str, digest: str) -> HttpResponse:
    """GET or POST /sheets/PAPER/DIGEST/: every faulty cell; send the good papers."""
    firm = account_of(request).organisation
    with counter() as desk:
        file = found(desk, firm, digest, paper)
        if request.method == "POST":
            if send(desk.rooms, file, now())[1]:
                desk.rooms.inbox.ring()
            return redirect(address(file))
        seen = preview(desk.rooms, file, now())
        receipts = desk.rooms.outbox.of_messages(file.messages, firm)
    return render(request, "declarant/sheet.html", page(seen, receipts))


def page(seen: Preview, receipts: list[Sent]) -> dict[str, object]:
    """Put a preview into the words of the page."""
    faults = seen.faults
    return {
        "file": row(seen.file),
        "papers": len(seen.sheaves),
        "good": len(seen.good),
        "done": seen.done,
        "bad": len([it for it in seen.sheaves if it.faults]),
        "faults": [said(fault) for fault in faults[:FAULTS_SHOWN]],
        "more": max(0, len(faults) - FAULTS_SHOWN),
        "receipts": receipts[-RECEIPTS_SHOWN:],
        "result": f"{address(seen.file)}result.xlsx",
    }


def said(fault: CellFault) -> FaultRow:
    """Say a faulty cell in the words of the page."""
    return FaultRow(
        row=fault.row,
        label=fault.label,
        tag=fault.column,
        value=fault.value,
        code=fault.code,
        says=formats.either(fault.chinese, fault.english),
        remedy=formats.either(*fault.remedy),
    )


@require_safe
def result(request: HttpRequest, paper: str, digest: str) -> HttpResponse:
    """GET /sheets/PAPER/DIGEST/result.xlsx: the sheet with its results."""
    firm = account_of(request).organisation
    with counter() as desk:
        file = found(desk, firm, digest, paper)
        made = results(preview(desk.rooms, file, now()), desk.rooms.files.open(file))
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="result.xlsx"'
    return answer
