"""The nouns of filing: what an operator says of itself, and what others say of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from tongguan.commerce.operator_filing.law import entries, kind_law
from tongguan.commerce.operator_filing.lifecycle import FilingState
from tongguan.trade.masks import mask_id, mask_name, mask_telephone

SEVERAL = frozenset({"roles", "directions"})
BRACKETS = str.maketrans("", "", "()（）")
MASKS = {"name": mask_name, "legal_person": mask_name, "contact": mask_name}


class Kind(StrEnum):
    """主体类型 What an operator is, and so what it is asked."""

    FIRM = "firm"
    SELF_BUILT = "self_built"
    INDIVIDUAL = "individual"
    HONG_KONG_FIRM = "hong_kong_firm"
    HONG_KONG_PERSON = "hong_kong_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """备案内容 Everything one version of a filing says; `strange` are unknown entries.

    `code` is the unified social credit code, or the number of a person's card.
    """

    kind: Kind
    code: str = ""
    name: str = ""
    roles: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    legal_person: str = ""
    bank_name: str = ""
    bank_account: str = ""
    customs_code: str = ""
    address: str = ""
    place: str = ""
    contact: str = ""
    telephone: str = ""
    email: str = ""
    site_name: str = ""
    site_url: str = ""
    strange: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether it is a person, whose name and number are not shown."""
        return self.kind in {Kind.INDIVIDUAL, Kind.HONG_KONG_PERSON}

    @property
    def credit_code(self) -> str:
        """The unified social credit code, where it has one."""
        return self.code if self.kind in {Kind.FIRM, Kind.SELF_BUILT} else ""

    def said(self, name: str, *, revealed: bool = False) -> str:
        """Say one entry as text, masked where it is secret."""
        value = getattr(self, name)
        if name in SEVERAL:
            return "、".join(value)
        personal = self.is_person and name in {"code", "name"}
        if revealed or not value or not (personal or entries()[name].secret):
            return str(value)
        if name == "telephone":
            return mask_telephone(value)
        return MASKS.get(name, mask_id)(value)

    def unsecret(self) -> "Particulars":
        """Return the same without what is shown masked."""
        single = [it for it in entries() if it not in SEVERAL]
        hidden = [it for it in single if self.said(it) != getattr(self, it)]
        bare: dict[str, Any] = dict.fromkeys(hidden, "")
        return replace(self, **bare)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """主体备案 One operator's filing: where it stands, which version holds."""

    id: int
    number: str
    kind: Kind
    firm: str
    credit_code: str
    name: str
    roles: tuple[str, ...]
    state: FilingState
    version: int
    in_force: int
    applied_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """备案版本 One version, and who wrote it."""

    number: int
    says: Particulars
    by: str
    organisation: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """经过 One move of a filing; `findings` are why it went to an officer."""

    version: int
    move: str
    state: str
    actor: str
    organisation: str
    reason: str
    at: datetime
    findings: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """核验快照 What the keeper of a register said of a version, and when."""

    version: int
    agency: str
    outcome: str
    question: str
    says: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """部门标注 What an agency wrote beside a filing; the latest of a kind holds."""

    kind: str
    agency: str
    value: str
    effective: date
    by: str
    at: datetime


def read_particulars(said: Mapping[str, Any], day: date) -> Particulars:
    """Make particulars of texts; what is not written is empty, judged later.

    What a kind of operator always has, and always does, need not be said.
    """
    known = {it.name for it in fields(Particulars)} - {"strange"}
    named = said.get("kind") or Kind.FIRM
    kind = Kind(named) if named in list(Kind) else Kind.FIRM
    law = kind_law(kind, day)
    texts = {
        name: tuple(_listed(said.get(name)))
        if name in SEVERAL
        else str(said.get(name) or "").strip()
        for name in known - {"kind"}
        if name in law.asks
    }
    texts["roles"] = tuple(dict.fromkeys((*law.has, *texts.get("roles", ()))))
    texts["directions"] = law.does or texts.get("directions", ())
    strange = sorted(str(it) for it in set(said) - known)
    strange += [] if kind == named else [f"kind={named}"]
    return Particulars(kind=kind, strange=tuple(strange), **_spelt(texts))


def _listed(value: Any) -> Iterator[str]:
    parts = value if isinstance(value, (list, tuple)) else str(value or "").split("、")
    for part in parts:
        yield from (it.strip() for it in str(part).split(",") if it.strip())


def _spelt(texts: dict[str, Any]) -> dict[str, Any]:
    """Write codes in capitals without blanks, as everybody means them."""
    codes = ("code", "customs_code", "address", "bank_account")
    texts["code"] = texts.get("code", "").translate(BRACKETS)
    return texts | {
        name: "".join(texts[name].split()).upper() for name in codes if name in texts
    }


def differing(old: Particulars, new: Particulars) -> list[str]:
    """Name the entries in which two versions differ, in the order of the form."""
    return [name for name in entries() if getattr(old, name) != getattr(new, name)]


def described(filing: Filing, says: Particulars) -> Filing:
    """Describe a filing by a version, a person masked."""
    return replace(
        filing,
        kind=says.kind,
        name=says.said("name"),
        credit_code=says.credit_code,
        roles=says.roles,
    )


def code_of(filing: Filing, says: Particulars) -> str:
    """Return the code papers name an operator by; once given it stays."""
    return filing.firm or says.customs_code or says.credit_code or f"GR{filing.id:08d}"
