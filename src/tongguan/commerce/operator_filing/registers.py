"""登记核验 What the answers of registry, police and bank object to: pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tongguan.commerce.operator_filing.application import OUR_CLAUSE, at, labelled
from tongguan.commerce.operator_filing.law import is_open
from tongguan.commerce.operator_filing.model import Answer, Particulars
from tongguan.kit.checks import (
    Check,
    Difference,
    Finding,
    Severity,
    check,
    verify,
)

AGREES, DIFFERS = "agrees", "differs"
REGISTRY, POLICE, BANK = "registry", "police", "bank"
NAMES = {
    REGISTRY: ("市场监管", "the business registry"),
    POLICE: ("公安", "the police"),
    BANK: ("银行", "the bank"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """核验 A version with the answers there are; `silent` are not asked here.

    `by_hand` says that the law wants an officer to look in any case.
    """

    says: Particulars
    answers: Mapping[str, Answer]
    silent: tuple[str, ...] = ()
    by_hand: bool = False

    def outcome(self, agency: str) -> str:
        """Say what an agency's answer comes to; nothing where there is none."""
        found = self.answers.get(agency)
        return found.outcome if found else ""

    def told(self, agency: str, name: str) -> str:
        """Say one thing an agency answered; nothing where it did not."""
        found = self.answers.get(agency)
        return str(found.says.get(name) or "") if found else ""


@check(
    "RGT-1421",
    clause=OUR_CLAUSE,
    severity=Severity.HOLD,
    remedy=(
        "改填登记的名称；已更名的，先办理变更登记。",
        "Write the registered name, or have the change of name registered first.",
    ),
)
def name_is_registered(it: Answered) -> Iterator[Difference]:
    """申请名称为“{given}”，登记名称为“{expected}”。

    The name applied for is {given}; the registered one is {expected}.
    """
    registered = it.told(REGISTRY, "registeredName")
    if registered and registered != it.says.name:
        yield at("name", it.says.name, registered)


@check(
    "RGT-1422",
    clause=OUR_CLAUSE,
    severity=Severity.HOLD,
    remedy=(
        "联系登记机关核实登记状态，恢复后由经办部门办理备案。",
        "Ask the registry about the state; once it is open again the filing goes on.",
    ),
)
def register_is_open(it: Answered) -> Iterator[Difference]:
    """登记状态为“{given}”，不是存续或在业。

    The state on the register is {given}, under which no business is done.
    """
    state = it.told(REGISTRY, "registeredState")
    if state and not is_open(state):
        yield at("code", state)


@check(
    "RGT-1423",
    clause=OUR_CLAUSE,
    severity=Severity.HOLD,
    remedy=(
        "核对统一社会信用代码和名称；新设企业提供登记通知书。",
        "Check code and name; a new firm shows its notice of registration.",
    ),
)
def registry_agrees(it: Answered) -> Iterator[Difference]:
    """市场监管登记中查不到与“{given}”相符的企业。

    The business register holds no firm that agrees with {given}.
    """
    explained = it.told(REGISTRY, "registeredName")
    if it.outcome(REGISTRY) not in {"", AGREES} and not explained:
        yield at("code", it.says.code)


@check(
    "RGT-1424",
    clause=OUR_CLAUSE,
    severity=Severity.HOLD,
    remedy=(
        "对照身份证改正姓名和号码；确认无误的，由经办部门当面核对。",
        "Correct name and number from the card, or show it to the office that decides.",
    ),
)
def police_agree(it: Answered) -> Iterator[Difference]:
    """公安核查：姓名与证件号码“{given}”不一致或查无此号。

    The police say that name and number {given} do not belong together, or know none.
    """
    if it.outcome(POLICE) not in {"", AGREES}:
        yield at("code", it.says.said("code"))


@check(
    "RGT-1425",
    clause=OUR_CLAUSE,
    severity=Severity.HOLD,
    remedy=(
        "改填以申请名称开立的账号；刚更名的，先到银行变更户名。",
        "Give an account in the name applied for, or let the bank rename it first.",
    ),
)
def account_is_its_own(it: Answered) -> Iterator[Difference]:
    """银行核对：账号“{given}”的户名与申请名称不一致，或没有该账号。

    The bank says that account {given} is not in the name applied for, or knows none.
    """
    if it.outcome(BANK) not in {"", AGREES}:
        yield at("bank_account", it.says.said("bank_account"))


@check(
    "RGT-1426",
    clause=OUR_CLAUSE,
    severity=Severity.HOLD,
    remedy=(
        "由经办部门对照原件核对，写明依据后办理。",
        "Let the office that decides see the documents, and say what it saw.",
    ),
)
def every_register_was_asked(it: Answered) -> Iterator[Difference]:
    """本系统没有接通{zh}，该项没有自动核对。

    This window has no line to {en}, so that was not checked by itself.
    """
    for agency in it.silent:
        yield at("", agency)


@check(
    "RGT-1427",
    clause=OUR_CLAUSE,
    severity=Severity.HOLD,
    remedy=(
        "由经办部门对照登记证件核对后办理。",
        "Let the office that decides look at the documents of registration.",
    ),
)
def kind_is_filed_by_itself(it: Answered) -> Iterator[Difference]:
    """本类主体没有可查询的登记，须人工核对证件。

    No register can be asked after this kind of operator; an officer looks at it.
    """
    if it.by_hand:
        yield at("kind")


REGISTER_CHECKS: tuple[Check[Answered], ...] = (
    name_is_registered,
    register_is_open,
    registry_agrees,
    police_agree,
    account_is_its_own,
    every_register_was_asked,
    kind_is_filed_by_itself,
)


def objections(answered: Answered) -> list[Finding]:
    """Return everything an officer is to look at; nothing where all agree."""
    found = labelled(verify(answered, REGISTER_CHECKS))
    return [_naming(it) for it in found]


def _naming(finding: Finding) -> Finding:
    """Call a register that was not asked by its name, in both languages."""
    if finding.notice is not every_register_was_asked.notice or not finding.difference:
        return finding
    chinese, english = NAMES[finding.difference.given]
    return replace(finding, facts={"zh": chinese, "en": english})
