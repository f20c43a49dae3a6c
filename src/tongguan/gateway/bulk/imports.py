"""导入 A sheet previewed row by row, and then sent as ordinary messages.

A preview asks what the intake would ask of every paper; it stores the file and nothing
else. What is sent are the papers that are in order, in messages of up to a hundred,
through the same inbox as everybody's; the others stay for mending.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from tongguan.gateway.bulk.columns import columns_of
from tongguan.gateway.bulk.rows import (
    CellFault,
    Sheaf,
    layout_of,
    sheaves_of,
    told_at,
)
from tongguan.gateway.bulk.sheets import Line, SheetError, Trouble, lines_of
from tongguan.gateway.chinaport.catalogue import BY_PAPER, write_message
from tongguan.gateway.chinaport.inbox import accept
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.gateway.chinaport.places import locate
from tongguan.journeys.intake import Arrival, inspect
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Finding, Severity
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.files.store import HandedIn
from tongguan.plumbing.register.rules import OPEN, objection, verdict
from tongguan.plumbing.register.sealing import digest_of
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import Action, AnyPaper

A_MESSAGE = 100
MOST_PAPERS = 10_000
NO_ADDRESS = "-"
CHANGED = {"lodged"}  # a paper that stands so is changed, not reported anew
TWICE = (
    "DUP-1165",
    "本文件中另有同一编号的单证，见第 {row} 行",
    "Another paper of this number stands in row {row}",
    ("保留一个，或改正编号", "Keep one of them, or correct the number"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """预览 What a file holds: every paper with its rows, and what is wrong with it."""

    file: HandedIn
    sheaves: Sequence[Sheaf]

    @property
    def paper(self) -> Paper:
        """The kind of paper the file holds."""
        return Paper(self.file.paper)

    @property
    def good(self) -> list[AnyPaper]:
        """The papers that may be sent."""
        return [
            it.paper
            for it in self.sheaves
            if it.paper and not it.faults and not it.done
        ]

    @property
    def done(self) -> int:
        """How many papers were lodged before, just as they stand here."""
        return sum(sheaf.done for sheaf in self.sheaves)

    @property
    def faults(self) -> list[CellFault]:
        """Everything that is wrong, in the order of rows and columns."""
        place = {it.tag: at for at, it in enumerate(columns_of(self.paper))}
        return sorted(
            (fault for sheaf in self.sheaves for fault in sheaf.faults),
            key=lambda fault: (fault.row, place.get(fault.column, -1)),
        )


def paper_of(data: bytes) -> Paper:
    """Tell by the headings of a file what it holds, or raise `SheetError`.

    Of two papers that both have all their columns there it is the one with more, and
    with as many the one of the import side.
    """
    lines = _first(lines_of(data), 20)
    fitting: list[tuple[float, int, Paper]] = []
    for paper in BY_PAPER:
        try:
            found = set(layout_of(lines, paper).columns.values())
        except SheetError:
            continue
        fitting.append((len(found) / len(columns_of(paper)), len(found), paper))
    if not fitting:
        raise SheetError(Trouble.NO_HEADINGS if lines else Trouble.EMPTY)
    return max(fitting, key=lambda it: it[:2])[2]


def _first(lines: Iterator[Line], most: int) -> list[Line]:
    return [line for line, _ in zip(lines, range(most), strict=False)]


def preview(rooms: Rooms, file: HandedIn, at: datetime) -> Preview:
    """Read and check every paper of a file as if it were sent now."""
    lines = list(lines_of(rooms.files.open(file)))
    moment = file.handed_in_at.astimezone(SHANGHAI)
    given = {
        "seed": f"{file.firm}:{file.digest}",
        "reported_at": f"{moment:%Y%m%d%H%M%S}",
    }
    sheaves = sheaves_of(lines, Paper(file.paper), given)
    if len(sheaves) > MOST_PAPERS:
        raise SheetError(Trouble.TOO_LARGE)
    judge(Asking(rooms=rooms, firm=file.firm, at=at), Paper(file.paper), sheaves)
    return Preview(file=file, sheaves=sheaves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """问核查 Who asks what the intake would find, and when.

    Who `yields` lets a paper stand that another firm has sent before.
    """

    rooms: Rooms
    firm: str
    at: datetime
    yields: bool = False


def judge(asking: Asking, kind: Paper, sheaves: Sequence[Sheaf]) -> None:
    """Add what the intake would find in the papers of a kind that could be read."""
    read = [sheaf for sheaf in sheaves if sheaf.paper is not None]
    papers = tuple(sheaf.paper for sheaf in read if sheaf.paper is not None)
    arrival = Arrival(message=0, sender=asking.firm, papers=papers)
    incoming = inspect(asking.rooms, [arrival], asking.at)
    register = asking.rooms.register
    standing = register.standing((one.key for one in incoming), hold=False)
    first: dict[object, Sheaf] = {}
    for sheaf, one in zip(read, incoming, strict=True):
        if (other := first.setdefault(one.key, sheaf)) is not sheaf:
            sheaf.faults.append(twice(sheaf.rows[0], other.rows[0]))
        stands = standing.get(one.key)
        if sheaf.amends and stands is not None and stands.state in CHANGED:
            sheaf.paper = amended(one.paper)
        heading = (sheaf.paper or one.paper).heading
        objected = objection(verdict(stands, heading), one.key, heading, stands)
        found = [f for f in one.findings if f.severity is Severity.REJECT]
        if stands is not None and (objected is not None or sheaf.amends):
            left = asking.yields and stands.sender != asking.firm
            same = digest_of(one.paper) == digest_of(register.open(stands))
            sheaf.done = left or (same and stands.state not in OPEN)
        if objected is not None and not sheaf.done:
            found.append(objected)
        sheaf.faults += [_told(sheaf, kind, finding) for finding in found]


def amended(paper: AnyPaper) -> AnyPaper:
    """Say a paper again as the change of one that was lodged."""
    return replace(paper, heading=replace(paper.heading, action=Action.CHANGE))


def twice(row: int, other: int) -> CellFault:
    """Say that a number is that of another row too."""
    code, chinese, english, remedy = TWICE
    return CellFault(
        row=row,
        column="",
        label="",
        value="",
        code=code,
        chinese=chinese.format(row=other),
        english=english.format(row=other),
        remedy=remedy,
    )


def _told(sheaf: Sheaf, paper: Paper, finding: Finding) -> CellFault:
    words, notice = finding.words(), finding.notice
    path, label = "", ""
    if finding.difference is not None:
        path, _, label = locate(finding.difference.place)
    inside = path.partition("]")[2]  # what stands before is the message and the paper
    row, column = told_at(sheaf, BY_PAPER[paper].message, inside)
    return CellFault(
        row=row,
        column=column,
        label=label,
        value=words["given"],
        code=notice.code,
        chinese=finding.chinese(),
        english=finding.english(),
        remedy=(notice.remedy[0].format(**words), notice.remedy[1].format(**words)),
        receipt=notice.receipt,
    )


def send(rooms: Rooms, file: HandedIn, at: datetime) -> tuple[Preview, list[int]]:
    """Send the papers of a file that are in order; once, whoever asks how often."""
    held = rooms.files.find(file.firm, file.digest, file.paper, hold=True)
    assert held is not None, "a file that is sent was handed in"
    seen = preview(rooms, held, at)
    if held.sent_at is not None:
        return seen, list(held.messages)
    bodies = messages(rooms, seen)
    numbers = [accept(rooms, file.firm, body, at).id for body in bodies]
    if numbers:
        rooms.files.sent(held, numbers, at)
    return seen, numbers


def messages(rooms: Rooms, seen: Preview) -> list[bytes]:
    """Write the papers of a preview that are in order as messages of their sender."""
    file = seen.file
    seed = f"{file.firm}:{file.digest}:{file.paper}"
    return written(rooms, file.firm, seen.good, seed)


def written(
    rooms: Rooms, firm: str, papers: Sequence[AnyPaper], seed: str
) -> list[bytes]:
    """Write papers of one kind as messages of a firm; the seed gives their numbers."""
    if not papers:
        return []
    named = rooms.enterprises.registry([firm])
    addresses = rooms.enterprises.addresses_of([firm]).get(firm, [])
    transfer = Transfer(
        code=firm,
        name=named[firm].name if firm in named else firm,
        mode="DXP",
        address=addresses[0].address if addresses else NO_ADDRESS,
    )
    kind = BY_PAPER[papers[0].nature.kind].message_type
    return [
        write_message(kind, papers[at : at + A_MESSAGE], transfer, _number(seed, at))
        for at in range(0, len(papers), A_MESSAGE)
    ]


def _number(seed: str, at: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"tongguan:{seed}:message:{at}")).upper()
