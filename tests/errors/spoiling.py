"""What a trigger is made of: entries to change, and what is on file before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.journeys.test_goods_on_file import FILER, TIN
from tests.letters import STRANGER
from tests.papers import NOON
from tests.window import Window
from tongguan.journeys import goods
from tongguan.plumbing import clock
from tongguan.plumbing.switches.model import Switch

OTHER_PLATFORM = {"code": "9901960P03", "name": "云汐优品跨境平台有限公司"}
OTHER_PROVIDER = {"code": "9901960Y03", "name": "云汐银信支付科技有限公司"}
OTHER_SELLER = {"code": "9901960S08", "name": "云汐环球优选国际贸易有限公司"}
NOBODY = "9999999999"
LATE = NOON + timedelta(days=1)
LONG_AGO = date(2026, 10, 8)
DEACTIVATE = "UPDATE enterprise SET active = false WHERE code = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """触发 What to do to the agreeing papers, so that a code is told of one of them.

    `before` changes what is on file. Where the agreeing papers would not do in these
    circumstances, or the receipts say more than they do, `cure` is what does.
    """

    paper: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    elsewhere: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sender: str = ""
    before: Callable[[Window], Any] | None = None
    cure: Mapping[str, Any] = field(default_factory=dict)
    profile: str = "sandbox"


def of(paper: str, **changes: Any) -> Trigger:
    """Spoil entries of one paper; two underscores stand for a dot."""
    return Trigger(
        paper=paper,
        changes={name.replace("__", "."): value for name, value in changes.items()},
    )


def today(_: Any) -> date:
    return clock.today()


def twice(lines: Any) -> Any:
    return (lines[0], lines[0])


def added(more: Decimal | int) -> Any:
    return lambda value: value + more


def wide(text: str) -> str:
    return "".join(chr(ord(it) + 0xFEE0) for it in text)


def deactivate(code: str) -> Callable[[Window], Any]:
    """Let the filing of a firm end."""
    return lambda window: window.connection.execute(DEACTIVATE.encode(), [code])


def close_in_the_zone(feature: str) -> Callable[[Window], Any]:
    """Let two of the operator's people switch something off."""

    def switch(window: Window) -> None:
        at = clock.now()
        off = Switch(
            proposal=1,
            feature=feature,
            on=False,
            begins=at,
            reason="停办",
            first="yunying",
            second="fuhe",
            made_at=at,
        )
        window.rooms.offices.switches.make(off)

    return switch


def suspend(window: Window) -> None:
    """Suspend an article that is on file."""
    goods.change(window.rooms, (EC, "SKU000001"), "suspend", FILER, clock.now())


def file_the_tin(window: Window) -> None:
    """Put the tin of the agreeing papers on file, with its content."""
    goods.file(window.rooms, TIN, FILER, clock.now())


def file_untested(window: Window) -> None:
    """Put it on file as free of certification testing, which it needs not be."""
    goods.file(window.rooms, replace(TIN, untested=True), FILER, clock.now())


def firm(paper: str, entry: str, digit: int, code: str) -> dict[str, Trigger]:
    """Return the four things that may be wrong with a firm a paper names."""
    inactive = deactivate(code)
    return {
        f"RGT-11{digit}1": Trigger(paper=paper, changes={f"{entry}.code": NOBODY}),
        f"RGT-11{digit}2": Trigger(paper=paper, changes={f"{entry}.name": "旧名称"}),
        f"RGT-11{digit}3": Trigger(
            paper=paper, changes={f"{entry}.code": STRANGER.code if digit != 2 else PY}
        ),
        f"RGT-11{digit}4": Trigger(paper=paper, before=inactive),
    }


def called(paper: str, role: str, other: Mapping[str, str]) -> Trigger:
    """Name another firm on file than the other papers do."""
    return Trigger(
        paper=paper,
        changes={f"{role}.{key}": it for key, it in other.items()},
        sender=other["code"] if role == "provider" else "",
    )


def dear(times: int) -> Trigger:
    """Buy so many times the tins."""
    more = {
        f"lines.{entry}": lambda value: value * times
        for entry in ("quantity", "total", "statutory_quantity")
    }
    return Trigger(paper="declaration", changes=more)


PY, WH, EC = "1100PY0001", "1100WH0001", "1100EC0001"
