"""`tongguan agencies`: what agencies elsewhere were asked, and what they answered."""

import sys
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import msgspec
from cyclopts import App, Parameter

from tongguan.commands.console import err, print_json, print_rows
from tongguan.gateway.agencies.channel import RefusedError
from tongguan.gateway.agencies.contract import written
from tongguan.gateway.outside import CONTRACTS
from tongguan.installation import prepare, profile
from tongguan.journeys.asking import Matter
from tongguan.journeys.asking import ask as keep
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.agencies.model import Agency, LineStanding, Question, Subject
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database

LINES = ("agency", "used", "pending", "refused", "failures", "rests until", "trouble")
HEADS = ("agency", "subject", "about", "state", "outcome", "answered", "trouble")
PERSONAL = frozenset({Subject.IDENTITY, Subject.ACCOUNT, Subject.TEXT})
agencies = App(name="agencies", help="What agencies elsewhere are asked, and answer.")


@agencies.command(name="list")
def list_questions(
    agency: Agency | None = None,
    *,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Say how every line stands, and list questions, latest first.

    Parameters
    ----------
    agency:
        The questions to one agency only.
    json:
        Print one JSON object.

    """
    with database():
        prepare()
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            lines = rooms.agencies.lines()
            questions = rooms.agencies.latest(agency)
            said = [told(rooms, it) for it in questions]
    if json:
        print_json({"lines": [standing_told(it) for it in lines], "questions": said})
        return
    print_rows("线路 Lines", LINES, [_line(it) for it in lines])
    print_rows("查询 Questions", HEADS, [_row(it) for it in questions])


@agencies.command
def ask(agency: Agency, subject: Subject, /, **content: str) -> None:
    """Ask an agency; the answer is listed when it is there.

    Exits with 1 when the agency is not asked here, or the same is asked already.

    Parameters
    ----------
    agency:
        Whom to ask.
    subject:
        What of: identity, firm, payment, proceeds, guarantee, account or text.
    content:
        What is asked, such as `--name 张三 --number 110101199001011237`.

    """
    try:
        written(CONTRACTS[agency].exchanges[subject], "", content)
    except (KeyError, RefusedError) as fault:
        err.print(f"[red]{fault}[/red]", highlight=False)
        raise SystemExit(2) from None
    with database():
        prepare()
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            matter = Matter(
                agency=agency,
                subject=subject,
                about=about(subject, content),
                content=content,
            )
            kept = keep(rooms, matter, clock.now())
    if not kept:
        err.print(
            "[red]该部门未启用，或正在查询。Not asked here, or asked already.[/red]"
        )
        raise SystemExit(1)


@agencies.command
def again() -> None:
    """Let questions that were refused be put again; print how many."""
    with database():
        prepare()
        with transaction() as connection:
            rooms = Rooms.over(connection, keyring(), profile())
            count = rooms.agencies.again()
    sys.stdout.write(f"{count}\n")


def about(subject: Subject, content: dict[str, str]) -> str:
    """Tell a question from others of its subject; a person's by a digest only."""
    said = " ".join(content[name] for name in sorted(content))
    if subject in PERSONAL:
        return keyring().index("identity", said).hex()
    return said


def told(rooms: Rooms, question: Question) -> dict[str, Any]:
    """Say a question as data: what came back, but nothing of what was asked."""
    answer = rooms.agencies.answer(question)
    return {
        "id": question.id,
        "agency": question.agency,
        "subject": question.subject,
        "about": question.about,
        "state": question.state,
        "outcome": question.outcome,
        "created_at": _said(question.created_at),
        "answered_at": _said(question.answered_at),
        "attempts": question.attempts,
        "trouble": question.trouble,
        "digest": question.digest.hex(),
        "answer": msgspec.json.decode(answer) if answer else None,
    }


def standing_told(line: LineStanding) -> dict[str, Any]:
    """Say a line as data."""
    moments = {"rests_until": _said(line.rests_until), "oldest": _said(line.oldest)}
    return asdict(line) | moments


def _said(moment: datetime | None) -> str | None:
    return moment.astimezone(SHANGHAI).isoformat() if moment else None


def _shown(moment: datetime | None) -> str:
    return f"{moment.astimezone(SHANGHAI):%F %T}" if moment else ""


def _line(line: LineStanding) -> list[str]:
    rests = _shown(line.rests_until if line.failures else None)
    counts = (line.pending, line.refused, line.failures)
    used = "是 yes" if line.used else ""
    return [line.agency, used, *map(str, counts), rests, line.trouble]


def _row(question: Question) -> list[str]:
    at = _shown(question.answered_at)
    says = (question.agency, question.subject, question.about[:40], question.state)
    return [*says, question.outcome, at, question.trouble]
