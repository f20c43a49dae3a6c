"""模拟海关的答复 What the stand-in answers to a message: planned, not yet sent."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID, uuid5

from tongguan.gateway.chinaport.answers import AnyAnswer
from tongguan.gateway.chinaport.catalogue import (
    Reading,
    read_message,
    receipt_type_for,
)
from tongguan.gateway.chinaport.decoding import decode
from tongguan.gateway.chinaport.envelope import business_of
from tongguan.gateway.chinaport.format_codes import (
    FORMAT_STATUS,
    UnreadableError,
    format_receipt_text,
)
from tongguan.gateway.chinaport.simulator.consequences import consequences
from tongguan.gateway.chinaport.simulator.triggers import (
    AT_THE_PORT,
    FORMAT,
    REJECTED,
    STORED,
    Script,
    course,
    script_of,
)
from tongguan.journeys.addressee import Addressee, business_keys
from tongguan.journeys.glance import SERIAL, list_number, preliminary_number
from tongguan.kit.fold import taking
from tongguan.kit.rulebook import read_page
from tongguan.kit.wire import WireFault
from tongguan.plumbing.register.model import key_of
from tongguan.trade.papers import Action, AnyPaper, Declaration
from tongguan.trade.receipts import FormatReceipt, Receipt

PAGE = "gateway/customs_receipts.yaml"
GUIDS = UUID("5a1c0c61-7e3f-5a3b-9f55-0c1f2a6b7d20")
STEP = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """待发回执 One answer, and how long after the message it comes."""

    answer: AnyAnswer
    after: timedelta = timedelta()
    forged: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """回执序列 The statuses one kind of receipt may carry, and the usual ones."""

    may: tuple[str, ...]
    usual: tuple[str, ...]


@cache
def course_of(receipt_type: str) -> Course:
    """Look up the statuses of one kind of receipt."""
    entry = read_page(PAGE)["receipts"][receipt_type]
    return Course((*entry["may"], *entry["seen"]), tuple(entry["usual"]))


class Customs:
    """海关 Answers messages; the same under the same seed, whatever came before."""

    def __init__(self, seed: int = 0, delay: int = 0) -> None:
        self._seed = seed
        self._delay = delay

    def answer(self, data: bytes, at: datetime) -> list[Planned]:
        """Plan every answer to one message."""
        try:
            data = business_of(data)
            reading = read_message(data)
        except UnreadableError as fault:
            return [Planned(self._unread(data, None, fault, at))]
        if reading.faults:
            return [Planned(self._unread(data, reading, reading.faults, at))]
        return [
            planned
            for paper in reading.papers
            for planned in self._course(data, reading, paper, at)
        ]

    def _course(
        self, data: bytes, reading: Reading, paper: AnyPaper, at: datetime
    ) -> list[Planned]:
        script = script_of(numbers_of(paper))
        statuses = statuses_of(paper, script)
        if FORMAT in statuses:
            return [Planned(self._unread(data, reading, (), at), forged=script.forged)]
        delay = timedelta(seconds=self._delay + script.delay)
        planned = []
        for step, status in enumerate(statuses):
            if script.is_lost(status):
                continue
            after = timedelta() if status in AT_THE_PORT else delay
            when = at + after + step * STEP
            planned += [
                Planned(answer, after, script.forged)
                for answer in self._said(paper, status, when, script)
            ]
        ordered = planned[::-1] if script.backwards else planned
        if script.backwards:
            ordered = [replace(one, after=delay) for one in ordered]
        return [one for one in ordered for _ in range(script.times)]

    def _said(
        self, paper: AnyPaper, status: str, at: datetime, script: Script
    ) -> Iterator[AnyAnswer]:
        said = read_page(PAGE)
        keys = self._keys(paper, status, at)
        text = said["says"].get(status) or said["exception"].format(key=key_of(paper))
        if status in AT_THE_PORT:
            text = f"{text}[{paper.heading.guid}]"
        yield Receipt(
            guid=self._guid(paper, status),
            paper=key_of(paper).kind,
            status=status,
            text=text,
            at=at,
            keys=keys,
        )
        number = numbered(paper, self._serial(paper), at)
        for name, more in consequences(paper, status, number, at):
            if not script.is_lost(name):
                yield replace(more, guid=self._guid(paper, name))

    def _keys(self, paper: AnyPaper, status: str, at: datetime) -> Mapping[str, str]:
        """Name the document as its receipts do; its number comes when it is entered."""
        serial = self._serial(paper)
        given = getattr(paper, "preliminary_number", None)
        entered = status not in {*AT_THE_PORT, REJECTED} and status[0] != "-"
        keys = business_keys(
            Addressee(
                paper=paper,
                key=key_of(paper),
                sender="",
                message=0,
                preliminary_number=given or preliminary_number(serial, at),
                number=numbered(paper, serial, at) if entered else "",
            )
        )
        return {name: value for name, value in keys.items() if value}

    def _unread(
        self,
        data: bytes,
        reading: Reading | None,
        wrong: Sequence[WireFault] | UnreadableError,
        at: datetime,
    ) -> FormatReceipt:
        digest = hashlib.sha256(data).hexdigest()
        return FormatReceipt(
            guid=str(uuid5(GUIDS, f"{self._seed}/{digest}")).upper(),
            status=FORMAT_STATUS,
            text=format_receipt_text(wrong) or "报文格式校验未通过（模拟）",
            at=at,
            message_guid=reading.guid if reading else digest,
            message_type=reading.message_type if reading else "Unknown",
            message=quoted(data),
        )

    def _guid(self, paper: AnyPaper, status: str) -> str:
        said = f"{self._seed}/{paper.heading.guid}/{paper.heading.reported_at}/{status}"
        return str(uuid5(GUIDS, said)).upper()

    def _serial(self, paper: AnyPaper) -> int:
        """Return the number of a document; the same key has the same."""
        key = key_of(paper)
        said = f"{self._seed}/{key.kind}/{key}".encode()
        return int.from_bytes(hashlib.sha256(said).digest()[:8]) % SERIAL


def numbers_of(paper: AnyPaper) -> Iterator[str | None]:
    """Yield the numbers that may ask for something: its own, then its order's."""
    yield getattr(paper, "reference", None)
    yield from map(str, taking(paper.nature.number)(paper))
    yield getattr(paper, "order_number", None)


def numbered(paper: AnyPaper, serial: int, at: datetime) -> str:
    """Return the number the customs gives a document that it enters."""
    if isinstance(paper, Declaration):
        return list_number(paper, serial, at)
    return f"{at:%Y%m%d}E{serial:09d}"


def statuses_of(paper: AnyPaper, script: Script) -> list[str]:
    """Return what a document gets; a draft and a deletion go no further than the port.

    Unless something else is asked for.
    """
    known = course_of(receipt_type_for(key_of(paper).kind))
    usual: Sequence[str] = known.usual
    if script.outcome:
        return course(script.outcome, usual, known.may)
    if paper.heading.draft:
        return [STORED]
    if paper.heading.action is Action.DELETE:
        return ["2", "3"]
    return course((), usual, known.may)


def quoted(data: bytes) -> str:
    """Quote a message as far as it is text."""
    try:
        return decode(data)
    except UnreadableError:
        return data.decode("utf-8", errors="replace")
