"""`tongguan firms`: file firms, mandates and guarantees from a list."""

import yaml

from tongguan.commands.console import err, out, read_files
from tongguan.installation import prepare, profile
from tongguan.journeys.founding import BadFilingError, found
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.serving import database


def firms(file: str) -> None:
    """File firms, mandates and guarantees from a YAML list.

    Parameters
    ----------
    file:
        `filed_on`, `firms` (code, name, roles, credit_code, guarantee) and `mandates`
        (principal, agent, effective, until), as in rulebook/zone/sandbox.yaml.

    """
    ((_, body),) = read_files([file])
    page = yaml.load(body, Loader=yaml.BaseLoader)  # noqa: S506 - makes text only
    with database():
        prepare()
        try:
            with transaction() as connection:
                rooms = Rooms.over(connection, keyring(), profile())
                count = found(rooms, page, today=clock.today())
        except BadFilingError as trouble:
            for fault in trouble.faults:
                err.print(fault, markup=False, highlight=False)
            raise SystemExit(2) from None
    out.print(f"{count} 家企业已备案 firms on file")
