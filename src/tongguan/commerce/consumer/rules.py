"""What is asked of somebody who opens an account, and what a lock does: pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from tongguan.commerce.consumer.model import RESIDENT_ID, Identity, Terms
from tongguan.kit.checks import Check, Clause, Difference, Place, check
from tongguan.kit.dated import Dated
from tongguan.kit.identifiers import resident_id
from tongguan.kit.rulebook import load
from tongguan.trade.masks import mask_id, mask_telephone
from tongguan.trade.papers import Paper, Person

PERSONAL_INFORMATION = Clause(
    "《中华人民共和国个人信息保护法》第四十四条", confirmed=False
)
REAL_NAME = Clause("《中华人民共和国电子商务法》第二十七条", confirmed=False)
LENGTH, FIRST = 11, "1"
NAME_LEAST, NAME_MOST = 2, 50


@dataclass(frozen=True, slots=True)
class Applying:
    """开户申请 What somebody says of themselves, and the day they say it."""

    identity: Identity
    day: date


@dataclass(frozen=True, slots=True)
class Named:
    """订购人 The buyer of a list, and whether that person has locked the identity."""

    buyer: Person
    locked: bool


def place(entry: str) -> Place:
    """Name an entry of the application."""
    return Place("consumer", entry)


@check(
    "IDN-1401",
    clause=REAL_NAME,
    remedy=(
        "填写居民身份证上的姓名。",
        "Write the name as it stands on the identity card.",
    ),
)
def has_a_name(asked: Applying) -> Iterator[Difference]:
    """“姓名”应为{expected}个字，现为“{given}”。

    The name has {expected} characters; it says {given}.
    """
    name = asked.identity.name
    if not NAME_LEAST <= len(name) <= NAME_MOST:
        yield Difference(place("name"), name, f"{NAME_LEAST}–{NAME_MOST}")


@check(
    "IDN-1402",
    clause=REAL_NAME,
    remedy=(
        "对照身份证逐位核对18位号码，末位为X的填X。",
        "Check all 18 places against the card; write X where it ends in X.",
    ),
)
def has_an_identity_number(asked: Applying) -> Iterator[Difference]:
    """“身份证号码”{given}不能成立：{expected}。

    The identity number {given} cannot stand: {expected}.
    """
    number = asked.identity.id_number
    if flaw := resident_id(number, today=asked.day):
        yield Difference(
            place("id_number"), mask_id(number), f"{flaw.chinese} {flaw.english}"
        )


@check(
    "IDN-1403",
    clause=REAL_NAME,
    remedy=(
        "填写本人使用的11位手机号码，用于接收验证码。",
        "Give your own mobile number of 11 digits; the code is sent there.",
    ),
)
def has_a_telephone(asked: Applying) -> Iterator[Difference]:
    """“手机号码”应为{expected}，现为“{given}”。

    The mobile number is written {expected}; it says {given}.
    """
    number = asked.identity.telephone
    good = number.isascii() and number.isdigit() and number.startswith(FIRST)
    if not (good and len(number) == LENGTH):
        yield Difference(place("telephone"), mask_telephone(number), "1XXXXXXXXXX")


@check(
    "IDN-1410",
    clause=PERSONAL_INFORMATION,
    remedy=(
        "联系订购人本人解除身份锁定后重新申报；不是本人购买的，退款并停用该身份。",
        (
            "Let the buyer unlock the identity in person, then declare again; if it was"
            " somebody else's purchase, refund it and use that identity no more."
        ),
    ),
)
def is_not_locked(named: Named) -> Iterator[Difference]:
    """订购人{given}已锁定本人身份，解除之前不接受以其名义的申报。

    The buyer {given} has locked this identity; nothing is accepted in that name until
    it is unlocked.
    """
    if named.locked:
        where = Place(Paper.DECLARATION, "buyer.id_number")
        yield Difference(where, mask_id(named.buyer.id_number))


APPLICATION: tuple[Check[Applying], ...] = (
    has_a_name,
    has_an_identity_number,
    has_a_telephone,
)
IDENTITY_LOCK: tuple[Check[Named], ...] = (is_not_locked,)


@cache
def terms() -> Dated[Terms]:
    """Return what holds for codes, by the day."""
    return load("commerce/consumer/terms.yaml", Terms)


def person_of(identity: Identity) -> str:
    """Say the text a person is indexed by, as the buyers of lists are."""
    return f"{RESIDENT_ID}:{identity.id_number}"
