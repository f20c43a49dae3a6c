"""The command line: `tongguan COMMAND`."""

import os
import sys

from psycopg import OperationalError

from tongguan.commands import app
from tongguan.commands.console import err
from tongguan.plumbing.trouble import CannotRunError

CANNOT_RUN = 3


def main() -> None:
    """Run the command line; a reader that leaves early is no error."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except CannotRunError as trouble:
        raise SystemExit(told(str(trouble))) from None
    except OperationalError as trouble:
        what = "数据库无法连接。The database can't be reached; see DATABASE_URL."
        raise SystemExit(told(f"{what}\n{trouble}")) from None


def told(trouble: str) -> int:
    """Say why nothing can run here; return the exit code for it."""
    err.print(trouble, style="red", markup=False, highlight=False)
    return CANNOT_RUN
