"""岗位规则 Which posts an organisation has, and who may decide on an account.

What an organisation is decides what its people may be: a filed firm has declarants, an
agency its own officers, the zone's operator everybody who keeps the window running.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tongguan.kit.breaches import Breach
from tongguan.plumbing.people import codes
from tongguan.plumbing.people.model import Person, Proposal

ADMINISTRATORS = frozenset({"system", "security", "audit"})
STEP_SECONDS, DRIFT = 30, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """机构 Where people work, and which posts it has."""

    code: str
    name: str
    posts: tuple[str, ...]
    english: str = ""


def faults_of(
    wanted: Proposal, organisation: Organisation | None, known: Mapping[str, str]
) -> Iterator[tuple[str, Breach, str]]:
    """Say all that speaks against an account: the field, why, and the value.

    `known` are the posts the same person holds already, by the name of the account.
    """
    if organisation is None:
        yield "organisation", codes.NO_ORGANISATION, wanted.organisation
    elif wanted.post not in organisation.posts:
        yield "post", codes.NOT_ITS_POST, f"{organisation.code} / {wanted.post}"
    if wanted.post in ADMINISTRATORS:
        others = sorted(name for name, post in known.items() if post in ADMINISTRATORS)
        if others:
            yield "post", codes.TWO_DESKS, "、".join(others)


def may_not_decide(on: Person, by: Person) -> Breach | None:
    """Say why somebody may not decide on an account: it is her own, or hers in fact."""
    if on.id == by.id or (on.person is not None and on.person == by.person):
        return codes.ONE_S_OWN
    if on.proposed_by == by.username:
        return codes.BY_ITS_PROPOSER
    return None


def steps_at(seconds: int) -> range:
    """Name the steps of a clock whose codes are taken now: one early, one late."""
    step = seconds // STEP_SECONDS
    return range(step - DRIFT, step + DRIFT + 1)
