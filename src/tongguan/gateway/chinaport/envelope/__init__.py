"""信封 The exchange platform's envelope: opened, sealed, and answered.

A firm's own program wraps a message into `DxpMsg`; a node that passes it on wraps that
into `DxpMsgSv`; the platform answers with `DxpRep`. The envelope is kept as it came.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.envelope.messages import (
    REPLY,
    TERMINAL,
    TRANSIT,
    Aside,
    Header,
    Keyword,
    Keywords,
    Receiver,
    Receivers,
    Reply,
    Response,
    Route,
    Terminal,
    Transit,
)
from tongguan.gateway.chinaport.format_codes import BAD_ENVELOPE, UnreadableError
from tongguan.kit.wire import WireFault, read, write

DXP = xml.Space("http://www.chinaport.gov.cn/dxp", "//own:*[*]")
LIMITS = xml.Limits(size=12 * 1024 * 1024, elements=500, attributes=200)
SHAPES: Mapping[str, type[Any]] = {TERMINAL: Terminal, TRANSIT: Transit}
ROOT = re.compile(rf"<(?:[\w.-]+:)?(?:{TERMINAL}|{TRANSIT})[\s>/]".encode())
LOOKED_AT = 4096


class EnvelopeError(UnreadableError):
    """An envelope that breaks the platform's schema; `faults` name every place."""

    def __init__(self, faults: list[WireFault]) -> None:
        first = faults[0]
        super().__init__(
            BAD_ENVELOPE,
            f"{first.path} {first.chinese}",
            f"{first.path}: {first.english}",
        )
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """信封 A header, the message it is about, and how nodes passed it on."""

    header: Header
    content: bytes
    file_name: str = ""
    keywords: tuple[tuple[str, str], ...] = ()
    signed: bool = False
    route: Route | None = None


def is_envelope(data: bytes) -> bool:
    """Tell whether bytes begin like an envelope."""
    found = data.find(TERMINAL.encode(), 0, LOOKED_AT)
    return found > 0 and ROOT.search(data, 0, LOOKED_AT) is not None


def open_envelope(data: bytes) -> Envelope:
    """Open an envelope, or raise `UnreadableError` with everything that is wrong."""
    root = xml.parse(data, LIMITS, DXP)
    shape = SHAPES.get(root.tag, Terminal)
    faults: list[WireFault] = []
    found = read(root, shape, f"/{root.tag}", faults=faults)
    if found is None:
        raise EnvelopeError(faults)
    inner, route = (found.terminal, found.route) if shape is Transit else (found, None)
    aside = inner.aside or Aside()
    said = aside.keywords.several if aside.keywords else ()
    return Envelope(
        header=inner.header,
        content=inner.content,
        file_name=aside.file_name or "",
        keywords=tuple((it.name or "", it.word) for it in said),
        signed=inner.signed,
        route=route,
    )


def business_of(data: bytes) -> bytes:
    """Return the message of an envelope, or the bytes themselves where there is none.

    An envelope that can't be opened raises `UnreadableError`.
    """
    return open_envelope(data).content if is_envelope(data) else data


def header_of(
    number: str, sender: str, receiver: str, message_type: str, at: datetime
) -> Header:
    """Address an envelope to one receiver."""
    return Header(
        number=number,
        sender=sender,
        receivers=Receivers(several=(Receiver(address=receiver),)),
        made_at=at,
        message_type=message_type,
    )


def seal(envelope: Envelope) -> bytes:
    """Write an envelope, unsigned; one with a route as nodes pass it on."""
    words = tuple(Keyword(name=name or None, word=it) for name, it in envelope.keywords)
    aside = Aside(
        file_name=envelope.file_name or None,
        keywords=Keywords(several=words) if words else None,
    )
    terminal = Terminal(
        header=envelope.header,
        content=envelope.content,
        aside=None if aside == Aside() else aside,
    )
    if envelope.route is None:
        return xml.write(write(terminal, TERMINAL), space=DXP)
    transit = Transit(route=envelope.route, terminal=terminal)
    return xml.write(write(transit, TRANSIT), space=DXP)


def reply(response: Response, node: str) -> bytes:
    """Write the platform's answer to the sender of one envelope."""
    answer = Reply(receiver=response.header.sender, node=node, responses=(response,))
    return xml.write(write(answer, REPLY), space=DXP)


def read_reply(data: bytes) -> Reply:
    """Read the platform's answer, as the sender's own program would."""
    root = xml.parse(data, LIMITS, DXP)
    faults: list[WireFault] = []
    found = read(root, Reply, f"/{root.tag}", faults=faults)
    if found is None:
        raise EnvelopeError(faults)
    return found
