"""导入 A sheet handed in, its columns understood, and made into drafts to be mended."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongguan.gateway.bulk.batches import bring_in
from tongguan.gateway.bulk.forms import Form, form_named, forms, is_form
from tongguan.gateway.bulk.headings import Reading, chosen, read_headings
from tongguan.gateway.bulk.sheets import Line, SheetError, lines_of
from tongguan.plumbing.clock import now
from tongguan.plumbing.drafts.model import Batch, Change, Shelf
from tongguan.plumbing.files.store import HandedIn
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.declarant.draft_words import SHELVES, walk
from tongguan.portal.words import Sign

SAMPLES = 3
CHOICE = "column-"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """批次行 One batch with how many of its drafts lie on which shelf."""

    url: str
    name: str
    form: str
    made: str
    by: str
    total: int
    counts: tuple[tuple[str, Sign, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """列对应 One column of a file: what it is called, taken for, and holds."""

    at: int
    name: str
    tag: str
    sure: bool
    samples: tuple[str, ...]


def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /sheets/: hand a sheet in, or go on with a batch."""
    firm = account_of(request).organisation
    if request.method == "POST" and (there := handed_in(request, firm)):
        return redirect(there)
    with counter() as desk:
        found = desk.rooms.drafts.batches(firm)
        counts = desk.rooms.drafts.counts([it.id for it in found])
    words = {
        "walk": walk("import"),
        "rows": [batch_row(it, counts.get(it.id, {})) for it in found],
        "forms": [(it.name, formats.either(*it.words), it.papers) for it in forms()],
    }
    return render(request, "declarant/sheets.html", words)


def batch_row(batch: Batch, counts: dict[Shelf, int]) -> BatchRow:
    """Say a batch in the words of the page."""
    url = reverse("drafts", args=[batch.id])
    kept = {shelf: count for shelf, count in counts.items() if count}
    return BatchRow(
        url=url,
        name=batch.name or _("手工录入"),
        form=formats.either(*form_named(batch.form).words),
        made=formats.instant(batch.made_at),
        by=batch.made_by,
        total=sum(n for shelf, n in kept.items() if shelf is not Shelf.REMOVED),
        counts=tuple(
            (f"{url}?shelf={shelf}", SHELVES[shelf], kept[shelf])
            for shelf in Shelf
            if shelf in kept
        ),
    )


def handed_in(request: HttpRequest, firm: str) -> str:
    """Keep the sheet that was handed in; return where to go on, or nothing."""
    given, asked = request.FILES.get("file"), request.POST.get("form", "")
    if given is None or (asked and not is_form(asked)):
        messages.error(request, _("请选择要导入的文件。"))
        return ""
    data, name = given.read(), (given.name or "")[:200]
    try:
        wanted = form_named(asked) if asked else None
        reading = read_headings(list(lines_of(data)), wanted)
        with counter() as desk:
            file = desk.rooms.files.keep(
                firm, name, data, paper=reading.form.name, at=now()
            )
            if not reading.sure:
                return address(file)
            return brought(desk, request, file, reading)
    except SheetError as error:
        tell(request, error)
        return ""


def tell(request: HttpRequest, error: SheetError) -> None:
    """Say why a file can't be read, and what to do."""
    what, remedy = error.trouble.what, error.trouble.remedy
    messages.error(request, f"{formats.either(*what)} {formats.either(*remedy)}")


def brought(
    desk: Counter, request: HttpRequest, file: HandedIn, reading: Reading
) -> str:
    """Make a batch of a file; return where it is mended."""
    change = Change(move="add", by=account_of(request).get_username(), at=now())
    named = file.name, desk.rooms.files.open(file)
    batch = bring_in(desk.rooms, file.firm, reading, named, change)
    return reverse("drafts", args=[batch.id])


def address(file: HandedIn) -> str:
    """Say where the columns of a file are looked at."""
    return reverse("sheet", kwargs={"form": file.paper, "digest": file.digest})


def read(request: HttpRequest, form: str, digest: str) -> HttpResponse:
    """GET or POST /sheets/FORM/DIGEST/: what each column is taken for; go on."""
    firm = account_of(request).organisation
    with counter() as desk:
        file = desk.rooms.files.find(firm, digest, form) if is_form(form) else None
        if file is None:
            raise Http404
        try:
            lines = list(lines_of(desk.rooms.files.open(file)))
            reading = read_headings(lines, form_named(form))
            if request.method == "POST":
                reading = chosen(reading, choices(request))
                return redirect(brought(desk, request, file, reading))
        except SheetError as error:
            tell(request, error)
            return redirect("sheets")
    return render(request, "declarant/sheet.html", page(file, reading, lines))


def choices(request: HttpRequest) -> dict[int, str]:
    """Read which column is said to be which field."""
    return {
        int(name.removeprefix(CHOICE)): str(tag)
        for name, tag in request.POST.items()
        if name.startswith(CHOICE) and name.removeprefix(CHOICE).isdecimal()
    }


def page(file: HandedIn, reading: Reading, lines: Sequence[Line]) -> dict[str, object]:
    """Say the columns of a file in the words of the page."""
    below = [line for line in lines if line.number > reading.row]
    rows = [
        ColumnRow(
            at=it.at,
            name=it.name,
            tag=it.column.tag if it.column else "",
            sure=it.sure,
            samples=samples(
                below, it.at, masked=bool(it.column and it.column.slot.mask)
            ),
        )
        for it in reading.headings
    ]
    return {
        "walk": walk("import"),
        "file": file.name or file.digest[:12],
        "form": formats.either(*reading.form.words),
        "lines": len(below),
        "rows": rows,
        "fields": options(reading.form),
        "missing": [formats.printed(it.label) for it in reading.missing],
    }


def samples(lines: Sequence[Line], at: int, *, masked: bool) -> tuple[str, ...]:
    """Show the first cells of a column; what is a person's is not shown."""
    cells = (str(line.cells[at]) for line in lines[:SAMPLES] if at < len(line.cells))
    return tuple("•••" if masked and cell else cell[:40] for cell in cells)


def options(form: Form) -> list[tuple[str, str]]:
    """Name the fields a column may be taken for."""
    return [(it.tag, f"{formats.printed(it.label)} {it.tag}") for it in form.columns]
