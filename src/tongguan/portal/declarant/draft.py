"""草稿 One draft: every field kept as it is typed, and checked at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.bulk.batches import (
    OvertakenError,
    Typed,
    add,
    add_item,
    drop_item,
    move,
    undo,
    write,
)
from tongguan.gateway.bulk.contents import unpacked
from tongguan.gateway.bulk.forms import form_named
from tongguan.kit.codes import codes
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.drafts.lifecycle import DraftState
from tongguan.plumbing.drafts.model import Batch, Draft, Shelf
from tongguan.plumbing.drafts.store import DraftTakenError
from tongguan.portal import formats
from tongguan.portal.counter import Counter, counter, is_part
from tongguan.portal.declarant.draft_words import (
    card,
    field_row,
    fields_of,
    is_field,
    walk,
)
from tongguan.portal.declarant.drafts import BIGGEST, by, own_batch
from tongguan.portal.words import Word

MOST_SHOWN = 4000
TAKEN = _("这一行已申报、删除，或正被他人修改；刷新本页查看。")
WHOLE = ("remove", "restore", "mend")
MOVES: dict[str, Word] = {
    "add": _("录入"),
    "edit": _("修改"),
    "undo": _("撤销改动"),
    "remove": _("删除"),
    "restore": _("恢复"),
    "declare": _("申报"),
    "mend": _("退单改正"),
}


def found(
    desk: Counter, request: HttpRequest, batch: int, number: int
) -> tuple[Batch, Draft]:
    """Find a draft of a firm's own batch, or say that there is none."""
    own = own_batch(desk, request, batch)
    draft = desk.rooms.drafts.one(own.id, min(number, BIGGEST))
    if draft is None:
        raise Http404
    return own, draft


def show(request: HttpRequest, batch: int, number: int) -> HttpResponse:
    """GET or POST /drafts/BATCH/NUMBER/: all its fields; one of them changed."""
    if request.method == "POST":
        return change(request, batch, number)
    with counter() as desk:
        own, draft = found(desk, request, batch, number)
        versions = desk.rooms.drafts.versions(draft.id)
    form, content = form_named(own.form), unpacked(draft.body)
    told = card(own, draft, fields_of(form, content))
    heads = [it for it in told.fields if not it.line]
    lines = range(1, len(content.items) + 1)
    tables = sorted({it.table for it in told.fields if it.table})
    words = {
        "batch": own,
        "card": told,
        "walk": walk("check", own),
        "needed": [it for it in heads if it.needed or it.value or it.faults],
        "spare": [it for it in heads if not (it.needed or it.value or it.faults)],
        "items": [(n, [it for it in told.fields if it.line == n]) for n in lines],
        "tables": [
            (it, [(one.code, formats.meant(one)) for one in codes(it)]) for it in tables
        ],
        "writing": draft.state == DraftState.WRITING,
        "closed": draft.state != DraftState.WRITING,
        "removed": draft.shelf is Shelf.REMOVED,
        "rejected": draft.shelf is Shelf.REJECTED,
        "ready": draft.shelf is Shelf.READY,
        "versions": [
            (MOVES[it.move], it.field, it.by, formats.instant(it.at)) for it in versions
        ],
    }
    return render(request, "declarant/draft.html", words)


def change(request: HttpRequest, batch: int, number: int) -> HttpResponse:
    """Write what was typed into one field; say at once what it is worth."""
    said = request.POST
    field, text = said.get("field", ""), said.get("text", "")
    typed = Typed(field=field, was=said.get("over", said.get("was", "")), text=text)
    overtaken = ""
    with counter() as desk:
        own, draft = found(desk, request, batch, number)
        if not is_field(form_named(own.form), unpacked(draft.body), field):
            raise BadRequest(field)
        try:
            write(desk.rooms, own, number, typed, by(request, "edit", field))
        except OvertakenError as error:
            overtaken = told_of(error)
        except DraftTakenError:
            overtaken = str(TAKEN)
        draft = desk.rooms.drafts.one(own.id, number) or draft
    if is_part(request):
        words = saved(own, draft, request, overtaken)
        told = render(request, "declarant/draft_saved.html", words)
        told.headers["HX-Trigger"] = "drafted"  # the tally of the batch looks again
        return told
    if overtaken:
        messages.error(request, overtaken)
    return redirect("draft", batch=batch, number=number)


def told_of(error: OvertakenError) -> str:
    """Tell the later of two persons what the other one wrote."""
    said = {"by": error.by, "at": formats.instant(error.at), "theirs": error.theirs}
    return str(_("%(by)s 已于 %(at)s 改为“%(theirs)s”，您填写的尚未保存。") % said)


def saved(
    batch: Batch, draft: Draft, request: HttpRequest, overtaken: str
) -> dict[str, Any]:
    """Say again what is shown of a draft: nothing that is being typed is touched."""
    form, content = form_named(batch.form), unpacked(draft.body)
    asked = request.POST.get("shown", "")[:MOST_SHOWN].split()
    shown = [it for it in asked if is_field(form, content, it)]
    told = card(batch, draft, shown)
    field = request.POST.get("field", "")
    mine = field_row(form, content, draft, field)
    return {
        "card": told,
        "mine": mine,
        "overtaken": overtaken,
        "rows": [it for it in told.fields if it.field != field],
    }


def act(request: HttpRequest, batch: int, number: int) -> HttpResponse:
    """POST /drafts/BATCH/NUMBER/act/ — undo, copy, remove, restore, mend, items."""
    asked, line = request.POST.get("act", ""), request.POST.get("line", "")
    there = number
    with counter() as desk:
        own, draft = found(desk, request, batch, number)
        try:
            there = acted(desk, own, draft, (asked, line, request))
        except (DraftTakenError, IllegalMoveError):
            messages.error(request, TAKEN)
    if asked == "remove":
        messages.success(request, _("已删除；可在“已删除”中恢复。"))
        return redirect("drafts", batch=batch)
    return redirect("draft", batch=batch, number=there)


def acted(
    desk: Counter, own: Batch, draft: Draft, asked: tuple[str, str, HttpRequest]
) -> int:
    """Do what was asked with a draft; return which draft to look at then."""
    name, line, request = asked
    rooms = desk.rooms
    if name == "undo":
        undo(rooms, own, draft.id, by(request, "undo"))
    elif name == "copy":
        content = unpacked(draft.body)
        content.heads.pop(form_named(own.form).number, None)
        return add(rooms, own, content, by(request, "add"))
    elif name == "add-item":
        add_item(rooms, own, draft.id, by(request, "edit", "+"))
    elif name == "drop-item" and line.isdecimal():
        drop_item(rooms, own, draft.id, by(request, "edit", line))
    elif name in WHOLE and (name != "mend" or draft.shelf is Shelf.REJECTED):
        move(rooms, own, draft, by(request, name))
    else:
        raise BadRequest(name)
    return draft.id
