"""比对 Makes a check of two entries that must say the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from operator import attrgetter

from tongguan.kit.checks import Check, Clause, Difference, Look, Notice, Place
from tongguan.kit.desk import GACC_2018_194, shown, shown_apart
from tongguan.kit.fold import taking
from tongguan.trade.papers import Dossier

PRACTICE = Clause("三单比对惯例", confirmed=False)
LEFT_OUT = (None, "无")  # a bar code says 无 where the goods have none
PAPERS = {
    "order": ("订单", "order"),
    "payment": ("支付单", "payment"),
    "waybill": ("运单", "waybill"),
    "declaration": ("清单", "list"),
}
REMEDIES = {
    ("payment", "order"): (
        "更正支付单（支付企业）或变更订单（电商平台），使两者一致。",
        "Let the provider correct the payment or the platform change the order.",
    ),
    ("waybill", "order"): (
        "更正运单（物流企业）或变更订单（电商平台），使两者一致。",
        "Let the carrier correct the waybill or the platform change the order.",
    ),
    ("declaration", "order"): (
        "变更清单（申报企业）或变更订单（电商平台），使两者一致。",
        "Let the declarant change the list or the platform change the order.",
    ),
    ("declaration", "waybill"): (
        "变更清单（申报企业）或更正运单（物流企业），使两者一致。",
        "Let the declarant change the list or the carrier correct the waybill.",
    ),
}


def same(
    code: str,
    entries: tuple[str, str],
    label: tuple[str, str],
    *,
    receipt: str = "",
    clause: Clause = GACC_2018_194,
) -> Check[Dossier]:
    """一致 Check that two entries agree; the first is the later paper's, named wrong.

    An entry that either paper leaves out is not compared.
    """
    place, against = map(place_of, entries)
    given_of, wanted_of = map(attrgetter, entries)

    def agree(dossier: Dossier) -> Iterator[Difference]:
        here, there = given_of(dossier), wanted_of(dossier)
        if not say_the_same(here, there):
            told = shown_apart(place.field, here, there)
            yield Difference(place, *told, against)

    notice = worded(code, (place.paper, against.paper), label, clause)
    return Check(replace(notice, receipt=receipt), agree, (place, against))


def same_on_lines(
    code: str,
    field: str,
    label: tuple[str, str],
    *,
    receipt: str,
    clause: Clause = GACC_2018_194,
) -> Check[Dossier]:
    """逐项一致 Check that line n of the list agrees with line n of the order.

    Where the papers have not equally many lines, that alone is told.
    """
    value_of = attrgetter(field)

    def agree(dossier: Dossier) -> Iterator[Difference]:
        declared, ordered = dossier.declaration.lines, dossier.order.lines
        if len(declared) != len(ordered):
            return
        lines = {line.number: line for line in ordered}
        for position, line in enumerate(declared, start=1):
            if (other := lines.get(line.number)) is None:
                continue
            here, there = value_of(line), value_of(other)
            if not say_the_same(here, there):
                place = Place("declaration", field, position)
                against = Place("order", field, ordered.index(other) + 1)
                yield Difference(place, shown("", here), shown("", there), against)

    about = tuple(Place(paper, f"lines.{field}") for paper in ("declaration", "order"))
    notice = worded(code, ("declaration", "order"), label, clause)
    return Check(replace(notice, receipt=receipt), agree, about)


def together(*checks: Check[Dossier]) -> tuple[Check[Dossier], ...]:
    """同时比对 Let comparisons of entries look at all their entries at once."""
    given_of, wanted_of = (taking(paths) for paths in _paths(checks))

    def all_agree(dossier: Dossier) -> bool:
        here, there = given_of(dossier), wanted_of(dossier)
        return here == there or all(map(say_the_same, here, there))

    def they_all_agree(dossiers: Sequence[Dossier]) -> bool:
        given, wanted = map(given_of, dossiers), map(wanted_of, dossiers)
        same = [
            here == there or all(map(say_the_same, here, there))
            for here, there in zip(given, wanted, strict=True)
        ]
        return all(same)

    look = Look(all_agree, they_all_agree)
    return tuple(replace(one, look=look) for one in checks)


def together_on_lines(*checks: Check[Dossier]) -> tuple[Check[Dossier], ...]:
    """逐项同时比对 Let comparisons of lines look at all entries of a line at once.

    A quick look suffices where both papers number their lines alike, each once.
    """
    fields, _ = _paths(checks)
    entries_of = taking(("number", *(path.rpartition(".")[2] for path in fields)))

    def all_agree(dossier: Dossier) -> bool:
        here = [*map(entries_of, dossier.declaration.lines)]
        there = [*map(entries_of, dossier.order.lines)]
        numbers = [line[0] for line in here]
        if len(set(numbers)) < len(numbers):
            return False
        if here == there:
            return True
        if numbers != [line[0] for line in there]:
            return False
        return all(map(say_the_same, chain(*here), chain(*there)))

    def they_all_agree(dossiers: Sequence[Dossier]) -> bool:
        return all(map(all_agree, dossiers))

    look = Look(all_agree, they_all_agree)
    return tuple(replace(one, look=look) for one in checks)


def _paths(checks: Iterable[Check[Dossier]]) -> tuple[tuple[str, ...], ...]:
    """Lead to the entries compared: those of the later papers, those of the others."""
    pairs = zip(*(check.about for check in checks), strict=True)
    return tuple(tuple(f"{it.paper}.{it.field}" for it in side) for side in pairs)


def say_the_same(here: str | Decimal | None, there: str | Decimal | None) -> bool:
    """Compare two entries: text after trimming, numbers by value, gaps never."""
    if here == there or here in LEFT_OUT or there in LEFT_OUT:
        return True
    if isinstance(here, str) and isinstance(there, str):
        return here.strip() == there.strip()
    return False


def place_of(path: str) -> Place:
    """Read `payment.payer.name` as a paper and an entry of it."""
    paper, _, field = path.partition(".")
    return Place(paper, field)


def worded(
    code: str,
    papers: tuple[str, str],
    label: tuple[str, str],
    clause: Clause = GACC_2018_194,
) -> Notice:
    """Word the notice that an entry of one paper differs from another paper's."""
    (here_zh, here_en), (there_zh, there_en) = (PAPERS[paper] for paper in papers)
    chinese, english = label
    return Notice(
        code=code,
        chinese=(
            f"{here_zh}“{chinese}”为“{{given}}”，{there_zh}为“{{expected}}”，应一致。"
        ),
        english=(
            f"The {english} is {{given}} on the {here_en} but {{expected}} on the "
            f"{there_en}; they must agree."
        ),
        clause=clause,
        remedy=REMEDIES[papers],
    )
