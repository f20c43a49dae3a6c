"""What a request for a summary must be on its own."""

from collections.abc import Iterator

from tongguan.kit.checks import Check, Difference, check
from tongguan.kit.desk import SPECIFICATION, Desk
from tongguan.kit.entries import half_width, listed, meant
from tongguan.kit.lines import named_once
from tongguan.kit.outbound import export_list_numbers, in_parts, together
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.registry import Lodgement, Role
from tongguan.trade.shipments import Summary

PARAMETERS = "-703001"
SUMMARY = Desk[Summary]("summary", PARAMETERS)
FLAGS = {"grouping": ("1", "2"), "name_grouping": ("1", "0", " ")}
STAMP = "%Y-%m-%d %H:%M:%S"


@check(
    "STA-1706",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "同时填写汇总开始时间和结束时间，结束时间不早于开始时间。",
        "Give both ends of the time, the later one last.",
    ),
)
def time_has_both_ends(lodgement: Lodgement[Summary]) -> Iterator[Difference]:
    """汇总时间范围“{given}”不成对，或结束早于开始“{expected}”。

    The time to summarise, until {given}, lacks an end, or ends before {expected}.
    """
    since, until = lodgement.paper.since, lodgement.paper.until
    if (since is None) != (until is None):
        missing = "since" if since is None else "until"
        yield Difference(SUMMARY.place(missing))
    elif since and until and until < since:
        told = f"{until:{STAMP}}", f"{since:{STAMP}}"
        yield Difference(SUMMARY.place("until"), *told, SUMMARY.place("since"))


@check(
    "ENT-1524",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "填写汇总时间范围，或逐一列出清单编号。",
        "Give a time to summarise, or name the lists one by one.",
    ),
)
def says_what_to_merge(lodgement: Lodgement[Summary]) -> Iterator[Difference]:
    """既没有汇总时间范围，也没有列出清单。

    Neither a time is given nor any list named.
    """
    paper = lodgement.paper
    if not (paper.lines or paper.since or paper.until):
        yield Difference(SUMMARY.place("lines"))


@check(
    "REF-1410",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "改填表内取值：收发货人汇总标志1或2，按商品名汇总标志1或0。",
        "Write 1 or 2 for the grouping by firms; 1 or 0 for that by names of goods.",
    ),
)
def groupings_are_known(lodgement: Lodgement[Summary]) -> Iterator[Difference]:
    """汇总标志“{given}”不在取值范围“{expected}”内。

    The grouping {given} is none of {expected}.
    """
    for field, known in FLAGS.items():
        if (told := getattr(lodgement.paper, field)) not in known:
            yield Difference(SUMMARY.place(field), told, " / ".join(known).strip(" /"))


# fmt: off
SUMMARY_CHECKS: tuple[Check[Lodgement[Summary]], ...] = (
    sent_by(SUMMARY, "declarant.code", "seller.code"),
    *filed(SUMMARY, Role.SELLER, "seller.code", "seller.name"),
    *together(filed(SUMMARY, Role.DECLARANT, "declarant.code", "declarant.name"),
              filed(SUMMARY, Role.DECLARANT, "broker.code", "broker.name")),
    in_parts(SUMMARY),
    listed(SUMMARY, "customs_offices", "customs_office"),
    time_has_both_ends,
    says_what_to_merge,
    groupings_are_known,
    named_once(SUMMARY, "lines.list_number"),
    meant(SUMMARY, "reference", "declarant.code", "seller.code", "broker.code",
          "lines.list_number"),
    export_list_numbers(SUMMARY, "lines.list_number"),
    half_width(SUMMARY, "reference", "declarant.code", "seller.code", "broker.code"),
)
# fmt: on
