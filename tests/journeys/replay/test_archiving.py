"""A day of decisions written down, and replayed with nothing changed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.conftest import KEYS
from tests.letters import POOR, declared_by, papers
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.journeys.archiving import archive_day, days_due, last_closed
from tongguan.journeys.glance import allowance_key
from tongguan.journeys.replay.files import (
    Manifest,
    batches,
    digest_of,
    file_of,
    lists_in,
    manifest_of,
)
from tongguan.journeys.replay.model import ArchivedList
from tongguan.journeys.replay.running import replay
from tongguan.journeys.replay.tally import Tally
from tongguan.kit.rulebook import revision
from tongguan.plumbing import clock
from tongguan.plumbing.register.versions import Versions

DAY = timedelta(days=1)


def archive(window: Window, folder: Path, day: date | None = None) -> Manifest:
    with window.connection.transaction():
        versions = Versions(window.connection, KEYS)
        day = day or clock.today()
        return archive_day(window.rooms, versions, day, folder=folder, at=clock.now())


def read(folder: Path, told: Manifest) -> list[ArchivedList]:
    return [one for frame in batches(folder, told) for one in lists_in(frame)]


def day_of_all_kinds(window: Window) -> None:
    """Release one, suspend one, reject one, split one, and decide one again."""
    window.send(*papers(parcel(1)))
    window.send(*papers(declared_by(parcel(2), POOR)))
    window.send(*papers(parcel(3, tins=30)))
    window.send(*papers(parcel(4, person=1)))
    dossier = parcel(5)
    listed = replace(dossier.declaration, seller=replace(SELLER, name="另一家"))
    window.send(*papers(replace(dossier, declaration=listed)))


def test_a_day_of_decisions_replays_with_nothing_changed(
    window: Window, tmp_path: Path
) -> None:
    day_of_all_kinds(window)
    told = archive(window, tmp_path)

    lists = read(tmp_path, told)
    kept = window.rows("SELECT outcome, payable_fen FROM decision ORDER BY id")
    assert [(it.outcome, it.tax) for it in lists] == kept
    assert [it.outcome for it in lists].count("release") >= 1
    tally = Tally()
    for compared in replay(tmp_path, [told]):
        tally.add(compared)
    assert (tally.lists, tally.changed, tally.one_by_one) == (len(kept), 0, 0)
    assert tally.tax[0] == tally.tax[1]
    assert tally.tax[0] > 0


def test_the_archive_says_what_the_law_asks_and_no_person(
    window: Window, tmp_path: Path
) -> None:
    dossier = parcel(1)
    window.send(*papers(dossier))
    (one,) = read(tmp_path, archive(window, tmp_path))

    listed, buyer = dossier.declaration, dossier.declaration.buyer
    ((number,),) = window.rows("SELECT number FROM declaration")
    assert one.number == number
    assert one.buyer == allowance_key(buyer, KEYS)
    assert (one.used, one.guarantee_left, one.tax) == (0, 1_000_000_000, 44_23)
    assert (one.buyer_lists, one.on_telephone, one.on_address) == (1, 1, 1)
    assert [line.total for line in one.lines] == [line.total for line in listed.lines]
    said = file_of(tmp_path, clock.today()).read_bytes()
    for secret in (buyer.name, buyer.id_number, buyer.telephone or "", listed.address):
        assert secret.encode() not in said
        assert secret not in str(one)


def test_a_day_is_written_again_until_it_is_over(
    window: Window, tmp_path: Path
) -> None:
    window.send(*papers(parcel(1)))
    today = clock.today()
    first = archive(window, tmp_path)
    window.send(*papers(parcel(2)))
    second = archive(window, tmp_path)
    yesterday = archive(window, tmp_path, today - 2 * DAY)

    assert (first.rows, first.closed, first.rulebook) == (1, False, revision())
    assert (second.rows, second.closed) == (2, False)
    assert (yesterday.rows, yesterday.closed) == (0, True)
    assert manifest_of(tmp_path, today) == second
    assert second.digest == digest_of(file_of(tmp_path, today))
    assert sorted(it.name for it in tmp_path.iterdir()) == sorted(
        f"{day}.{kind}"
        for day in (today, today - 2 * DAY)
        for kind in ("json", "parquet")
    )


def test_days_are_due_until_they_are_there(window: Window, tmp_path: Path) -> None:
    assert due(window, tmp_path, clock.today()) == []
    window.send(*papers(parcel(1)))
    today = clock.today()
    assert due(window, tmp_path, today - DAY) == []
    assert due(window, tmp_path, today + DAY) == [today, today + DAY]
    archive(window, tmp_path)
    archive(window, tmp_path, today - DAY)
    assert due(window, tmp_path, today) == [today]


def due(window: Window, folder: Path, until: date) -> list[date]:
    with window.connection.transaction():
        return days_due(window.rooms, folder, until)


def test_a_day_is_over_an_hour_after_its_midnight() -> None:
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    today = midnight.date()
    assert last_closed(midnight + timedelta(minutes=59)) == today - 2 * DAY
    assert last_closed(midnight + timedelta(minutes=60)) == today - DAY
