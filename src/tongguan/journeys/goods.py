"""商品备案 Articles filed, amended, suspended; what lists find on file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tongguan.inspection.goods_filing.lifecycle import GOODS, Actor, GoodsState
from tongguan.inspection.goods_filing.model import GoodsVersion, Leave
from tongguan.inspection.goods_filing.regulations import pilots
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.sandbox_goods import FOREVER, SANDBOX, invented_sellers, seeds
from tongguan.journeys.zone import zone_at
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.kit.rulebook import read_page
from tongguan.plumbing.journal.store import Line
from tongguan.trade.goods import FiledGoods, GoodsOnFile
from tongguan.trade.papers import Declaration
from tongguan.trade.registry import ZoneProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """备案依据 What a batch of lists finds on file, and what the zone decides."""

    on_file: GoodsOnFile
    zone: ZoneProfile

    @classmethod
    def over(
        cls, rooms: Rooms, declarations: Sequence[Declaration], at: datetime
    ) -> "Shelf":
        """Find the articles of these lists in one statement."""
        wanted = {
            (it.seller.code, line.item_number)
            for it in declarations
            for line in it.lines
            if line.item_number
        }
        return cls(
            on_file=rooms.goods.on_file(wanted) if wanted else {},
            zone=zone_at(rooms, at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filer:
    """经办人 Who changes a record, for whom, and why."""

    name: str
    organisation: str
    reason: str
    actor: Actor = Actor.OFFICER


def file(rooms: Rooms, goods: FiledGoods, filer: Filer, at: datetime) -> int:
    """File an article, or amend the one on file; return the version this makes.

    Raise IllegalMoveError for a record that is suspended or cancelled, or without a
    reason; VersionTakenError when somebody else was quicker.
    """
    history = rooms.goods.history(goods.seller_code, goods.item_number)
    name = "amend" if history else "file"
    state = history[-1].state if history else GoodsState.ABSENT
    number = history[-1].goods.version + 1 if history else 1
    return write(rooms, name, (state, replace(goods, version=number)), filer, at)


def change(
    rooms: Rooms, article: tuple[str, str], name: str, filer: Filer, at: datetime
) -> int:
    """Suspend, resume or cancel a record (seller, item number); return the version."""
    history = rooms.goods.history(*article)
    if not history:
        raise IllegalMoveError(f"{article} is not on file.")
    last = history[-1]
    goods = replace(last.goods, version=last.goods.version + 1)
    return write(rooms, name, (last.state, goods), filer, at)


def write(
    rooms: Rooms,
    name: str,
    record: tuple[GoodsState, FiledGoods],
    filer: Filer,
    at: datetime,
) -> int:
    """Write the version a move makes of a record, and the move into the journal."""
    if not filer.reason.strip():
        raise IllegalMoveError("A change of a record needs a reason.")
    state, goods = record
    target = GOODS.after(state, name, by=filer.actor)
    version = GoodsVersion(
        goods=goods, state=target, by=filer.name, at=at, reason=filer.reason
    )
    rooms.goods.write([version])
    rooms.journal.append(
        Line(
            at=at,
            actor=filer.name,
            organisation=filer.organisation,
            action=name,
            subject=f"goods/{goods.seller_code}/{goods.item_number}",
            detail={"version": str(goods.version), "reason": filer.reason},
        )
    )
    return goods.version


def file_seeds(rooms: Rooms) -> int:
    """File the sandbox's articles; what is on file stays; return how many are new."""
    page = read_page(SANDBOX)
    filed_on = date.fromisoformat(page["filed_on"])
    at = datetime.combine(filed_on, datetime.min.time(), UTC)
    versions = [
        GoodsVersion(
            goods=goods, state=GoodsState.FILED, by="system", at=at, reason="演练数据"
        )
        for goods in seeds(page, filed_on)
    ]
    rooms.goods.grant(
        [
            Leave(
                firm=seller,
                kind=kind,
                effective=filed_on,
                until=FOREVER,
                by="system",
                at=at,
                reason="演练数据",
            )
            for seller in invented_sellers(page)
            for kind in pilots()
        ]
    )
    return rooms.goods.found(versions)
