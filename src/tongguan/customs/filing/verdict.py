"""清单结论 What the positive list of a day says of one code."""

from dataclasses import dataclass
from datetime import date

from tongguan.customs.filing.listing import edition_on
from tongguan.customs.filing.model import Listing, Remark
from tongguan.trade.goods import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """清单结论 Whether a code is listed, on which conditions, and where that stands."""

    listed: Listed
    rows: tuple[Listing, ...]
    cites: str
    effective: date
    confirmed: bool

    @property
    def remarks(self) -> tuple[tuple[str, str], ...]:
        """The conditions of the list, in both languages."""
        conditions = (it for it in self.rows if it.remark is not Remark.NONE)
        return tuple((it.chinese, it.english) for it in conditions)


def verdict_on(hs_code: str, day: date) -> Verdict:
    """Say what the list in force on a day says; raise NotInForceError before all."""
    edition = edition_on(day)
    printed = edition.says
    rows = printed.find(hs_code)
    if rows:
        sure = not any(it.is_partial or it.remark is Remark.UNREAD for it in rows)
        listed = Listed.YES if sure else Listed.UNSURE
    elif printed.find_never(hs_code) or printed.complete:
        listed = Listed.NO
    else:
        listed = Listed.UNSURE
    return Verdict(
        listed=listed,
        rows=rows,
        cites=edition.cites,
        effective=edition.effective,
        confirmed=edition.confirmed and all(it.confirmed for it in rows),
    )
