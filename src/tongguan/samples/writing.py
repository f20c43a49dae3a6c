"""写样例 The sets as messages of an edition, signed where that is asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tongguan.gateway.chinaport.answers import write_answers
from tongguan.gateway.chinaport.catalogue import write_message
from tongguan.gateway.chinaport.messages import FORMAT_MESSAGE, Transfer
from tongguan.gateway.chinaport.signing.making import Made, Wanted, make
from tongguan.gateway.chinaport.signing.writing import sign
from tongguan.kit.messages import NEWEST, PaperMessage
from tongguan.kit.rulebook import read_page
from tongguan.samples.exports import export_sets
from tongguan.samples.imports import import_sets
from tongguan.samples.model import SampleSet, Sheet
from tongguan.samples.press import Press
from tongguan.samples.returns import return_sets
from tongguan.trade.papers import Firm
from tongguan.trade.receipts import FormatReceipt

Signing = Callable[[bytes, Sheet], bytes]
SEED = 20161
SANDBOX = "zone/sandbox.yaml"
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """样例文件 One message as it travels: where it is kept, and what it is."""

    path: str
    data: bytes
    chinese: str
    english: str
    sender: str = ""


class Signatory:
    """签名人 Signs for any firm, with a certificate made for it on the spot."""

    def __init__(self, kind: str, at: datetime) -> None:
        self._kind, self._at = kind, at
        self.made: dict[str, Made] = {}

    def sign(self, data: bytes, firm: Firm) -> bytes:
        """Sign a message as its sender."""
        if firm.code not in self.made:
            self.made[firm.code] = make(
                Wanted(
                    subject={
                        "CN": firm.name,
                        "O": firm.name,
                        "serialNumber": firm.code,
                    },
                    valid_from=self._at - A_YEAR,
                    valid_until=self._at + A_YEAR,
                    kind=self._kind,
                )
            )
        return sign(data, self.made[firm.code].key)

    def certificates(self) -> Iterator[tuple[str, bytes]]:
        """Yield the certificate of every firm that signed, by its code."""
        for code, made in sorted(self.made.items()):
            yield code, made.key.certificate.pem.encode()


def sets(at: datetime, seed: int = SEED) -> tuple[SampleSet, ...]:
    """Make all sets of samples, as of an instant."""
    press = Press(at, seed)
    made = (*import_sets(press), *export_sets(press), *return_sets(press))
    return (*made, _unread(press, made[0]))


def _unread(press: Press, told: SampleSet) -> SampleSet:
    """Answer an order that was cut off on its way."""
    whole = _data(told.sheets[0], press.guid(), NEWEST)
    receipt = FormatReceipt(
        guid=press.guid(),
        status="-999999",
        text="报文不完整，无法解析",
        at=press.at,
        message_guid="",
        message_type=told.sheets[0].message.root,
        message=whole[: len(whole) // 2].decode(errors="ignore"),
    )
    return SampleSet(
        name="format",
        chinese="报文格式校验回执",
        english="format receipt",
        sheets=(Sheet(message=FORMAT_MESSAGE, content=(receipt,)),),
    )


def written(
    several: tuple[SampleSet, ...],
    edition: str,
    signed: Signing,
) -> Iterator[Sample]:
    """Write every message an edition has; `signed` gives each its signature, or not."""
    for one in several:
        sheets = [it for it in one.sheets if edition in it.message.editions]
        for place, sheet in enumerate(sheets, start=1):
            guid = sheet.content[0].guid if sheet.sender is None else ""
            data = _data(sheet, guid or sheet.content[0].heading.guid, edition)
            yield Sample(
                path=f"{one.name}/{place:02d}-CEB{sheet.message.number}.xml",
                data=signed(data, sheet),
                chinese=sheet.message.label,
                english=sheet.message.english,
                sender=sheet.sender.code if sheet.sender else "",
            )


def _data(sheet: Sheet, guid: str, edition: str) -> bytes:
    if sheet.sender is None:
        return write_answers(sheet.message, sheet.content, guid, edition)
    transfer = Transfer(
        code=sheet.sender.code,
        name=sheet.sender.name,
        mode="DXP",
        address=_addresses()[sheet.sender.code],
    )
    return write_message(sheet.message.root, sheet.content, transfer, guid, edition)


def _addresses() -> dict[str, str]:
    entries = read_page(SANDBOX)["addresses"]
    return {entry["firm"]: entry["address"] for entry in entries}


def signing(signatory: Signatory, *, every: bool) -> Signing:
    """Return what signs the messages that must be signed, or every one of a firm."""

    def signed(data: bytes, sheet: Sheet) -> bytes:
        if sheet.sender is None or not (every or _must_be_signed(sheet)):
            return data
        return signatory.sign(data, sheet.sender)

    return signed


def _must_be_signed(sheet: Sheet) -> bool:
    return isinstance(sheet.message, PaperMessage) and sheet.message.must_be_signed
