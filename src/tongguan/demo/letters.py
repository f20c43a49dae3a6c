"""报文 The parcels' papers as messages: split by sender, mixed, out of order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from tongguan.demo.planting import Parcel
from tongguan.demo.zone import Zone
from tongguan.gateway.chinaport.catalogue import message_type_for, write_message
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.trade.papers import AnyPaper, Declaration

MODE = "DXP"
MOST = 100
FEW = 12


@dataclass(frozen=True, slots=True)
class Letter:
    """报文 One message as it is sent: by whom, under which number, its bytes."""

    sender: str
    guid: str
    data: bytes


def letters(rng: Random, parcels: Iterable[Parcel], zone: Zone) -> list[Letter]:
    """Write the papers of parcels as messages in any order of arrival."""
    sheaves: dict[tuple[str, str], list[AnyPaper]] = defaultdict(list)
    written = []
    for parcel in parcels:
        for sender, paper in parcel.papers():
            if isinstance(paper, Declaration) and is_mangled(parcel):
                written.append(_mangled(parcel, sender, zone))
            else:
                sheaves[sender, message_type_for(paper)].append(paper)
    for (sender, kind), papers in sheaves.items():
        rng.shuffle(papers)
        for batch in _batches(rng, papers):
            data = write_message(
                kind, batch, _transfer(sender, zone), guid := _guid(rng)
            )
            written.append(Letter(sender, guid, data))
    rng.shuffle(written)
    return written


def is_mangled(parcel: Parcel) -> bool:
    """Tell whether the message of the parcel's list is spoilt on the way."""
    return parcel.fault is not None and parcel.fault.mangle is not None


def guid_of_list(parcel: Parcel) -> str:
    """Return the number of the message that carries one spoilt list alone."""
    guid = parcel.dossier.declaration.heading.guid
    return f"{guid[:-1]}{'0' if guid[-1] != '0' else '1'}"


def _mangled(parcel: Parcel, sender: str, zone: Zone) -> Letter:
    assert parcel.fault, "only a faulty list is spoilt on the way"
    assert parcel.fault.mangle, "this kind of fault spoils bytes"
    paper, guid = parcel.dossier.declaration, guid_of_list(parcel)
    kind = message_type_for(paper)
    data = write_message(kind, [paper], _transfer(sender, zone), guid)
    return Letter(sender, guid, parcel.fault.mangle(data))


def _batches(rng: Random, papers: list[AnyPaper]) -> Iterator[list[AnyPaper]]:
    """Cut papers into messages of a few or of up to a hundred."""
    start = 0
    while start < len(papers):
        size = rng.randint(1, rng.choice((FEW, MOST)))
        yield papers[start : start + size]
        start += size


def _transfer(sender: str, zone: Zone) -> Transfer:
    return Transfer(
        code=sender,
        name=zone.names[sender],
        mode=MODE,
        address=zone.addresses[sender],
    )


def _guid(rng: Random) -> str:
    text = f"{rng.getrandbits(128):032X}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-B{text[17:20]}-{text[20:]}"
