"""模拟海关的文件夹 The stand-in over two folders: `out` is read, `in` is written.

A file is taken when it has its last name: writers use another ending, and rename. A
message that was taken goes to `done`; a receipt appears whole or not at all.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.mailbox import Letter
from tongguan.plumbing import clock

LOOK_SECONDS = 0.2
LIMIT = 1000


@dataclass(slots=True)
class Folder:
    """文件夹 One partner's pair of folders, and how far it was served."""

    root: Path
    counter: Counter
    given: int = 0

    def __post_init__(self) -> None:
        for name in ("out", "in", "done"):
            (self.root / name).mkdir(parents=True, exist_ok=True)

    def look(self, now: datetime) -> int:
        """Take what lies in `out`, put what is due into `in`; return how many moved."""
        firm, moved = str(self.root), 0
        for path in sorted((self.root / "out").glob("*.xml")):
            self.counter.take(firm, path.read_bytes(), now)
            path.replace(self.root / "done" / path.name)
            moved += 1
        for number, letter in self.counter.give(firm, self.given, LIMIT, now):
            self._put(number, letter)
            self.given = number
            moved += 1
        return moved

    def watch(self, stopped: Callable[[], bool]) -> None:
        """Look again and again until told to stop."""
        while not stopped():
            if not self.look(clock.now()):
                time.sleep(LOOK_SECONDS)

    def _put(self, number: int, letter: Letter) -> None:
        kind = letter.message_type.removesuffix("Message")
        name = f"{kind}_{number:09d}_{letter.answer.guid}"
        draft = self.root / "in" / f"{name}.tmp"
        draft.write_bytes(letter.body)
        draft.replace(draft.with_suffix(".xml"))
