"""表单 What a row of a sheet may be: one paper, or one parcel with all its papers.

The form of a parcel has the fields of order, list, payment and waybill, each of them
once; whoever fills it in types nothing twice. Which papers become of it depends on what
its firm may send.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from tongguan.gateway.bulk.columns import Column, columns_of
from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.kit.breaches import Texts
from tongguan.trade.kinds import Paper

PARCEL = "parcel"
PARCEL_WORDS = ("一票包裹（订单、清单等）", "One parcel: order, list and more")
ITEM = "item."
A_PARCEL = (Paper.ORDER, Paper.DECLARATION, Paper.PAYMENT, Paper.WAYBILL)
# Fields that say what a field of another paper says under another name.
SAME: Mapping[Paper, Mapping[str, tuple[Paper, str]]] = {
    Paper.DECLARATION: {"item.name": (Paper.ORDER, "item.name")},
    Paper.PAYMENT: {
        "payer_id_type": (Paper.ORDER, "buyer_id_type"),
        "payer_id_number": (Paper.ORDER, "buyer_id_number"),
        "payer_name": (Paper.ORDER, "buyer_name"),
        "payer_telephone": (Paper.ORDER, "buyer_telephone"),
        "amount": (Paper.ORDER, "paid"),
    },
    Paper.WAYBILL: {"gross_weight_kg": (Paper.DECLARATION, "gross_weight_kg")},
}
# The numbers the customs give are not asked for; what is the same for every parcel, and
# the day of the declaration, are filled in.
UNASKED = {(Paper.DECLARATION, "preliminary_number"), (Paper.DECLARATION, "number")}
PRESET = {"direction": "I"}
TODAY = "declared_on"
# The entries that name the firms a paper belongs to.
BELONGS: Mapping[Paper, tuple[str, ...]] = {
    Paper.ORDER: ("platform_code", "seller_code"),
    Paper.DECLARATION: ("declarant_code", "seller_code"),
    Paper.PAYMENT: ("provider_code",),
    Paper.WAYBILL: ("carrier_code",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """表单 Columns, the papers made of them, and which column is which paper's field.

    `number` is the column a row is known by; `places` has, for every paper, the column
    that holds each of its fields.
    """

    name: str
    words: Texts
    papers: tuple[Paper, ...]
    columns: tuple[Column, ...]
    number: str
    places: Mapping[Paper, Mapping[str, str]]

    @property
    def lined(self) -> bool:
        """Whether a row may have several goods items."""
        return any(column.of_line for column in self.columns)

    def column(self, tag: str) -> Column | None:
        """Return the column of a tag."""
        return _by_tag(self.name).get(tag)

    def tag(self, name: str) -> str:
        """Return the column of a field by its name in our words; nothing without."""
        return _by_name(self.name).get(name, "")

    def needs(self, column: Column) -> bool:
        """Tell whether a row can't do without a column, whoever sends it."""
        return column.tag in self.needed_by(self.papers[:2])

    def needed_by(self, papers: tuple[Paper, ...]) -> frozenset[str]:
        """Name the columns some papers can't do without."""
        return _needed(self.name, papers)


@cache
def form_named(name: str) -> Form:
    """Return the form of a name: `parcel`, or that of a paper."""
    return _parcel() if name == PARCEL else _single(Paper(name))


@cache
def forms() -> tuple[Form, ...]:
    """Return every form, the parcel first."""
    return (_parcel(), *(_single(paper) for paper in BY_PAPER))


def is_form(name: str) -> bool:
    """Tell whether there is a form of that name."""
    return name == PARCEL or name in {paper.value for paper in BY_PAPER}


@cache
def _by_tag(name: str) -> Mapping[str, Column]:
    return {column.tag: column for column in form_named(name).columns}


@cache
def _needed(name: str, papers: tuple[Paper, ...]) -> frozenset[str]:
    form = form_named(name)
    needed = {
        form.places[paper][column.tag]
        for paper in papers
        for column in columns_of(paper)
        if column.needed and column.tag in form.places[paper]
    }
    filled = {form.tag(it) for it in (*PRESET, TODAY)} if name == PARCEL else set()
    return frozenset(needed - filled)


@cache
def _by_name(name: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for column in form_named(name).columns:
        found.setdefault(_name(column), column.tag)
    return found


def _name(column: Column) -> str:
    return f"{ITEM if column.of_line else ''}{column.slot.name}"


def _single(paper: Paper) -> Form:
    message, columns = BY_PAPER[paper].message, columns_of(paper)
    noun = message.noun.nature.number[0].replace(".", "_")
    return Form(
        name=paper.value,
        words=(message.label, message.english),
        papers=(paper,),
        columns=columns,
        number=next((c.tag for c in columns if c.slot.name == noun), ""),
        places={paper: {column.tag: column.tag for column in columns}},
    )


def _parcel() -> Form:
    columns: dict[str, Column] = {}
    places: dict[Paper, dict[str, str]] = {}
    for paper in A_PARCEL:
        places[paper] = {}
        for column in _asked(paper):
            tag = _place(paper, column)
            columns.setdefault(tag, replace(column, tag=tag))
            places[paper][column.tag] = tag
    heads = [it for it in columns.values() if not it.of_line]
    items = [it for it in columns.values() if it.of_line]
    return Form(
        name=PARCEL,
        words=PARCEL_WORDS,
        papers=A_PARCEL,
        columns=(*heads, *items),
        number=_single(Paper.ORDER).number,
        places=places,
    )


def _asked(paper: Paper) -> Iterator[Column]:
    """Yield the columns of a paper that people fill in."""
    for column in columns_of(paper):
        filled = column.given or column.assumed is not None
        number = not column.of_line and (paper, column.slot.name) in UNASKED
        if not (filled or number):
            yield column


def _place(paper: Paper, column: Column) -> str:
    """Say under which tag a parcel has a column: each meaning under one."""
    other, name = SAME.get(paper, {}).get(_name(column), (paper, _name(column)))
    (same,) = [it for it in columns_of(other) if _name(it) == name]
    own = same.tag.rpartition(".")[2]
    return ITEM + own if same.of_line else own
