"""备案约定 What the rulebook asks of every kind of operator, by the day."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from tongguan.kit.breaches import Texts
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import TRUTHS, load_editions, read_page
from tongguan.trade.registry import Role

PAGE = "commerce/operator_filing.yaml"
ANY_AGENCY = "every"
PLAIN = ("符合规定长度的文字", "text of the length allowed")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLaw:
    """主体类型约定 What one kind of operator is asked, and how it is checked."""

    form: str
    asks: tuple[str, ...]
    needs: tuple[str, ...]
    checks: tuple[str, ...]
    roles: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    person: bool = False
    hong_kong: bool = False
    by_hand: bool = False

    @property
    def may_be(self) -> frozenset[Role]:
        """The roles an operator of this kind may have."""
        return frozenset(Role(role) for role in (*self.roles, *self.has))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """填写项 How an entry of the form is called and written."""

    name: str
    label: Texts
    form: str
    wants: Texts
    secret: bool

    def takes(self, text: str) -> bool:
        """Tell whether a text has the form of the entry."""
        return not self.form or re.fullmatch(self.form, text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteKind:
    """标注种类 What an agency may write beside a filing."""

    name: str
    by: str
    label: Texts
    form: str
    values: tuple[str, ...]
    shown: bool

    def takes(self, text: str) -> bool:
        """Tell whether a text may be written down as this."""
        if self.values:
            return text in self.values
        return re.fullmatch(self.form, text) is not None

    def is_written_by(self, post: str) -> bool:
        """Tell whether people of a post write such notes."""
        return self.by in {post, ANY_AGENCY}


def kind_law(kind: str, day: date) -> KindLaw:
    """Return what is asked of a kind of operator on a day."""
    return _editions(kind).on(day).says


@cache
def _editions(kind: str) -> Dated[KindLaw]:
    return load_editions(PAGE, read_page(PAGE)["kinds"][kind]["editions"], KindLaw)


@cache
def kind_name(kind: str) -> Texts:
    """Name a kind of operator in both languages."""
    return _texts(read_page(PAGE)["kinds"][kind])


@cache
def entries() -> dict[str, Entry]:
    """Return every entry there is, in the order of the form."""
    return {
        name: Entry(
            name=name,
            label=_texts(told),
            form=told.get("form", ""),
            wants=_texts(told["wants"]) if "wants" in told else PLAIN,
            secret=TRUTHS[told.get("secret", "no")],
        )
        for name, told in read_page(PAGE)["fields"].items()
    }


@cache
def note_kinds() -> dict[str, NoteKind]:
    """Return everything agencies may write beside a filing."""
    return {
        name: NoteKind(
            name=name,
            by=told["by"],
            label=_texts(told),
            form=told.get("form", ""),
            values=tuple(told.get("values", ())),
            shown=TRUTHS[told["shown"]],
        )
        for name, told in read_page(PAGE)["notes"].items()
    }


@cache
def direction_names() -> dict[str, Texts]:
    """Name import and export in both languages."""
    return {name: _texts(it) for name, it in read_page(PAGE)["directions"].items()}


def decides(post: str) -> bool:
    """Tell whether people of a post decide on filings."""
    return post in read_page(PAGE)["deciding"]


def is_open(state: str) -> bool:
    """Tell whether a firm in this state of the register may do business."""
    return any(state.startswith(it) for it in read_page(PAGE)["open_states"])


def _texts(told: dict[str, str]) -> Texts:
    return told["zh"], told["en"]
