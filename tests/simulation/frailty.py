"""A connection that fails: before it commits, after it committed, or in between."""

from random import Random
from typing import Any, Self

import psycopg

STATEMENT, BEFORE, AFTER = 0.004, 0.03, 0.03


class Frail(psycopg.Connection[Any]):
    """Dies at random points; afterwards nobody knows whether it had committed."""

    luck: Random

    @classmethod
    def over(cls, dsn: str, luck: Random) -> Self:
        """Open a connection that dies as luck has it."""
        opened = cls.connect(dsn)
        opened.luck = luck
        return opened

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        """Run a statement, or die instead."""
        self._may_die(STATEMENT)
        return super().execute(*args, **kwargs)

    def commit(self) -> None:
        """Commit; die before, or after: the caller can't tell which."""
        self._may_die(BEFORE)
        super().commit()
        self._may_die(AFTER)

    def _may_die(self, chance: float) -> None:
        if self.luck.random() < chance:
            self.close()
            raise psycopg.OperationalError("the connection is gone")
