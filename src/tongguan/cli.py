"""The command line: `tongguan COMMAND`."""

import os
import sys

from tongguan.commands import app


def main() -> None:
    """Run the command line; a reader that leaves early is no error."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
