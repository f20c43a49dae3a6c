"""演示运行 Sends planned parcels through a running portal and hears its answers out."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

from tongguan.demo.exchange import Mailbox, Portal
from tongguan.demo.judging import Judge
from tongguan.demo.letters import Letter, letters
from tongguan.demo.planting import Parcel, plant
from tongguan.demo.summary import Summary, sum_up
from tongguan.demo.zone import Zone, sandbox

THREADS = 4
PAUSE_SECONDS = 0.2
PATIENCE_SECONDS = 60.0


@dataclass(slots=True)
class Waves:
    """批次 The messages in the order they may go: ahead, most of them, and behind."""

    ahead: list[Letter]
    main: list[Letter]
    behind: list[Letter]

    @property
    def count(self) -> int:
        """How many messages there are."""
        return len(self.ahead) + len(self.main) + len(self.behind)


@dataclass(slots=True)
class Course:
    """进程 How far a demonstration has come."""

    judge: Judge
    mailbox: Mailbox
    bars: Progress
    sent: int = 0
    first_at: float = 0.0
    last_at: float = 0.0
    posts: list[Future[None]] = field(default_factory=list)

    def seconds(self) -> float:
        """Count the seconds from the first message to the last decision."""
        return max(self.last_at - self.first_at, 0.0)


def run(
    lists: int,
    seed: int,
    *,
    server_url: str,
    key_of: Callable[[str], str],
    at: datetime,
) -> Summary:
    """Run a demonstration against a portal and sum it up; it ends by itself.

    `key_of` gives the API key of a firm; `at` is the instant everything is declared.
    """
    zone = sandbox()
    parcels = plant(lists, seed, zone=zone, at=at)
    waves = written(parcels, seed, zone)
    senders = {sender for parcel in parcels for sender, _ in parcel.papers()}
    with closing(Portal(server_url, key_of)) as portal:
        portal.learn(senders)
        mailbox = Mailbox(portal)
        mailbox.open(senders)
        with progress() as bars, ThreadPoolExecutor(THREADS) as pool:
            course = Course(Judge(parcels), mailbox, bars)
            send_and_hear(course, waves, portal, pool)
    return sum_up(course.judge, course.seconds())


def written(parcels: list[Parcel], seed: int, zone: Zone) -> Waves:
    """Write all messages before the first is sent."""
    rng = Random(seed)  # noqa: S311 - an order of arrival needs no secrecy
    leading = [it for it in parcels if it.leads]
    following = [it for it in parcels if it.follows]
    others = [it for it in parcels if not it.leads and not it.follows]
    return Waves(*(letters(rng, part, zone) for part in (leading, others, following)))


def progress() -> Progress:
    """Make the progress bars, on the side of the errors."""
    return Progress(
        "{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )


def send_and_hear(
    course: Course, waves: Waves, portal: Portal, pool: ThreadPoolExecutor
) -> None:
    """Send everything, hear everything, and stop when there is nothing to wait for."""
    sending = course.bars.add_task("报送 messages sent", total=waves.count)
    deciding = course.bars.add_task("办结 lists decided", total=len(course.judge.cases))

    def send(batch: list[Letter]) -> None:
        course.posts += [pool.submit(portal.post, letter) for letter in batch]

    course.first_at = course.last_at = heard_at = time.monotonic()
    send(waves.ahead)
    send(waves.main)
    behind, quiet = waves.behind, False
    while time.monotonic() - heard_at < PATIENCE_SECONDS:
        quiet = not listen(course, everyone=quiet)
        if not quiet:
            heard_at = time.monotonic()
        if behind and course.judge.companions_are_settled():
            send(behind)
            behind = []
        course.bars.update(sending, completed=acknowledged(course))
        course.bars.update(deciding, completed=course.judge.settled)
        if not behind and course.judge.settled == len(course.judge.cases):
            break
        time.sleep(PAUSE_SECONDS)
    listen(course, everyone=True)
    course.bars.update(sending, completed=acknowledged(course))


def acknowledged(course: Course) -> int:
    """Count the messages the portal has; raise what went wrong with one."""
    done = [post for post in course.posts if post.done()]
    for post in done:
        post.result()
    return len(done)


def listen(course: Course, *, everyone: bool) -> int:
    """Hear those who sent lists, or everyone; return how many receipts came.

    Receipts on other papers decide nothing, so they are fetched when lists are quiet.
    """
    judge, before = course.judge, course.judge.answered
    firms = {it.parcel.purchase.parties.declarant.code for it in judge.cases}
    heard = [
        one
        for firm in sorted(course.mailbox.cursors if everyone else firms)
        for one in course.mailbox.hear(firm)
    ]
    for one in heard:
        judge.hear(one)
    if judge.answered > before:
        course.last_at = time.monotonic()
    return len(heard)
