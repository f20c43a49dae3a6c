"""Who is next and who may hold how much, to the byte."""

from tongguan.gate.capacity import Capacity
from tongguan.gate.fairness import FairQueue
from tongguan.gate.keys import LIFE_SECONDS, KnownKeys


def filled(*waiting: tuple[str, int]) -> FairQueue[str]:
    """Let messages wait, named for their sender and how many it sent before."""
    queue: FairQueue[str] = FairQueue(quantum=10)
    sent: dict[str, int] = {}
    for sender, size in waiting:
        sent[sender] = sent.get(sender, 0) + 1
        queue.put(sender, f"{sender}{sent[sender]}", size)
    return queue


def test_one_who_sends_much_waits_for_who_sends_little() -> None:
    queue = filled(*[("A", 5)] * 6, ("B", 5), ("C", 5))

    assert queue.take(99, 999) == ["A1", "A2", "B1", "C1", "A3", "A4", "A5", "A6"]


def test_turns_are_counted_in_bytes_not_in_messages() -> None:
    queue = filled(*[("A", 1)] * 20, *[("B", 10)] * 2)

    assert queue.take(99, 999) == [
        *(f"A{n}" for n in range(1, 11)),
        "B1",
        *(f"A{n}" for n in range(11, 21)),
        "B2",
    ]


def test_a_message_larger_than_a_turn_saves_for_its_own() -> None:
    queue = filled(("A", 25), *[("B", 10)] * 4)

    assert queue.take(99, 999) == ["B1", "B2", "A1", "B3", "B4"]


def test_a_turn_cut_short_is_taken_up_again() -> None:
    queue = filled(*[("A", 5)] * 4, *[("B", 5)] * 2)

    assert queue.take(1, 999) == ["A1"]
    assert (queue.count, queue.bytes) == (5, 25)
    assert queue.take(99, 999) == ["A2", "B1", "B2", "A3", "A4"]
    assert (queue.count, queue.bytes) == (0, 0)
    assert queue.take(99, 999) == []


def test_bytes_bound_what_is_taken_but_one_is_taken_always() -> None:
    queue = filled(("A", 8), ("B", 8), ("C", 8))

    assert [queue.take(99, 5), queue.take(99, 16)] == [["A1"], ["B1", "C1"]]


def test_nobody_holds_more_than_is_left_for_others() -> None:
    room = Capacity(90)

    assert [room.reserve("A", 15) for _ in range(4)] == [True, True, True, False]
    assert [room.reserve("B", 15) for _ in range(2)] == [True, False]
    assert room.reserve("C", 10)
    room.release("A", 15)
    assert (room.reserve("A", 15), room.free) == (False, 35)
    assert room.reserve("B", 10)
    for holder, size in (("A", 30), ("B", 25), ("C", 10)):
        room.release(holder, size)
    assert room.free == 90


def test_a_key_is_believed_for_a_moment_counted_from_the_question() -> None:
    now = [100.0]
    keys = KnownKeys(lambda: now[0])
    keys.learn(["good", "bad"], {"good": "F1"}, asked_at=99.9)

    assert [keys.firm(it) for it in ("good", "bad", "new")] == ["F1", "", None]
    now[0] = 99.9 + LIFE_SECONDS
    assert [keys.firm(it) for it in ("good", "bad")] == [None, None]
