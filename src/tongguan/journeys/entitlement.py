"""办理资格 Whether a firm is filed in a role that may use what it asks for."""

from tongguan.commerce.enterprise.rules import not_for
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Finding


class NotEntitledError(Exception):
    """A firm is not filed in a role that may use this; `finding` says which may."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.english())
        self.finding = finding


def demand_role(rooms: Rooms, firm: str, module: str) -> None:
    """Raise NotEntitledError where a firm has no role the module is for."""
    filed = rooms.enterprises.registry([firm]).get(firm)
    if (finding := not_for(module, filed, firm)) is not None:
        raise NotEntitledError(finding)
