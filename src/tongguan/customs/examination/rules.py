"""What a sheet must say before it is signed off: pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from tongguan.customs.control.model import Result
from tongguan.customs.examination.model import CheckItem, DeclaredLine, Sheet
from tongguan.kit.checks import Check, Clause, Difference, Place, check
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load, read_page

PAGE = "customs/examination/checklists.yaml"
YES, NO = "yes", "no"
KINDS = ("food", "cosmetics", "electronics", "textiles")
NOTE_LEAST, NOTE_MOST = 2, 500
RULE = Clause("《中华人民共和国海关进出口货物查验管理办法》", confirmed=False)
SHEET = "examination"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklists:
    """核对单 The things to look at, by the kind of goods."""

    general: tuple[str, ...]
    food: tuple[str, ...]
    cosmetics: tuple[str, ...]
    electronics: tuple[str, ...]
    textiles: tuple[str, ...]
    photos: int


@cache
def _checklists() -> Dated[Checklists]:
    return load(PAGE, Checklists)


def checklists(day: date) -> Checklists:
    """Return the lists of a day."""
    return _checklists().on(day).says


def checklist(lines: Iterable[DeclaredLine], day: date) -> tuple[CheckItem, ...]:
    """Return what to look at in these goods: the general things first, each once."""
    law, page = checklists(day), read_page(PAGE)
    codes = [line.hs_code for line in lines]
    wanted = list(law.general)
    for kind in KINDS:
        if any(code.startswith(tuple(page["codes"][kind])) for code in codes):
            wanted += getattr(law, kind)
    words = page["words"]
    return tuple(
        CheckItem(code=code, chinese=words[code]["zh"], english=words[code]["en"])
        for code in dict.fromkeys(wanted)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOff:
    """签核 A sheet that is to be signed off, beside what was to be looked at."""

    sheet: Sheet
    items: Sequence[CheckItem]
    lines: Sequence[DeclaredLine]

    @property
    def differs(self) -> bool:
        """Whether anything was not as declared."""
        counted = ((quantity(self.found(it)), it.quantity) for it in self.lines)
        return NO in self.sheet.checks.values() or any(
            there is not None and there != declared for there, declared in counted
        )

    def found(self, line: DeclaredLine) -> str:
        """Return what was typed as the quantity of a line."""
        return self.sheet.found.get(str(line.number), "")


def quantity(text: str) -> Decimal | None:
    """Read a quantity as it was typed; None where it is none."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None


@check(
    "EXM-7001",
    clause=RULE,
    remedy=("逐项选择“是”或“否”。", "Answer every item with yes or no."),
)
def every_item_is_answered(done: SignedOff) -> Iterator[Difference]:
    """核对项未填：{expected}。

    An item was not answered: {expected}.
    """
    for item in done.items:
        if done.sheet.checks.get(item.code) not in {YES, NO}:
            place = Place(SHEET, f"check-{item.code}")
            yield Difference(place, "", f"{item.chinese} {item.english}")


@check(
    "EXM-7002",
    clause=RULE,
    remedy=("填写实到数量，没有的填 0。", "Give what is there; 0 where nothing is."),
)
def every_quantity_is_a_number(done: SignedOff) -> Iterator[Difference]:
    """第{expected}项实到数量“{given}”不是数。

    The quantity found of line {expected} is no number: "{given}".
    """
    for line in done.lines:
        if quantity(done.found(line)) is None:
            place = Place(SHEET, f"found-{line.number}")
            yield Difference(place, done.found(line), str(line.number))


@check(
    "EXM-7003",
    clause=RULE,
    remedy=("填写查验结果：选择其中一项。", "Choose one of the results."),
)
def a_result_is_chosen(done: SignedOff) -> Iterator[Difference]:
    """未选择查验结果。

    No result was chosen.
    """
    if done.sheet.result not in set(Result):
        yield Difference(Place(SHEET, "result"), done.sheet.result)


@check(
    "EXM-7004",
    clause=RULE,
    remedy=("用 2 至 500 字写明所见。", "Say in 2 to 500 characters what was seen."),
)
def a_note_says_what_was_seen(done: SignedOff) -> Iterator[Difference]:
    """未写明查验说明。

    Nothing says what was seen.
    """
    if not NOTE_LEAST <= len(done.sheet.note.strip()) <= NOTE_MOST:
        yield Difference(Place(SHEET, "note"), done.sheet.note)


@check(
    "EXM-7005",
    clause=RULE,
    remedy=(
        "更正核对项，或改选结果；有不符项时不能选“相符”。",
        "Where anything differs the result can't be a pass; mend the one or the other.",
    ),
)
def a_difference_is_no_pass(done: SignedOff) -> Iterator[Difference]:
    """核对或数量有不符，结果却为“相符”。

    Something differs, and yet the result is a pass.
    """
    if done.sheet.result == Result.PASSED and done.differs:
        yield Difference(Place(SHEET, "result"), done.sheet.result)


SIGNING_OFF: tuple[Check[SignedOff], ...] = (
    every_item_is_answered,
    every_quantity_is_a_number,
    a_result_is_chosen,
    a_note_says_what_was_seen,
    a_difference_is_no_pass,
)
