"""What the demonstration makes is right where it should be, and wrong as it says."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from lxml import etree
from msgspec import structs

from tongguan.customs.risk.model import RiskFacts
from tongguan.demo.faults import FAULTS, NEUTRAL, Ending, Fault
from tongguan.demo.goods import catalogue
from tongguan.demo.letters import is_mangled, letters
from tongguan.demo.papers import papers_of
from tongguan.demo.planting import Parcel, plant, run_named
from tongguan.demo.purchases import Purchase, purchases
from tongguan.demo.zone import sandbox
from tongguan.gateway.chinaport.catalogue import read_message
from tongguan.journeys.decision import Outcome, decide
from tongguan.journeys.features import profile_on
from tongguan.journeys.known import Circumstances
from tongguan.journeys.sandbox_goods import seeds
from tongguan.journeys.single import checks_of
from tongguan.kit.checks import verify
from tongguan.kit.identifiers import credit_code, gtin, resident_id
from tongguan.kit.rulebook import read_page
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.register.model import key_of
from tongguan.trade.goods import Pilot
from tongguan.trade.papers import Declaration
from tongguan.trade.registry import FiledFirm, Lodgement, Role

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "demo.md"
SCHEMA = ROOT.parent / "shared/standard/xsd/202205/ceb-import.xsd"
NOON = datetime(2026, 10, 20, 12, 0, 0, 250_000, tzinfo=SHANGHAI)
QUIET = RiskFacts(
    spent_same_shop_today=Decimal(0),
    lists_same_day=1,
    buyers_on_telephone=1,
    buyers_on_address=1,
    draw=Decimal("0.5"),
)
PAGE_OF_FIRMS = read_page("zone/sandbox.yaml")
PET_FOOD = Pilot(kind="pet_food", effective=date(2026, 1, 1), until=date(2099, 12, 31))
ON_FILE = {
    (it.seller_code, it.item_number): (replace(it, pilots=(PET_FOOD,)),)
    for it in seeds(PAGE_OF_FIRMS, PET_FOOD.effective)
    if it.hs_code.startswith("2309")
}
KNOWN = Circumstances(
    used=0,
    guarantee_left=10**9,
    waybill_is_free=True,
    risk=QUIET,
    goods=ON_FILE,
    zone=profile_on("sandbox", NOON.date()),
)
ENDINGS = {
    Outcome.REJECT: Ending.REJECTED,
    Outcome.SUSPEND: Ending.SUSPENDED,
    Outcome.REVIEW: Ending.REVIEW,
    Outcome.EXAMINE: Ending.EXAMINED,
}
DECIDED = [
    fault
    for fault in FAULTS
    if fault.withheld is None
    and fault.mangle is None
    and fault.ending is not Ending.REPEATED
]


@cache
def registry() -> dict[str, FiledFirm]:
    return {
        entry["code"]: FiledFirm(
            code=entry["code"],
            name=entry["name"],
            roles=frozenset(Role(role) for role in entry["roles"]),
        )
        for entry in read_page("zone/sandbox.yaml")["firms"]
    }


def drawn(count: int, seed: str = "1") -> tuple[Purchase, ...]:
    at = NOON.replace(microsecond=0)
    found = purchases(Random(seed), sandbox(), run="t0000001", at=at)
    return tuple(islice(found, count))


def alone(sender: str, paper: object) -> set[str]:
    """Name what one paper's own checks find."""
    agents = sandbox().agents
    principals = {principal for principal, agent in agents.items() if agent == sender}
    lodgement = Lodgement(
        paper=paper,  # type: ignore[type-var]
        sender=sender,
        principals=frozenset({sender} | principals),
        day=NOON.date(),
        registry=registry(),
    )
    return {finding.code for finding in verify(lodgement, checks_of(paper))}


def surroundings(fault: Fault, companions: list[Purchase]) -> Circumstances:
    """Say what the ledgers know once the companions went through."""
    if fault.name == "guarantee_used_up":
        return structs.replace(KNOWN, guarantee_left=100)
    if fault.name == "telephone_shared":
        return structs.replace(KNOWN, risk=replace(QUIET, buyers_on_telephone=3))
    if not companions:
        return KNOWN
    value = papers_of(companions[0]).assessment.dutiable_price
    if fault.name == "order_split":
        return structs.replace(KNOWN, risk=replace(QUIET, spent_same_shop_today=value))
    return structs.replace(KNOWN, used=int(value * 100))


def told(fault: Fault, case: tuple[Purchase, ...]) -> tuple[Ending, set[str]]:
    """Let the window judge a planted fault without any database."""
    faulty, *companions = fault.arrange(case)
    made = papers_of(faulty)
    parcel = Parcel(
        purchase=faulty,
        dossier=fault.spoil(made.dossier),
        assessment=made.assessment,
        fault=fault,
    )
    found = [(paper, alone(sender, paper)) for sender, paper in parcel.papers()]
    codes = set().union(*(codes for _, codes in found))
    if codes:
        refused = any(bad and isinstance(paper, Declaration) for paper, bad in found)
        return Ending.REJECTED if refused else Ending.WAITING, codes
    decision = decide(parcel.dossier, surroundings(fault, companions))
    return ENDINGS[decision.outcome], {it.code for it in decision.findings}


def test_the_same_seed_gives_the_same_hundred_consignments() -> None:
    once, again, other = (
        plant(100, seed, zone=sandbox(), at=NOON) for seed in (7, 7, 8)
    )
    said = [hashlib.sha256(repr(it).encode()).hexdigest() for it in (once, again)]
    assert said[0] == said[1]
    assert repr(other) != repr(once)


def test_two_runs_never_give_the_same_number() -> None:
    later = NOON.replace(microsecond=251_000)
    numbers = {
        parcel.dossier.payment.transaction
        for at in (NOON, later)
        for parcel in plant(50, 7, zone=sandbox(), at=at)
    }
    assert len(numbers) == 100
    assert run_named(NOON) != run_named(later)


def test_a_clean_consignment_passes_every_check_and_is_released() -> None:
    for purchase in drawn(300):
        made = papers_of(purchase)
        parcel = Parcel(
            purchase=purchase, dossier=made.dossier, assessment=made.assessment
        )
        for sender, paper in parcel.papers():
            assert alone(sender, paper) == set()
        decision = decide(made.dossier, KNOWN)
        assert (decision.outcome, decision.findings) == (Outcome.RELEASE, [])
        assert decision.tax == made.dossier.order.tax_withheld


def test_seven_in_ten_come_out_of_bond_and_some_have_a_coupon() -> None:
    found = drawn(1000)
    assert 250 <= sum(purchase.direct for purchase in found) <= 350
    assert 100 <= sum(purchase.discount > 0 for purchase in found) <= 200
    assert {len(purchase.basket) for purchase in found} >= {1, 2, 3}


def test_identity_numbers_are_sound_and_nobodys() -> None:
    for purchase in drawn(300):
        number = purchase.buyer.person.id_number
        assert resident_id(number, today=NOON.date()) is None
        assert number[14:17] == "000"
        assert purchase.buyer.consignee.telephone[3:6] == "000"


def test_buyers_share_neither_number_nor_telephone_nor_address() -> None:
    people = {purchase.buyer for purchase in drawn(2000)}
    for told in ("id_number", "telephone"):
        assert len({getattr(it.person, told) for it in people}) == len(people)
    assert len({it.consignee.address for it in people}) == len(people)


def test_a_buyer_comes_back_once_at_most() -> None:
    times = Counter(purchase.buyer.person.id_number for purchase in drawn(2000))
    assert set(times.values()) == {1, 2}


def test_there_are_forty_articles_and_more_with_sound_bar_codes() -> None:
    articles = catalogue(NOON.date())
    assert len({it.name for it in articles}) >= 40
    assert len({it.hs_code for it in articles}) >= 40
    assert [it.barcode for it in articles if gtin(it.barcode)] == []


def test_the_firms_of_the_sandbox_bear_sound_codes() -> None:
    page = read_page("zone/sandbox.yaml")
    credit = [e.get("credit_code", e["code"]) for e in page["firms"]]
    assert [code for code in credit if len(code) == 18 and credit_code(code)] == []
    assert {role for firm in registry().values() for role in firm.roles} == set(Role)
    known = registry()
    named = {code for it in page["mandates"] for code in (it["principal"], it["agent"])}
    assert named <= set(known)


def test_there_are_enough_kinds_of_fault_and_each_has_its_own_name() -> None:
    assert len(FAULTS) >= 14
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", DECIDED, ids=lambda fault: fault.name)
def test_a_fault_planted_alone_is_told_by_its_codes_and_no_other(fault: Fault) -> None:
    found = drawn(60, seed=fault.name)
    step = 1 + fault.companions
    for start in range(0, len(found) - step, step):
        ending, codes = told(fault, found[start : start + step])
        assert ending is fault.ending
        assert codes & set(fault.signs)
        assert codes <= {*fault.signs, *fault.beside} - {NEUTRAL}


@pytest.mark.parametrize(
    "fault", [f for f in FAULTS if f.companions], ids=lambda fault: fault.name
)
def test_the_companions_of_a_fault_are_right_by_themselves(fault: Fault) -> None:
    _, *companions = fault.arrange(drawn(1 + fault.companions))
    for purchase in companions:
        decision = decide(papers_of(purchase).dossier, KNOWN)
        assert (decision.outcome, decision.findings) == (Outcome.RELEASE, [])


def test_a_repeated_order_stands_under_the_key_of_the_first() -> None:
    fault = next(f for f in FAULTS if f.ending is Ending.REPEATED)
    again, first = (papers_of(it).dossier for it in fault.arrange(drawn(2)))
    assert key_of(again.order) == key_of(first.order)
    assert key_of(again.declaration) == key_of(first.declaration)
    assert key_of(again.payment) != key_of(first.payment)


def test_messages_carry_every_paper_once_and_spoilt_ones_name_their_fault() -> None:
    parcels = plant(200, 3, zone=sandbox(), at=NOON)
    sent = Counter(
        paper.heading.guid for parcel in parcels for _, paper in parcel.papers()
    )
    faults, carried = Counter[str](), Counter[str]()
    for letter in letters(Random(3), parcels, sandbox()):
        reading = read_message(letter.data)
        faults.update(fault.code for fault in reading.faults)
        carried.update(paper.heading.guid for paper in reading.papers)
        assert not reading.transfer or reading.transfer.code == letter.sender
    mangled = [p for p in parcels if p.fault and p.fault.mangle]
    assert {sign for p in mangled for sign in p.fault.signs} <= set(faults)
    lost = {p.dossier.declaration.heading.guid for p in mangled}
    assert set(sent) - set(carried) == lost
    assert set(carried.values()) == {1}


def test_six_in_a_hundred_are_at_fault_in_at_least_twelve_kinds() -> None:
    parcels = plant(2000, 1, zone=sandbox(), at=NOON)
    kinds = Counter(parcel.fault.name for parcel in parcels if parcel.fault)
    assert len(parcels) == 2000
    assert sum(kinds.values()) == 120
    assert len(kinds) == len(FAULTS)


def test_messages_are_valid_by_the_official_schema_but_for_the_signature() -> None:
    if not SCHEMA.exists():
        pytest.skip("the official schemas are not beside this checkout")
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    right = [p for p in plant(60, 3, zone=sandbox(), at=NOON) if not is_mangled(p)]
    for letter in letters(Random(3), right, sandbox()):
        document = etree.fromstring(letter.data)
        schema.validate(document)
        faults = [error.message for error in schema.error_log]
        assert [fault for fault in faults if "Signature" not in fault] == []
        assert len(faults) == ("CEB621Message" in document.tag)


def test_the_page_about_the_demonstration_names_every_fault() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for fault in FAULTS:
        row = f"| {fault.chinese} {fault.english} | {'、'.join(fault.signs)} |"
        assert row in page
