"""办理依据 What the ledgers and the records know around a list, when it is decided."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from tongguan.customs.allowance.rules import book
from tongguan.customs.declaration.store import Pattern
from tongguan.customs.duty.law import DAYS_KEPT, law_on
from tongguan.customs.risk.model import RiskFacts, selectivity_on
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.journeys.decision import Decision, Outcome
from tongguan.journeys.glance import allowance_key, glance
from tongguan.journeys.goods import Shelf
from tongguan.journeys.known import Circumstances
from tongguan.journeys.rooms import Rooms
from tongguan.kit.building import maker
from tongguan.plumbing.ledger.store import Balance
from tongguan.plumbing.register.model import Key, key_of
from tongguan.trade.money import in_fen, in_yuan
from tongguan.trade.papers import Declaration

NO_GUARANTEE = Balance(limit=0)
new_facts = maker(RiskFacts)
TAKING_NOTHING = frozenset((Outcome.REJECT, Outcome.SUSPEND))


@lru_cache(maxsize=DAYS_KEPT)
def allowances_of(day: date) -> tuple[str, int]:
    """Name the book of allowances of a day, and what each holds at most, in fen."""
    return book(day), in_fen(law_on(day).limits.says.annual_limit)


def looked_back(at: datetime) -> datetime:
    """Return since when shared telephones and addresses are counted."""
    return at - timedelta(days=selectivity_on(at.date()).says.look_back_days)


def risk_facts(rooms: Rooms, key: Key, pattern: Pattern) -> RiskFacts:
    """Say what risk rules may know; the draw can't be foretold by the sender."""
    draw = rooms.keys.draw("selectivity", str(key))
    return new_facts(
        spent_same_shop_today=in_yuan(pattern.spent),
        lists_same_day=pattern.lists,
        buyers_on_telephone=pattern.on_telephone,
        buyers_on_address=pattern.on_address,
        draw=in_yuan(draw) / 10_000,
    )


class Accounts:
    """The allowances and guarantees a batch touches, held, and what it took so far.

    `locked` are the accounts of buyers who have locked their identity.
    """

    def __init__(
        self,
        rooms: Rooms,
        allowances: dict[tuple[str, str], Balance],
        guarantees: dict[str, Balance],
        locked: frozenset[str] = frozenset(),
    ) -> None:
        self._rooms = rooms
        self._allowances = allowances
        self._guarantees = guarantees
        self._locked = locked
        self._accounts: dict[tuple[date, str, str], tuple[str, str]] = {}
        self._taken: dict[tuple[str, str], int] = defaultdict(int)
        self._confirmed: set[str] = set()

    @classmethod
    def held(
        cls,
        rooms: Rooms,
        declarations: Sequence[Declaration],
        *,
        hold: bool = True,
        asked: bool = True,
    ) -> "Accounts":
        """Open and hold what these declarations draw on.

        With `asked` false what buyers have used is left out.
        """
        wanted: dict[str, dict[str, int]] = defaultdict(dict)
        for declaration in declarations if asked else ():
            name, limit = allowances_of(declaration.declared_on)
            wanted[name][allowance_key(declaration.buyer, rooms.keys).hex()] = limit
        allowances: dict[tuple[str, str], Balance] = {}
        for name, limits_of in sorted(wanted.items()):
            found = (
                rooms.ledger.draw_on(name, limits_of)
                if hold
                else rooms.ledger.balances(name, limits_of, hold=False)
            )
            allowances |= {(name, account): b for account, b in found.items()}
        guarantors = {declaration.guarantor for declaration in declarations}
        locks = hold and not rooms.ledger.buffered
        guarantees = rooms.ledger.balances(GUARANTEE_BOOK, guarantors, hold=locks)
        buyers = [bytes.fromhex(it) for limits in wanted.values() for it in limits]
        locked = rooms.buyers.consumers.locked(buyers) if buyers else frozenset()
        return cls(
            rooms, allowances, guarantees, frozenset(key.hex() for key in locked)
        )

    def confirm(self, declaration: Declaration, decision: Decision) -> bool:
        """Tell whether a decision may stand, or must be taken again.

        Many draw on one guarantee, so it is held only while it is changed, and what
        is left of it may have grown meanwhile: before a list is told that it is too
        small, it is held and read again.
        """
        guarantor = declaration.guarantor
        if decision.outcome is not Outcome.SUSPEND or not self._rooms.ledger.buffered:
            return True
        if guarantor in self._confirmed:
            return True
        found = self._rooms.ledger.balances(GUARANTEE_BOOK, [guarantor], hold=True)
        self._confirmed.add(guarantor)
        before = self._guarantees.get(guarantor, NO_GUARANTEE)
        self._guarantees |= found
        return self._guarantees.get(guarantor, NO_GUARANTEE) == before

    def _allowance(self, declaration: Declaration) -> tuple[str, str]:
        day, buyer = declaration.declared_on, declaration.buyer
        named = (day, buyer.id_type, buyer.id_number)
        found = self._accounts.get(named)
        if found is None:
            account = allowance_key(buyer, self._rooms.keys).hex()
            found = self._accounts[named] = (allowances_of(day)[0], account)
        return found

    def are_held(self, declaration: Declaration) -> bool:
        """Tell whether the buyer's allowance is held, and nobody else draws on it."""
        return self._allowance(declaration) in self._allowances

    def is_locked(self, declaration: Declaration) -> bool:
        """Tell whether the buyer has locked the identity."""
        return bool(self._locked) and self._allowance(declaration)[1] in self._locked

    def used(self, declaration: Declaration) -> int:
        """Return what the buyer has used this year, in fen."""
        key = self._allowance(declaration)
        balance = self._allowances.get(key)
        return (balance.used if balance else 0) + self._taken[key]

    def guarantee_left(self, declaration: Declaration) -> int:
        """Return what is left of the guarantee, in fen."""
        balance = self._guarantees.get(declaration.guarantor, NO_GUARANTEE)
        return balance.left - self._taken[GUARANTEE_BOOK, declaration.guarantor]

    def take(self, declaration: Declaration, decision: Decision) -> None:
        """Remember what a decision takes, for the decisions after it."""
        if decision.outcome in TAKING_NOTHING:
            return
        self._taken[self._allowance(declaration)] += in_fen(decision.charge)
        guarantee = (GUARANTEE_BOOK, declaration.guarantor)
        self._taken[guarantee] += in_fen(decision.tax)


def circumstances(
    rooms: Rooms, declaration: Declaration, accounts: Accounts, at: datetime
) -> Circumstances:
    """Say what is known around a list that is not on the register yet.

    Control orders are left out: whoever could try a list against them would be warned.
    """
    pattern = rooms.declarations.pattern_of(
        glance(declaration, 0, rooms.keys, at), looked_back(at)
    )
    shelf = Shelf.over(rooms, [declaration], at)
    return Circumstances(
        used=accounts.used(declaration),
        guarantee_left=accounts.guarantee_left(declaration),
        waybill_is_free=True,
        risk=risk_facts(rooms, key_of(declaration), pattern),
        goods=shelf.on_file,
        zone=shelf.zone,
        locked=accounts.is_locked(declaration),
    )
