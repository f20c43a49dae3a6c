"""A folder as a window: files go out once, receipts come in once, whatever ends it."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.door import Door, opened, packed
from tests.letters import message
from tests.parcels import PLATFORM, SELLER, parcel
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.folder import places
from tongguan.gateway.folder.exchange import receive, send
from tongguan.gateway.folder.places import Folder, InUseError, Place
from tongguan.gateway.folder.windows import (
    AwayError,
    Here,
    KeyRefusedError,
    There,
    Window,
)
from tongguan.journeys.rooms import Rooms

ORDERS = [message(parcel(n).order) for n in range(3)]


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("folder-door")) as door:
        yield door


@pytest.fixture
def folder(tmp_path: Path, door: Door) -> Iterator[Folder]:
    door.window.clean()
    made = Folder(tmp_path / "exchange")
    with made.held():
        yield made


def there(door: Door, firm: str = PLATFORM.code) -> There:
    return There(f"http://{door.place}", door.keys[firm])


def here(door: Door, firm: str = PLATFORM.code) -> Here:
    @contextmanager
    def desk() -> Iterator[Rooms]:
        with door.window.connection.transaction():
            yield door.window.rooms

    return Here(desk, firm)


@pytest.fixture(params=["here", "there"])
def window(request: pytest.FixtureRequest, door: Door) -> Iterator[Window]:
    if request.param == "here":
        yield here(door)
    else:
        with closing(there(door)) as line:
            yield line


@pytest.fixture
def line(door: Door) -> Iterator[There]:
    with closing(there(door)) as line:
        yield line


def drop(folder: Folder, name: str, data: bytes) -> None:
    draft = folder.root / "out" / f"{name}.tmp"
    draft.write_bytes(data)
    draft.rename(folder.root / "out" / name)


def lying(folder: Folder, place: str) -> list[str]:
    return sorted(path.name for path in (folder.root / place).iterdir())


def test_a_message_goes_out_and_its_receipt_comes_in(
    door: Door, folder: Folder, window: Window
) -> None:
    drop(folder, "a.xml", ORDERS[0])
    done = send(folder, window)
    door.window.worker.drain()

    assert (done.sent, done.refused) == (1, 0)
    assert receive(folder, window) == 1
    assert (lying(folder, "out"), lying(folder, "done")) == ([], ["a.xml"])
    (name,) = lying(folder, "in")
    assert name.startswith(f"CEB312_{PLATFORM.code}_TD00000000_20")
    assert name.endswith("_1.xml")
    answer = read_answers((folder.root / "in" / name).read_bytes())
    assert [it.status for it in answer.answers] == ["2"]
    assert receive(folder, window) == 0


def test_what_is_not_whole_yet_waits(folder: Folder, window: Window) -> None:
    for name in ("a.xml.tmp", ".hidden.xml"):
        (folder.root / "out" / name).write_bytes(ORDERS[0])
    (folder.root / "out" / "link.xml").symlink_to("/etc/hostname")

    assert send(folder, window).sent == 0
    assert len(lying(folder, "out")) == 3


def test_a_zip_of_which_some_is_refused_says_which(
    folder: Folder, window: Window
) -> None:
    drop(folder, "b.zip", packed(ORDERS[0], b" "))
    drop(folder, "c.zip", packed(*ORDERS))
    drop(folder, "d.zip", b"PK\x03\x04torn")

    done = send(folder, window)

    assert (done.sent, done.refused) == (1, 2)
    assert lying(folder, "error") == ["b.zip", "b.zip.txt", "d.zip", "d.zip.txt"]
    why = (folder.root / "error" / "b.zip.txt").read_text(encoding="utf-8")
    assert why.startswith("1.xml: [TRN-1001] ")
    assert "办法：" in why
    assert "Remedy: " in why
    assert "0.xml" not in why


def test_a_file_sent_under_an_old_name_keeps_the_old_one(
    door: Door, folder: Folder, window: Window
) -> None:
    for body in ORDERS[:2]:
        drop(folder, "a.xml", body)
        send(folder, window)

    assert lying(folder, "done") == ["a.2.xml", "a.xml"]
    assert door.window.rows("SELECT count(*) FROM inbound_message") == [(2,)]


def test_a_file_that_was_sent_but_not_moved_is_not_sent_twice(
    door: Door, folder: Folder, window: Window
) -> None:
    window.send(ORDERS[0])  # and then the machine stopped
    drop(folder, "a.xml", ORDERS[0])

    assert send(folder, window).sent == 1
    assert door.window.rows("SELECT count(*) FROM inbound_message") == [(1,)]


@pytest.mark.parametrize("counted", [False, True])
def test_receipts_staged_when_it_was_ended_come_once(
    door: Door, folder: Folder, line: There, *, counted: bool
) -> None:
    door.window.send(*(parcel(n).order for n in range(3)))
    page = line.pull(Place())
    staging = folder.root / ".staging"
    for told in page:
        (staging / f"1-{told['seq']}~{told['seq']}.xml").write_text(told["xml"])
    if counted:
        (folder.root / ".cursor").write_text('{"epoch": 1, "sequence": 3}')
        (staging / "1-1~1.xml").rename(folder.root / "in" / "1.xml")
        (folder.root / "in" / "1.xml").unlink()  # its reader was quick

    folder.deliver()
    taken = receive(folder, line)

    assert taken == (0 if counted else 3)
    assert len(lying(folder, "in")) == (2 if counted else 3)
    assert lying(folder, ".staging") == []


def ended_at(step: int, folder: Folder, window: There) -> int:
    """Take receipts in a process that is killed at a step; say how it ended."""
    child = os.fork()
    if child == 0:
        original, left = places.settle, [step]

        def counted(place: Path) -> None:
            original(place)
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        places.settle = counted
        try:
            with folder.held():
                receive(folder, window)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_killed_at_every_step_no_receipt_is_lost_or_doubled(
    door: Door, tmp_path: Path
) -> None:
    door.window.clean()
    door.window.send(*(parcel(n).order for n in range(3)))
    for at in range(1, 7):
        folder, seen = Folder(tmp_path / str(at)), []
        for step in (at, 0):
            with closing(there(door)) as window:
                assert ended_at(step, folder, window) == (
                    -signal.SIGKILL if step and step < 6 else 0
                )
            for path in sorted((folder.root / "in").iterdir()):
                seen.append(path.name)
                path.unlink()  # whoever reads them takes them away at once
        assert len(seen) == len(set(seen)) == 3, at


def test_a_window_that_is_away_leaves_everything_where_it_is(folder: Folder) -> None:
    drop(folder, "a.xml", ORDERS[0])
    with closing(There("http://127.0.0.1:9", "tg_x")) as line, pytest.raises(AwayError):
        send(folder, line)
    assert lying(folder, "out") == ["a.xml"]


def test_a_key_nobody_knows_is_told(door: Door, folder: Folder) -> None:
    strange = There(f"http://{door.place}", "tg_x")
    with closing(strange) as line, pytest.raises(KeyRefusedError):
        receive(folder, line)


def test_two_do_not_work_in_one_folder(folder: Folder) -> None:
    with pytest.raises(InUseError), Folder(folder.root).held():
        pass


def test_copies_are_named_as_copies(door: Door, folder: Folder) -> None:
    with door.window.connection.transaction():
        door.window.rooms.enterprises.file_address(
            SELLER.code, f"DXPYX{SELLER.code}", wants_receipts=True
        )
    door.window.send(parcel(1).order)
    with closing(there(door, SELLER.code)) as line:
        receive(folder, line)

    assert [name.endswith("_1_copy.xml") for name in lying(folder, "in")] == [True]
