"""开箱查验 An examiner's sheet, from the first touch to its signing off.

Whatever is written is kept as it is written. Signing off judges the sheet as a whole
and puts it, with the digests of its pictures, into the one record of the list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tongguan.customs.control.model import Agency, Examined, Result
from tongguan.customs.examination.model import (
    Appointment,
    CheckItem,
    DeclaredLine,
    Picture,
    Sheet,
)
from tongguan.customs.examination.pictures import BadPictureError, clean
from tongguan.customs.examination.rules import (
    SIGNING_OFF,
    SignedOff,
    checklist,
    checklists,
)
from tongguan.customs.examination.store import Opened
from tongguan.journeys import control
from tongguan.journeys.control import OPENED, Act, Opening
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.ruling import RefusedError
from tongguan.journeys.two_persons import officer_of, refuse_in_other_hands
from tongguan.kit.checks import verify
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.confirmations.model import Person
from tongguan.plumbing.register.model import Standing
from tongguan.trade.papers import Declaration


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """开箱 A parcel as one agency has it open, and what the others wrote of it."""

    standing: Standing
    lines: Sequence[DeclaredLine]
    items: Sequence[CheckItem]
    sheet: Sheet
    pictures: Sequence[Picture]
    record: Mapping[Agency, Examined]
    appointment: Appointment | None

    @property
    def is_open(self) -> bool:
        """Whether anything may be written."""
        return self.standing.state in OPENED


def parcel(rooms: Rooms, paper: int, agency: Agency, at: datetime) -> Parcel:
    """Open a parcel's sheet: what to look at, and what is written so far."""
    members = rooms.register.sets_of([paper], hold=False)[paper]
    standing = next(it for it in members if it.id == paper)
    version = standing.version
    lines = lines_of(rooms, standing)
    examinations = rooms.offices.examinations
    return Parcel(
        standing=standing,
        lines=lines,
        items=checklist(lines, at.date()),
        sheet=examinations.sheet(Opened(paper, version, agency)),
        pictures=examinations.pictures(paper, version),
        record={it.agency: it for it in rooms.controls.record_of(paper, version)},
        appointment=examinations.appointment(paper, version),
    )


def lines_of(rooms: Rooms, standing: Standing) -> tuple[DeclaredLine, ...]:
    """Return what should be in a parcel."""
    listed = rooms.register.open(standing)
    assert isinstance(listed, Declaration), "a list's body is a list"
    return tuple(
        DeclaredLine(
            number=number, name=it.name, quantity=it.quantity, hs_code=it.hs_code
        )
        for number, it in enumerate(listed.lines, start=1)
    )


def opened(rooms: Rooms, paper: int, agency: Agency, by: Person) -> Opened:
    """Hold a list that is being examined, unless another has it in hand."""
    standing = control.held(rooms, paper)
    if standing.state not in OPENED:
        raise IllegalMoveError(f"{standing.state} is not under examination.")
    refuse_in_other_hands(rooms, [paper], by)
    return Opened(paper, standing.version, agency)


def add_picture(
    rooms: Rooms, place: Opened, data: bytes, by: Person, at: datetime
) -> bool:
    """Keep a picture without what stood beside it; False if it was there already."""
    most = checklists(at.date()).photos
    kept = rooms.offices.examinations.pictures(place.paper, place.version)
    if sum(it.agency == place.agency for it in kept) >= most:
        raise BadPictureError(f"最多 {most} 张照片。At most {most} pictures.")
    return rooms.offices.examinations.keep(place, clean(data), by.name, at)


def sign_off(rooms: Rooms, place: Opened, by: Person, at: datetime) -> None:
    """Put what is written into the record; RefusedError names all that is missing."""
    standing = control.held(rooms, place.paper)
    lines = lines_of(rooms, standing)
    sheet = rooms.offices.examinations.sheet(place)
    done = SignedOff(sheet=sheet, items=checklist(lines, at.date()), lines=lines)
    if missing := verify(done, SIGNING_OFF):
        raise RefusedError(missing)
    pictures = rooms.offices.examinations.pictures(place.paper, place.version)
    opening = Opening(
        agency=Agency(place.agency),
        result=Result(sheet.result),
        note=sheet.note.strip(),
        sheet={
            "checks": dict(sheet.checks),
            "found": dict(sheet.found),
            "pictures": [it.sm3 for it in pictures if it.agency == place.agency],
        },
    )
    control.examine(rooms, place.paper, opening, officer_of(by), at)


def appoint(rooms: Rooms, appointment: Appointment, by: Person) -> None:
    """Set the one time and place at which a consignment is opened for everybody."""
    rooms.offices.examinations.appoint(appointment)
    detail = {"at": appointment.at.isoformat(), "place": appointment.place}
    act = Act("appoint", f"paper/{appointment.paper}", detail)
    control.write_down(rooms, officer_of(by), act, appointment.made_at)
