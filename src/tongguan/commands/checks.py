"""`tongguan checks`: the table of checks in their order of precedence."""

from tongguan.commands.console import out
from tongguan.journeys.checks_page import checks_page


def checks() -> None:
    """Print the table of checks in their order of precedence."""
    out.print(checks_page(), markup=False, highlight=False)
