"""编号与人 The numbers and people of one scenario, never the same in two runs.

The people are nobody: their identity numbers carry the sequence 000, which numbering
never begins with, and their telephone numbers 000 after the prefix.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

DISTRICTS = ("330106", "110105", "310115", "440305", "320505", "510104")
FAMILIES, GIVEN = "王李张刘陈杨黄赵周吴徐孙", "晓思雨文佳欣海春秋明安宁"
ENDINGS = "涵轩怡宇琪磊婷军芳勇杰涛"
OLDEST, BIRTHDAYS = date(1956, 1, 1), 15_000
WEIGHTS, CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RUN_PLACES = 6


@dataclass(frozen=True, slots=True)
class Firm:
    """企业 A firm that acts in a scenario, and the key it has at the target."""

    code: str
    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Buyer:
    """订购人 The person who buys in one scenario."""

    name: str
    number: str
    telephone: str
    address: str
    district: str


@dataclass(frozen=True, slots=True)
class Run:
    """一次运行 What makes the numbers of a run its own, and the day it is dated."""

    sign: str
    at: datetime

    def stem(self, serial: int, copy: int = 0) -> str:
        """Return what ends every number of a scenario's papers."""
        return f"{self.sign}{serial:03d}{copy:02d}"


def run_of(started: datetime, at: datetime) -> Run:
    """Make a run of the instant it starts; its papers are dated `at`."""
    left, sign = int(started.timestamp()), ""
    while left:
        left, digit = divmod(left, len(DIGITS))
        sign = DIGITS[digit] + sign
    return Run(sign[-RUN_PLACES:], at)


class Words(dict[str, Any]):
    """词 What the entries of a paper may speak of; what is not known is invented."""

    def __missing__(self, label: str) -> "Told":
        return self.told(label, {})

    def told(self, label: str, heard: Mapping[str, str]) -> "Told":
        """Return what is known of a paper from its receipts."""
        way = "E" if label.startswith("export") else "I"
        lot = draw(f"{label} {self['n']}") % 10**9
        return Told(heard, f"2900{self['day'][:4]}{way}{lot:09d}")

    def and_also(self, **more: object) -> "Words":
        """Return these words and more."""
        return Words({**self, **more})


@dataclass(frozen=True, slots=True)
class Told:
    """已知 The entries of a paper's receipts; a number not told yet is invented."""

    heard: Mapping[str, str]
    invented: str

    def __getattr__(self, tag: str) -> str:
        said = self.heard.get(tag, "")
        return said if said.strip("-0") else self.invented


def words_of(
    run: Run, serial: int, firms: Mapping[str, Firm], *, suffix: str = "", copy: int = 0
) -> Words:
    """Return the words of a scenario, or of one copy of its papers."""
    stem, at = run.stem(serial, copy), run.at
    minute = timedelta(minutes=1)
    return Words(
        firms,
        n=stem,
        order=f"DD{stem}{suffix}",
        transaction=f"ZF{stem}",
        waybill=f"YD{stem}",
        reference=f"QD{stem}",
        suffix=suffix,
        buyer=buyer(run.stem(serial)),
        day=f"{at:%Y%m%d}",
        time=f"{at:%Y%m%d%H%M%S}",
        earlier=f"{at - minute:%Y%m%d%H%M%S}",
        later=f"{at + minute:%Y%m%d%H%M%S}",
        latest=f"{at + 2 * minute:%Y%m%d%H%M%S}",
    )


def buyer(stem: str) -> Buyer:
    """Invent the buyer of a scenario."""
    lot = draw(f"buyer {stem}")
    born = OLDEST + timedelta(days=lot % BIRTHDAYS)
    district = DISTRICTS[lot // 7 % len(DISTRICTS)]
    body = f"{district}{born:%Y%m%d}000"
    total = sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True))
    signs = (FAMILIES, lot // 11), (GIVEN, lot // 131), (ENDINGS, lot // 1571)
    return Buyer(
        name="".join(letters[place % len(letters)] for letters, place in signs),
        number=body + CHECKS[total % 11],
        telephone=f"1{30 + lot // 17 % 10}000{lot // 19 % 100_000:05d}",
        address=f"云汐路{lot // 23 % 100_000 + 1}号",
        district=district,
    )


def guid(*signs: object) -> str:
    """Make the identifier that belongs to these signs, and to no others."""
    whole = sha256(" ".join(map(str, signs)).encode()).digest()[:16]
    return str(UUID(bytes=whole, version=4)).upper()


def draw(sign: str) -> int:
    """Draw the number that belongs to a sign."""
    return int.from_bytes(sha256(sign.encode()).digest()[:8])
