"""GUIDs are of version 4, in capitals, and no two processes draw the same."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from tongguan.kit.guids import AT_ONCE, new_guid

SHAPE = re.compile(
    "[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}"
)


def test_guids_are_random_ones_of_version_four_in_capitals() -> None:
    guids = [new_guid() for _ in range(3 * AT_ONCE)]
    assert all(SHAPE.fullmatch(guid) for guid in guids)
    assert {UUID(guid).version for guid in guids} == {4}
    assert {guid[19] for guid in guids} == set("89AB")
    assert len(set(guids)) == len(guids)


def test_threads_never_draw_the_same() -> None:
    with ThreadPoolExecutor(8) as threads:
        guids = [*threads.map(lambda _: new_guid(), range(20 * AT_ONCE))]
    assert len(set(guids)) == 20 * AT_ONCE


def test_a_process_that_splits_off_draws_its_own() -> None:
    new_guid()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, "\n".join(new_guid() for _ in range(AT_ONCE)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as told:
        others = told.read().split("\n")
    assert len(others) == AT_ONCE
    assert {new_guid() for _ in range(AT_ONCE)}.isdisjoint(others)
