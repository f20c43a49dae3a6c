"""A cursor in a file: how far receipts were read, whatever happens to the reader."""

import json
import os
from pathlib import Path

from tongguan.client.model import Cursor


class CursorFile:
    """Keeps a cursor; a crash leaves the old one or the new one, never half of it."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    def load(self) -> Cursor:
        """Return the kept cursor, or the beginning."""
        try:
            told = json.loads(self.path.read_text(encoding="ascii"))
        except FileNotFoundError:
            return Cursor()
        return Cursor(told["epoch"], told["seq"])

    def keep(self, cursor: Cursor) -> None:
        """Write the cursor down; call it after its receipts were dealt with."""
        draft = self.path.with_name(f"{self.path.name}.new")
        with draft.open("w", encoding="ascii") as file:
            json.dump(cursor._asdict(), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)
