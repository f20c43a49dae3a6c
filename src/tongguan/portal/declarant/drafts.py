"""批次 The drafts of a batch: looked through, declared, and watched until released."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongguan.gateway.bulk.batches import add, begin_by_hand, copied
from tongguan.gateway.bulk.checking import check_some, report_of
from tongguan.gateway.bulk.contents import Content
from tongguan.gateway.bulk.declaring import declare as declare_drafts
from tongguan.gateway.bulk.forms import PARCEL, form_named, is_form
from tongguan.gateway.bulk.outcomes import Ending, outcome_sheet
from tongguan.journeys.search import find_list
from tongguan.plumbing.clock import now
from tongguan.plumbing.drafts.model import Batch, Carried, Change, Draft, Shelf
from tongguan.plumbing.drafts.store import A_PAGE, Wanted
from tongguan.plumbing.identity.sight import looking_for
from tongguan.plumbing.outbox.store import Sent
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter, is_part, viewer_of
from tongguan.portal.declarant.draft_words import (
    SHELVES,
    DraftRow,
    card,
    draft_row,
    fault_words,
    walk,
)
from tongguan.trade.papers import AnyPaper, Declaration, Order

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOVING = (Shelf.UNCHECKED, Shelf.WAITING)
TALLY = "tally"
BIGGEST = 2**62
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


def own_batch(desk: Counter, request: HttpRequest, number: int) -> Batch:
    """Find a firm's own batch, or say that there is none."""
    firm = account_of(request).organisation
    batch = desk.rooms.drafts.batch(firm, min(number, BIGGEST))
    if batch is None:
        raise Http404
    return batch


def by(request: HttpRequest, move: str, field: str = "") -> Change:
    """Say who does what now."""
    name = account_of(request).get_username()
    return Change(move=move, by=name, at=now(), field=field)


def show(request: HttpRequest, batch: int) -> HttpResponse:
    """GET /drafts/BATCH/ — one shelf at a time; parts of it tell what has changed.

    Whoever looks moves the check of a large batch on by a slice.
    """
    with looking_for(None), counter() as desk:  # what it finds is written down
        check_some(desk.rooms, own_batch(desk, request, batch), now())
    with counter() as desk:
        words = page(desk, own_batch(desk, request, batch), request)
    if is_part(request):
        part = request.headers.get("HX-Target") == TALLY
        name = "declarant/drafts_tally.html" if part else "declarant/drafts_found.html"
    else:
        name = "declarant/drafts.html"
    response = render(request, name, words)
    response.headers["Vary"] = "Cookie, HX-Request, HX-Target"
    return response


def page(desk: Counter, batch: Batch, request: HttpRequest) -> dict[str, Any]:
    """Say one page of a batch in words."""
    drafts = desk.rooms.drafts
    counts = drafts.counts([batch.id]).get(batch.id, {})
    shelf = request.GET.get("shelf", "")
    shelf = shelf if shelf in set(Shelf) else ""
    asked = request.GET.get("page", "")
    number = int(asked) if PAGE_NUMBER.fullmatch(asked) else 1
    wanted = Wanted(shelf=shelf, skip=A_PAGE * (number - 1), limit=A_PAGE)
    found = drafts.page(batch.id, wanted)
    total = sum(n for it, n in counts.items() if it is not Shelf.REMOVED)
    here = counts.get(Shelf(shelf), 0) if shelf else total
    mending = shelf == Shelf.FAULTY
    return {
        "batch": batch,
        "name": batch.name or _("手工录入"),
        "form": formats.either(*form_named(batch.form).words),
        "made": formats.instant(batch.made_at),
        "shelf": shelf,
        "tabs": tabs(batch, counts, shelf, total),
        "total": total,
        "counts": {it.value: counts.get(it, 0) for it in Shelf},
        "checked": total - counts.get(Shelf.UNCHECKED, 0),
        "moving": any(counts.get(it) for it in MOVING),
        "here": f"{reverse('drafts', args=[batch.id])}?shelf={shelf}&page={number}",
        "older": number - 1 if number > 1 else 0,
        "newer": number + 1 if here > A_PAGE * number else 0,
        "cards": [card(batch, it) for it in found] if mending else [],
        "rows": [] if mending else rows(desk, batch, found),
        "walk": walk(step(counts), batch),
    }


def step(counts: dict[Shelf, int]) -> str:
    """Name the step a batch is at, in the words people know."""
    if any(counts.get(it) for it in (Shelf.UNCHECKED, Shelf.FAULTY)):
        return "check"
    return "declare" if counts.get(Shelf.READY) else "query"


def tabs(
    batch: Batch, counts: dict[Shelf, int], shelf: str, total: int
) -> list[tuple[str, object, int, bool]]:
    """Return the shelves there are, with how much lies on each."""
    here = reverse("drafts", args=[batch.id])
    filled = [it for it in Shelf if counts.get(it) or it == shelf]
    return [
        (here, _("全部"), total, not shelf),
        *(
            (f"{here}?shelf={it}", SHELVES[it].word, counts.get(it, 0), it == shelf)
            for it in filled
        ),
    ]


def rows(desk: Counter, batch: Batch, found: Sequence[Draft]) -> list[DraftRow]:
    """Say drafts in the table, with the last receipt on each that was declared."""
    carried = desk.rooms.drafts.carried([it.id for it in found])
    sent = messages_of(carried)
    receipts = desk.rooms.outbox.of_messages(sent, batch.firm) if sent else []
    said: dict[tuple[str, str], Sent] = {(it.kind, it.key): it for it in receipts}
    form = form_named(batch.form)
    return [draft_row(form, it, carried.get(it.id, []), said) for it in found]


def messages_of(carried: Mapping[int, Sequence[Carried]]) -> set[int]:
    """Name the messages drafts were declared in."""
    return {it.message for papers in carried.values() for it in papers if it.message}


def declare(request: HttpRequest, batch: int) -> HttpResponse:
    """POST /drafts/BATCH/declare/ — all that is in order, or one draft; each once."""
    only = request.POST.get("draft", "")
    with counter() as desk:
        own = own_batch(desk, request, batch)
        chosen = {int(only)} if only.isdecimal() else set()
        done = declare_drafts(desk.rooms, own, by(request, "declare"), chosen)
        if done:
            desk.rooms.inbox.ring()
    if done:
        messages.success(request, _("已申报 %(n)d 票。") % {"n": len(done)})
    else:
        messages.warning(
            request, _("没有可以申报的：有误的先改正；已申报的不会重复申报。")
        )
    return redirect("drafts", batch=batch)


def begin(request: HttpRequest) -> HttpResponse:
    """POST /drafts/new/ — one draft by hand, empty or copied from an earlier list."""
    form, earlier = (
        request.POST.get("form", PARCEL),
        request.POST.get("copy", "").strip(),
    )
    if not is_form(form):
        raise Http404
    firm = account_of(request).organisation
    content = Content({}, [])
    with counter() as desk:
        if earlier:
            papers = papers_of(desk, request, earlier)
            if not papers:
                messages.error(request, _("没有找到本企业的这份清单；单号须完整填写。"))
                return redirect("sheets")
            form, content = PARCEL, copied(papers)
        own, number = begin_by_hand(desk.rooms, firm, form, content, by(request, "add"))
    return redirect("draft", batch=own.id, number=number)


def papers_of(desk: Counter, request: HttpRequest, number: str) -> list[AnyPaper]:
    """Return the order and the list of an earlier parcel of the firm's own."""
    row = find_list(desk.board, viewer_of(account_of(request)), number)
    if row is None:
        return []
    members = desk.rooms.register.sets_of([row.paper], hold=False)[row.paper]
    opened = [desk.rooms.register.open(one) for one in members]
    return [it for it in opened if isinstance(it, (Order, Declaration))]


def append(request: HttpRequest, batch: int) -> HttpResponse:
    """POST /drafts/BATCH/add/ — one more draft, to be filled in."""
    with counter() as desk:
        own = own_batch(desk, request, batch)
        number = add(desk.rooms, own, Content({}, []), by(request, "add"))
    return redirect("draft", batch=batch, number=number)


def receipts(request: HttpRequest, batch: int) -> HttpResponse:
    """GET /drafts/BATCH/receipts/ — every receipt on what was declared."""
    with counter() as desk:
        own = own_batch(desk, request, batch)
        ids = [it.id for it in desk.rooms.drafts.page(own.id, Wanted())]
        carried = desk.rooms.drafts.carried(ids)
        sent = messages_of(carried)
        found = desk.rooms.outbox.of_messages(sent, own.firm) if sent else []
    told = [
        (formats.instant(it.at), it.key, it.status, it.text, it.message)
        for it in reversed(found)
    ]
    words = {
        "batch": own,
        "name": own.name or _("手工录入"),
        "rows": told,
        "walk": walk("receipts", own),
    }
    return render(request, "declarant/drafts_receipts.html", words)


def result(request: HttpRequest, batch: int) -> HttpResponse:
    """GET /drafts/BATCH/result.xlsx — a line for each draft, with the reason."""
    with counter() as desk:
        own = own_batch(desk, request, batch)
        found = desk.rooms.drafts.page(own.id, Wanted())
        told = rows(desk, own, found)
    endings = [
        ending
        for draft, row in zip(found, told, strict=True)
        for ending in endings_of(draft, row)
    ]
    made = outcome_sheet(form_named(own.form), endings)
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="batch-{own.id}.xlsx"'
    return answer


def endings_of(draft: Draft, row: DraftRow) -> list[Ending]:
    """Say what became of one draft; its reasons stand together in one line."""
    state = " ".join(str(sign.word) for sign in row.signs)
    faults = report_of(draft).faults if draft.shelf is Shelf.FAULTY else ()
    words = [fault_words(it) for it in faults]
    return [
        Ending(
            row=draft.row,
            number=draft.number,
            state=state,
            code="\n".join(it.code for it in words) or row.status,
            field="\n".join(it.label or it.field for it in faults),
            reason="\n".join(it.says for it in words) or row.said,
            remedy="\n".join(it.remedy for it in words),
        )
    ]
