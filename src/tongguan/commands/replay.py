"""`tongguan replay`: what another rulebook would have decided.

Pages of the rulebook are read once in a process, some while modules are loaded. So a
draft is taken first, and all that reads the rulebook is loaded after it.
"""

import subprocess
import tarfile
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from cyclopts import Parameter
from yaml import YAMLError

from tongguan.commands.console import err
from tongguan.kit.rulebook import OURS, DraftError, pages, take_draft

ARCHIVE = ("git", "-C", str(OURS.parent), "archive", "--format=tar")
UNREADABLE = (ArithmeticError, LookupError, TypeError, ValueError, YAMLError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that are decided again.

    Parameters
    ----------
    first:
        The first day of decisions; the archive's first unless named.
    last:
        The last day of decisions; the archive's last unless named.
    archive:
        The folder of the archive; the installation's own unless named.

    """

    first: Annotated[date, Parameter(name="--from")] = date.min
    last: Annotated[date, Parameter(name="--to")] = date.max
    archive: Path | None = None


def replay(
    *,
    days: Annotated[Days, Parameter(name="*")] = Days(),
    rules: str = "",
    csv: Path | None = None,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Decide archived lists again, and say what would change.

    Exits with 0 when nothing would, with 1 when something would.

    Parameters
    ----------
    days:
        Which days are decided again.
    rules:
        A folder with draft pages of the rulebook, or a git revision of it; today's
        rulebook unless named.
    csv:
        A file for the lists that would change.
    json:
        Print one JSON object.

    """
    with TemporaryDirectory() as scratch:
        try:
            if rules:
                take_draft(draft_folder(rules, Path(scratch)))
            replaying = import_module("tongguan.commands.replaying")
            replaying.read_law()
        except UNREADABLE as trouble:
            if not rules:
                raise
            told = f"草案无法读取 The draft can't be read: {trouble}"
            err.print(told, style="red", markup=False, highlight=False, soft_wrap=True)
            raise SystemExit(2) from None
        changed = replaying.run(days, csv=csv, json=json)
    raise SystemExit(1 if changed else 0)


def draft_folder(rules: str, scratch: Path) -> Path:
    """Return the folder of a draft, or of a revision brought there."""
    if Path(rules).is_dir():
        return Path(rules)
    if not rules[0].isalnum():
        raise DraftError(f"There is no folder {rules}.")
    asked = subprocess.run(  # noqa: S603 - no option begins with a letter or a digit
        (*ARCHIVE, rules, "--", OURS.name), capture_output=True, check=False
    )
    if asked.returncode:
        raise DraftError(f"{rules} is neither a folder nor a git revision.")
    with tarfile.open(fileobj=BytesIO(asked.stdout)) as tar:
        tar.extractall(scratch, filter="data")
    folder = scratch / OURS.name
    for page in pages(folder) - pages(OURS):
        (folder / page).unlink()  # nobody reads it any more
    return folder
