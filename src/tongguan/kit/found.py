"""找到的 What was found of what was asked for, to tell when it has changed."""

from collections.abc import Iterable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Found(dict[K, V]):
    """What was found; of `asked`, what is not there was looked for in vain."""

    __slots__ = ("asked",)

    def __init__(self, found: Iterable[tuple[K, V]], asked: Iterable[K]) -> None:
        super().__init__(found)
        self.asked = frozenset(asked)
