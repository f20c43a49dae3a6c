"""布置 Faults that are arranged before the papers are made, so that these agree.

Each takes the purchase that will be at fault and, behind it, its companions.
"""

from dataclasses import replace
from datetime import date

from tongguan.demo.people import CHECKS
from tongguan.demo.purchases import Purchase, dear
from tongguan.demo.zone import sandbox
from tongguan.trade.papers import Firm

Case = tuple[Purchase, ...]
FORMULA = "婴幼儿配方奶粉3段"
HANDBAG = "牛皮手提包"
WATCH = "自动机械腕表"
UNFILED = Firm(code="9901960S99", name="云汐无名贸易有限公司")


def _day(case: Case) -> date:
    return case[0].at.date()


def wrong_check_digit(case: Case) -> Case:
    """Give the buyer an identity number whose last place is wrong."""
    purchase, *others = case
    person = purchase.buyer.person
    last = CHECKS[(CHECKS.index(person.id_number[-1]) + 1) % len(CHECKS)]
    person = replace(person, id_number=person.id_number[:-1] + last)
    buyer = replace(purchase.buyer, person=person)
    return (replace(purchase, buyer=buyer), *others)


def unfiled_seller(case: Case) -> Case:
    """Let a firm sell that nobody has filed; the platform sends its order."""
    purchase, *others = case
    clerk = purchase.parties.platform.code
    return (purchase.served_by(seller=UNFILED, clerk=clerk), *others)


def out_of_bond(case: Case) -> Case:
    """Take the goods out of a bonded warehouse."""
    purchase, *others = case
    return (replace(purchase, direct=False), *others)


def infant_formula(case: Case) -> Case:
    """Buy two tins whose model says what they hold."""
    purchase, *others = case
    tins = dear(FORMULA, _day(case), price=238, quantity=2)
    return (purchase.with_basket(tins), *others)


def above_single_limit(case: Case) -> Case:
    """Buy six bags for more than one purchase may cost."""
    purchase, *others = case
    bags = dear(HANDBAG, _day(case), price=980, quantity=6)
    return (purchase.with_basket(bags), *others)


def above_annual_limit(case: Case) -> Case:
    """Let the buyer spend nearly all of the year on one watch, then buy bags."""
    purchase, ahead = case
    bags = dear(HANDBAG, _day(case), price=980, quantity=2)
    watch = dear(WATCH, _day(case), price=24_800, quantity=1)
    ahead = replace(ahead.with_basket(watch), buyer=purchase.buyer)
    return (purchase.with_basket(bags), ahead)


def poor_guarantor(case: Case) -> Case:
    """Let the declarant lodge whose guarantee is all but used up."""
    purchase, *others = case
    return (purchase.served_by(declarant=sandbox().poor), *others)


def repeated_order(case: Case) -> Case:
    """Let the platform use the number of an earlier order again."""
    purchase, ahead = case
    platform = ahead.parties.platform
    again = purchase.served_by(platform=platform, clerk=platform.code)
    return (replace(again, platform_order=ahead.order_number), ahead)


def split_order(case: Case) -> Case:
    """Buy twice in one shop on one day, together above the limit of one purchase."""
    purchase, ahead = case
    bags = dear(HANDBAG, _day(case), price=980, quantity=3)
    ahead = replace(ahead, buyer=purchase.buyer, parties=purchase.parties)
    return (purchase.with_basket(bags), ahead.with_basket(bags))


def shared_telephone(case: Case) -> Case:
    """Let the companions be reached by the telephone of the purchase."""
    purchase, *others = case
    telephone = purchase.buyer.consignee.telephone
    return (
        purchase,
        *(replace(it, buyer=it.buyer.reached_by(telephone)) for it in others),
    )
