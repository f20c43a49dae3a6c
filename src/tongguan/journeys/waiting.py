"""待齐单 A list that waits says for which papers and until when, anew if it changes."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache

from tongguan.journeys.addressee import ENCODER, Addressee
from tongguan.journeys.answers import clipped, word
from tongguan.journeys.rooms import Rooms
from tongguan.kit.guids import new_guids_in_writing
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.expectations.rules import waits_until
from tongguan.plumbing.outbox.model import Written
from tongguan.plumbing.register.model import Standing
from tongguan.trade.papers import Paper

NOT_THERE = {
    Paper.ORDER.value: "订单信息不存在",
    Paper.PAYMENT.value: "支付信息不存在",
    Paper.WAYBILL.value: "运单信息不存在",
}
AFTER_CONTENT = b'},"paper":'  # in an opening; within a text quotes are escaped
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
) -> Written:
    """Say that a list waits, for what and until when: put in writing at once.

    In a zone most lists wait before they are decided, some of them twice.
    """
    to = Addressee(
        paper=rooms.register.open(standing),
        key=standing.key,
        sender=standing.sender,
        message=standing.message,
        index=standing.index,
        id=standing.id,
        version=standing.version,
        preliminary_number=preliminary_number,
    )
    return told_to(to, missing, lodged_at)


def told_to(to: Addressee, missing: tuple[str, ...], lodged_at: datetime) -> Written:
    """Put in writing what an addressee is told: as an answer with an aside is."""
    key, said = to.key, word(to.key.kind, "wait")
    aside = "".join(
        f"；对应电商平台为[{key.owner}]订单号为[{key.number}]{NOT_THERE[name]}"
        for name in missing
    )
    text = clipped(f"{said.text}[{to.paper.heading.guid}]", aside)
    first, mark, last = to.opening().rpartition(AFTER_CONTENT)
    parts = (
        *(first, _awaited(missing, lodged_at), mark, last, *new_guids_in_writing(1)),
        *(_status(said.status), ENCODER.encode(text), b"}"),
    )
    return Written(
        recipient=to.sender, message=to.message, place=to.index, said=b"".join(parts)
    )


@lru_cache
def _awaited(missing: tuple[str, ...], lodged_at: datetime) -> bytes:
    """Put in writing what a list waits for, and until when."""
    deadline = waits_until(lodged_at.astimezone(SHANGHAI)).isoformat()
    wait = {"waiting_for": missing, "deadline": deadline}
    return b"," + ENCODER.encode(wait)[1:-1]


@cache
def _status(status: str) -> bytes:
    return b'","status":' + ENCODER.encode(status) + b',"text":'
