"""办公间 The rooms of officers and the operator, over the connection of all others."""

from dataclasses import dataclass
from typing import Any, Self

from psycopg import Connection

from tongguan.customs.examination.store import Examinations
from tongguan.plumbing.announcements.store import Announcements
from tongguan.plumbing.assignments.store import Assignments
from tongguan.plumbing.confirmations.store import Confirmations
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.lookups.store import Lookups
from tongguan.plumbing.switches.store import Switches
from tongguan.plumbing.tenants.store import Tenants
from tongguan.plumbing.traffic.store import Traffic


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """办公间 Papers in hand, second persons, open parcels, looks at personal data.

    The operator's: what is announced and switched, who is here, what comes.
    """

    assignments: Assignments
    confirmations: Confirmations
    examinations: Examinations
    lookups: Lookups
    announcements: Announcements
    switches: Switches
    tenants: Tenants
    traffic: Traffic

    @classmethod
    def over(cls, connection: Connection[Any], keys: Keyring) -> Self:
        """Open them over a connection."""
        return cls(
            assignments=Assignments(connection),
            confirmations=Confirmations(connection),
            examinations=Examinations(connection, keys),
            lookups=Lookups(connection),
            announcements=Announcements(connection),
            switches=Switches(connection),
            tenants=Tenants(connection),
            traffic=Traffic(connection),
        )
