"""Agencies elsewhere, as tests ask them: stand-ins, and a clock that is moved on."""

from datetime import datetime, timedelta

from tests.window import Window
from tongguan.gateway.agencies.asking import Asker, Line
from tongguan.gateway.agencies.channel import Channel
from tongguan.gateway.agencies.stand import Stand
from tongguan.gateway.outside import CONTRACTS
from tongguan.plumbing import clock
from tongguan.plumbing.agencies.model import Agency, Question

BEGAN = clock.now()


class Day:
    """A clock a test moves on."""

    def __init__(self) -> None:
        self.at = BEGAN

    def __call__(self) -> datetime:
        return self.at

    def later(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)


def asker(window: Window, day: Day, **channels: Channel) -> Asker:
    """Ask over stand-ins, but for the channels named."""
    lines = {it: Line(CONTRACTS[it], Stand(CONTRACTS[it])) for it in Agency}
    for name, channel in channels.items():
        lines[Agency(name)] = Line(CONTRACTS[Agency(name)], channel)
    return Asker(window.rooms, window.connection, lines, day)


def questions(window: Window, agency: Agency) -> list[Question]:
    """Return the questions to an agency, oldest first."""
    with window.connection.transaction():
        return window.rooms.agencies.latest(agency)[::-1]


def standing(window: Window, agency: Agency) -> list[tuple[str, str, str]]:
    return [(it.state, it.outcome, it.trouble) for it in questions(window, agency)]
