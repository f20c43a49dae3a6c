"""kill -9, of anything at any moment: what was acknowledged is done, and done once."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from random import Random
from threading import Event

import pytest

from tests.crash.clients import Follower, Sender
from tests.crash.portal import FIRMS, Portal, kill, portal
from tests.letters import message, papers, sender_of
from tests.parcels import SELLER, parcel
from tests.simulation.invariants import violations
from tests.window import Window
from tongguan.splitting import TITLE

PARCELS, RESENT = 60, 0.25
WEB = f"{TITLE}web"
ENDS = {"released", "in_review", "examined"}
pytestmark = [pytest.mark.crash, pytest.mark.slow]


@pytest.fixture(scope="module")
def running() -> Iterator[Portal]:
    with portal() as opened:
        yield opened


def letters(first: int, luck: Random) -> list[tuple[str, bytes]]:
    """Write the messages of many parcels, shuffled, some of them twice."""
    sheaf = [
        (sender_of(paper), message(paper))
        for serial in range(first, first + PARCELS)
        for paper in papers(parcel(serial))
    ]
    sheaf += luck.sample(sheaf, int(len(sheaf) * RESENT))
    luck.shuffle(sheaf)
    return sheaf


def endure(running: Portal, first: int, harm: Callable[[], None]) -> list[Sender]:
    """Send and follow while harm is done; return the senders, all acknowledged."""
    sent, followed = Event(), Event()
    sheaf = letters(first, Random(first))
    senders = [Sender(running) for _ in range(3)]
    followers = [Follower(running, firm.code) for firm in FIRMS]
    with ThreadPoolExecutor(8) as pool:
        works: list[Future[None]] = [
            pool.submit(sender.send, sheaf[n::3], sent)
            for n, sender in enumerate(senders)
        ]
        pulls = [pool.submit(follower.follow, followed) for follower in followers]
        try:
            time.sleep(0.3)
            assert 0 < acknowledged(senders) < len(sheaf) / 2  # harm comes amid work
            harm()
            running.await_answer()
            for work in works:
                work.result(timeout=30)
            running.await_rest()
        finally:
            sent.set()
            followed.set()
        for pull in pulls:
            pull.result(timeout=20)
    assert acknowledged(senders) == len(sheaf)
    for follower in followers:
        assert follower.seen == list(range(1, len(follower.seen) + 1)), follower.firm
    return senders


def acknowledged(senders: list[Sender]) -> int:
    """Count what the senders were told is kept."""
    return sum(len(sender.told) for sender in senders)


def judge(running: Portal, first: int, senders: list[Sender]) -> None:
    """Hold the database to every promise."""
    window = Window(running.engine.dsn, running.keyring)
    try:
        told = [one for sender in senders for one in sender.told]
        assert violations(window, told) == []
        lists = [parcel(n).declaration for n in range(first, first + PARCELS)]
        assert set(window.states(*lists)) <= ENDS
        codes = Counter(one.number for one in told)
        assert max(codes.values()) > 1  # resends were told the same number
        assert window.pulled(SELLER.code)[-1].sequence >= PARCELS * 3
    finally:
        window.close()


def test_killed_workers_gates_and_web_servers_lose_and_repeat_nothing(
    running: Portal,
) -> None:
    luck, killed = Random(9), list[list[int]]()

    def harm() -> None:
        for _ in range(15):
            time.sleep(luck.uniform(0.1, 0.5))
            word = luck.choice((*[f"{TITLE}worker"] * 2, WEB, f"{TITLE}gate"))
            if found := running.processes(word):
                victims = found if word == WEB else [luck.choice(found)]
                kill(victims)
                killed.append(victims)

    judge(running, 1000, endure(running, 1000, harm))
    assert len(killed) > 10


def test_a_killed_database_comes_back_with_all_that_was_acknowledged(
    running: Portal,
) -> None:
    def harm() -> None:
        for _ in range(3):
            time.sleep(0.7)
            running.kill_database()
            running.await_answer()

    judge(running, 2000, endure(running, 2000, harm))
