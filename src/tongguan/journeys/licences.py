"""许可核查 Licences of food and medicine asked after, and what the answer does.

The answer is kept as it came; it makes the version that waited count, or refuses it.
"""

from dataclasses import replace
from datetime import date, datetime

import msgspec

from tongguan.inspection.goods_filing.lifecycle import Actor, GoodsState
from tongguan.inspection.goods_filing.store import VersionTakenError
from tongguan.journeys.asking import Matter, ask
from tongguan.journeys.goods import Filer, write
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.agencies.model import Agency, Outcome, Question, Subject
from tongguan.trade.goods import FiledGoods

VALID = "许可证有效"
REFUSED = {
    Outcome.DIFFERS: "许可证已过期，或与商品不符",
    Outcome.UNKNOWN: "查无此许可证",
}


class Standing(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """许可情况 What an answer says of a licence, whatever else it says."""

    valid_until: date | None = None


def ask_after_licence(rooms: Rooms, goods: FiledGoods, at: datetime) -> bool:
    """Ask the licensing authority after the licence of a version."""
    matter = Matter(
        agency=Agency.MARKET,
        subject=Subject.LICENCE,
        about=f"{goods.seller_code} {goods.item_number} {goods.version}",
        content={
            "name": goods.name,
            "licence": goods.licence,
            "holder": goods.seller_code,
            "hs_code": goods.hs_code,
            "on": at.date().isoformat(),
        },
    )
    return ask(rooms, matter, at, afresh=False)


def licence_answered(
    rooms: Rooms, question: Question, outcome: Outcome, at: datetime
) -> bool:
    """Let the version that was asked about count, or refuse it; tell if it waited."""
    seller, _, rest = question.about.partition(" ")
    item, _, version = rest.rpartition(" ")
    history = rooms.goods.history(seller, item)
    last = history[-1]
    if last.state is not GoodsState.PENDING or last.goods.version != int(version):
        return False
    said = msgspec.json.decode(rooms.agencies.answer(question) or b"{}", type=Standing)
    goods = replace(
        last.goods, version=last.goods.version + 1, licence_until=said.valid_until
    )
    good = outcome is Outcome.AGREES
    filer = Filer(
        name=question.agency,
        organisation=question.agency,
        reason=VALID if good else REFUSED[outcome],
        actor=Actor.MARKET,
    )
    try:
        write(rooms, "confirm" if good else "refuse", (last.state, goods), filer, at)
    except VersionTakenError:
        return False
    return True
