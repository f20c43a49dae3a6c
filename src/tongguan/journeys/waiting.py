"""待齐单 A list that waits says for which papers and until when, anew if it changes."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import structs

from tongguan.journeys.addressee import Addressee
from tongguan.journeys.answers import answer
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.expectations.rules import waits_until
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.model import Standing
from tongguan.trade.papers import Paper

NOT_THERE = {
    Paper.ORDER: "订单信息不存在",
    Paper.PAYMENT: "支付信息不存在",
    Paper.WAYBILL: "运单信息不存在",
}
Waiting = Mapping[int, tuple[Standing, tuple[str, ...]]]


def tell_waiting(rooms: Rooms, waiting: Waiting, at: datetime) -> None:
    """Tell the senders of lists for which papers they wait, where that is news.

    The first receipt of a wait and every later one carry the same deadline.
    """
    missing = {number: names for number, (_, names) in waiting.items()}
    lodged = rooms.declarations.wait(missing)
    numbers = rooms.declarations.numbers(lodged)
    rooms.outbox.put(
        [
            told(rooms, *waiting[number], numbers[number][0], lodged[number])
            for number in lodged
        ],
        at,
    )


def told(
    rooms: Rooms,
    standing: Standing,
    missing: tuple[str, ...],
    preliminary_number: str,
    lodged_at: datetime,
) -> Answer:
    """Say that a list waits, for what and until when."""
    key = standing.key
    to = Addressee(
        paper=rooms.register.open(standing),
        key=key,
        sender=standing.sender,
        message=standing.message,
        index=standing.index,
        id=standing.id,
        version=standing.version,
        preliminary_number=preliminary_number,
    )
    aside = "".join(
        f"；对应电商平台为[{key.owner}]订单号为[{key.number}]{NOT_THERE[Paper(name)]}"
        for name in missing
    )
    said = answer(to, "wait", [], aside=aside)
    deadline = waits_until(lodged_at.astimezone(SHANGHAI)).isoformat()
    wait = {"waiting_for": list(missing), "deadline": deadline}
    return structs.replace(said, content=said.content | wait)
