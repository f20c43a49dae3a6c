"""草稿用语 Batches and drafts in the words of their pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.bulk.checking import Fault, report_of
from tongguan.gateway.bulk.columns import Column
from tongguan.gateway.bulk.contents import Content, unpacked
from tongguan.gateway.bulk.forms import Form, form_named
from tongguan.kit.forms import Sort
from tongguan.plumbing.drafts.model import Batch, Carried, Draft, Shelf
from tongguan.plumbing.outbox.store import Sent
from tongguan.portal import formats
from tongguan.portal.words import PAPERS, Sign, Word, state_sign
from tongguan.trade.kinds import Paper

SHELVES: dict[Shelf, Sign] = {
    Shelf.UNCHECKED: Sign(_("待校验"), "clock", "busy"),
    Shelf.FAULTY: Sign(_("有误"), "cross", "bad"),
    Shelf.READY: Sign(_("可以申报"), "check", "good"),
    Shelf.WAITING: Sign(_("办理中"), "clock", "busy"),
    Shelf.REJECTED: Sign(_("退单"), "cross", "bad"),
    Shelf.DONE: Sign(_("已办结"), "check", "good"),
    Shelf.REMOVED: Sign(_("已删除"), "back", "quiet"),
}
NUMBERS = {Sort.DECIMAL, Sort.WHOLE}
AMOUNTS = ("paid", "amount", "goods_value")
STEPS = {
    "import": ("导入", "Import"),
    "check": ("逻辑校验", "Check"),
    "declare": ("申报", "Declare"),
    "query": ("查询", "Query"),
    "receipts": ("回执", "Receipts"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultWords:
    """差错 What is wrong, and what to do."""

    code: str
    says: str
    remedy: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """栏目 One field of a draft: what stands there, what is wanted, what is wrong."""

    id: str
    field: str
    label: str
    tag: str
    line: int
    value: str
    wanted: str
    table: str
    needed: bool
    is_number: bool
    faults: tuple[FaultWords, ...] = ()
    overtaken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """草稿卡 One draft that can be mended in place."""

    id: int
    url: str
    act: str
    row: int
    number: str
    sign: Sign
    faults: int
    changed: str
    by: str
    fields: tuple[FieldRow, ...]
    whole: tuple[FaultWords, ...]
    unseen: int
    shown: str
    can_undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """草稿行 One draft in the table of its batch."""

    id: int
    url: str
    act: str
    row: int
    number: str
    goods: str
    amount: str
    shelf: str
    signs: tuple[Sign, ...]
    waiting: tuple[Word, ...]
    said: str
    status: str
    case: str


def address(draft: Draft, name: str = "draft") -> str:
    """Say where a draft is shown, or acted on."""
    return reverse(name, args=[draft.batch, draft.id])


def card(batch: Batch, draft: Draft, fields: Iterable[str] | None = None) -> Card:
    """Say a draft with the fields that are wrong, and those already shown."""
    form, content, report = (
        form_named(batch.form),
        unpacked(draft.body),
        report_of(draft),
    )
    wrong = dict.fromkeys(it.field for it in report.faults if it.field)
    shown = list(fields) if fields is not None else [*wrong]
    rows = tuple(field_row(form, content, draft, it) for it in shown)
    return Card(
        id=draft.id,
        url=address(draft),
        act=address(draft, "draft-act"),
        row=draft.row,
        number=draft.number,
        sign=SHELVES[draft.shelf],
        faults=len(report.faults),
        changed=formats.instant(draft.changed_at),
        by=draft.changed_by,
        fields=rows,
        whole=tuple(fault_words(it) for it in report.faults if not it.field),
        unseen=len(wrong.keys() - set(shown)),
        shown=" ".join(shown),
        can_undo=draft.version > 1,
    )


def fields_of(form: Form, content: Content) -> list[str]:
    """Name every field of a draft in the order of its form."""
    heads = [it.tag for it in form.columns if not it.of_line]
    tags = [it.tag for it in form.columns if it.of_line]
    lines = range(1, len(content.items) + 1)
    return heads + [f"{line}:{tag}" for line in lines for tag in tags]


def is_field(form: Form, content: Content, field: str) -> bool:
    """Tell whether a draft has such a field."""
    return field in set(fields_of(form, content))


def field_row(form: Form, content: Content, draft: Draft, field: str) -> FieldRow:
    """Say one field of a draft."""
    line, _, tag = field.rpartition(":")
    column = form.column(tag)
    assert column is not None, "fields are looked up before they are shown"
    report = report_of(draft)
    sends = tuple(Paper(it) for it in report.sends)
    return FieldRow(
        id=f"{draft.id}-{field.replace(':', '_').replace('.', '-')}",
        field=field,
        label=column.label.rpartition("：")[2],
        tag=tag,
        line=int(line or 0),
        value=content.say(field),
        wanted=formats.either(*column.slot.wanted),
        table=column.table,
        needed=tag in form.needed_by(sends),
        is_number=is_number(column),
        faults=tuple(fault_words(it) for it in report.faults if it.field == field),
    )


def is_number(column: Column) -> bool:
    """Tell whether a column holds figures."""
    return column.slot.form is not None and column.slot.form.sort in NUMBERS


def fault_words(fault: Fault) -> FaultWords:
    """Say a fault in the language of the page."""
    return FaultWords(
        code=fault.code,
        says=formats.either(fault.chinese, fault.english),
        remedy=formats.either(*fault.remedy),
        about=fault.label,
    )


def draft_row(
    form: Form,
    draft: Draft,
    carried: Sequence[Carried],
    said: dict[tuple[str, str], Sent],
) -> DraftRow:
    """Say a draft in the table: where it stands, for whom it waits, what was said."""
    content = unpacked(draft.body)
    lead = next((it for it in carried if it.lead), None)
    last = said.get((lead.kind, f"{lead.owner}_{lead.number}")) if lead else None
    waiting = (last.content.get("waiting_for") or []) if last else []
    signs = [SHELVES[draft.shelf]]
    if draft.standing is not None and draft.shelf is not Shelf.REMOVED and lead:
        signs = [state_sign(draft.standing)]
    return DraftRow(
        id=draft.id,
        url=address(draft),
        act=address(draft, "draft-act"),
        row=draft.row,
        number=draft.number or formats.NOTHING,
        goods=goods(form, content),
        amount=next(filter(None, (content.say(form.tag(it)) for it in AMOUNTS)), ""),
        shelf=draft.shelf,
        signs=tuple(signs),
        waiting=tuple(PAPERS.get(it, it) for it in waiting),
        said=last.text if last else "",
        status=last.status if last else "",
        case=lead.number if lead and lead.kind == Paper.DECLARATION else "",
    )


def goods(form: Form, content: Content) -> str:
    """Name the goods of a draft, the first by its name."""
    tag = form.tag("item.name")
    names = [it[tag] for it in content.items if tag in it]
    names = names or [content.say(form.tag("goods"))]
    return names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}"


def walk(here: str, batch: Batch | None = None) -> list[tuple[str, str, bool]]:
    """Return the five steps people know: where each is done, and which it is now."""
    places = {"import": reverse("sheets")}
    if batch is not None:
        there = reverse("drafts", args=[batch.id])
        places |= {
            "check": reverse("drafts-trial", args=[batch.id]),
            "declare": f"{there}?shelf={Shelf.READY}",
            "query": there,
            "receipts": reverse("drafts-receipts", args=[batch.id]),
        }
    return [
        (places.get(name, ""), formats.either(*words), name == here)
        for name, words in STEPS.items()
    ]
