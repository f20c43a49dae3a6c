"""Operators filed: checked with the registers, changed, suspended; one for a code."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.agencies import BEGAN, Day, asker
from tests.conftest import KEYS, TEMPLATE, execute
from tests.operators import (
    CLERK,
    CODE,
    FIRM,
    NAME,
    PERSON,
    apply,
    asked,
    decide,
    now,
    refused,
    register,
    told,
)
from tests.window import Window
from tongguan.commerce.operator_filing.lifecycle import FilingState as S
from tongguan.commerce.operator_filing.model import read_particulars
from tongguan.gateway.agencies.stand import Stand
from tongguan.gateway.outside import CONTRACTS
from tongguan.journeys import operator_filing as journey
from tongguan.journeys.operator_filing import Person, UnfitFilingError
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.agencies.model import Agency
from tongguan.trade.registry import FiledFirm, Role


@pytest.fixture(scope="module")
def place(server: str) -> Iterator[str]:
    execute(server, f"CREATE DATABASE filing TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="filing")
    execute(server, "DROP DATABASE filing WITH (FORCE)")


@pytest.fixture
def window(place: str) -> Iterator[Window]:
    opened = Window(place)
    opened.clean()
    with opened.connection.transaction():
        opened.rooms.agencies.use(list(Agency), BEGAN)
    yield opened
    opened.close()


def test_what_all_registers_agree_to_is_filed_and_on_the_register(
    window: Window,
) -> None:
    filing = apply(window)
    assert (filing.state, register(window, CODE)) == (S.APPLIED, None)

    asked(window)
    filed = now(window, filing)
    assert (filed.state, filed.in_force, filed.firm) == (S.FILED, 1, CODE)
    roles = frozenset({Role.SELLER, Role.DECLARANT})
    assert register(window, CODE) == FiledFirm(code=CODE, name=NAME, roles=roles)
    with window.connection.transaction():
        answers = window.rooms.operators.answers(filed)
        held = window.rooms.enterprises.addresses_of([CODE])[CODE]
    assert [(it.agency, it.outcome) for it in answers] == [
        ("registry", "agrees"),
        ("bank", "agrees"),
    ]
    assert answers[0].says["registeredName"] == NAME
    assert [it.address for it in held] == ["DXPENT0000099001"]


def test_nothing_personal_stands_in_the_tables(window: Window) -> None:
    apply(window, **PERSON)
    rows = window.rows("SELECT f::text FROM operator_filing AS f")
    rows += window.rows("SELECT v::text FROM operator_version AS v")
    assert len(rows) == 2
    for (row,) in rows:
        for secret in ("沈禾", PERSON["code"], PERSON["bank_account"]):
            assert secret not in row
    assert now(window, apply(window)).name == NAME


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({"name": "云汐新禾-D"}, ["RGT-1422", "RGT-1425"]),
        ({"name": "云汐新禾-U"}, ["RGT-1423", "RGT-1425"]),
        (PERSON | {"name": "沈异"}, ["RGT-1424", "RGT-1425"]),
    ],
)
def test_what_differs_waits_for_an_officer_who_says_why(
    window: Window, words: dict[str, Any], codes: list[str]
) -> None:
    filing = apply(window, **words)
    asked(window)
    assert (now(window, filing).state, told(window, filing)) == (S.TO_CHECK, codes)

    with pytest.raises(IllegalMoveError):
        decide(window, filing, "file", " ")
    assert decide(window, filing, "file").state is S.FILED


def test_while_a_register_is_away_an_application_waits_and_is_asked_again(
    window: Window,
) -> None:
    day = Day()
    filing, asking = apply(window, name="云汐新禾-X"), asker(window, day)
    states = []
    for _ in range(4):
        asking.work()
        states.append(now(window, filing).state)
        day.later(3600)
    assert states == [S.APPLIED, S.APPLIED, S.FILED, S.FILED]


def test_without_lines_to_the_registers_an_officer_looks(window: Window) -> None:
    with window.connection.transaction():
        window.rooms.agencies.use([], BEGAN)
    filing = apply(window)
    assert filing.state is S.TO_CHECK
    assert told(window, filing) == ["RGT-1426", "RGT-1426"]
    assert decide(window, filing, "refuse", "营业执照已过期").state is S.REFUSED
    assert register(window, CODE) is None
    assert apply(window).state is S.TO_CHECK


def test_a_code_is_filed_once_and_whatever_is_wrong_is_told_at_once(
    window: Window,
) -> None:
    apply(window)
    assert refused(window, FIRM) == [
        ("RGT-1405", f"“{CODE}”已有备案或正在办理的申请，同一主体只备案一次。")
    ]
    wrong = CODE[:-1] + "K"
    said = {"code": wrong, "name": "", "roles": ["bank"], "hat": "1"} | {
        "bank_account": "12-3",
        "legal_person": "沈禾",
        "directions": "sideways",
    }
    assert [code for code, _ in refused(window, said)] == [
        *("RGT-1401", "RGT-1401", "RGT-1402", "RGT-1404"),
        *("RGT-1408", "RGT-1409", "RGT-1410"),
    ]
    assert (
        "RGT-1404",
        f"统一社会信用代码“{wrong}”第18位校验码应为“B”。",
    ) in refused(window, said)
    odd = CODE[:9] + "O" + CODE[10:]
    assert refused(window, FIRM | {"code": odd}) == [
        ("RGT-1403", f"统一社会信用代码“{odd}”第10位不能是该字符。")
    ]
    assert refused(window, FIRM | {"code": CODE[1:]}) == [
        ("RGT-1412", f"统一社会信用代码“{CODE[1:]}”共17位，应为18位。")
    ]
    ((count,),) = window.rows("SELECT count(*) FROM operator_filing")
    assert count == 1


def test_a_change_is_checked_while_the_version_before_it_holds(window: Window) -> None:
    filing = apply(window)
    asked(window)
    says = read_particulars(
        FIRM | {"name": "云汐新禾-D", "roles": ["seller"]}, BEGAN.date()
    )
    with window.connection.transaction():
        journey.change(window.rooms, filing.number, says, CLERK, BEGAN)
    asked(window)
    changed = now(window, filing)
    assert (changed.state, changed.version, changed.in_force) == (
        S.CHANGE_TO_CHECK,
        2,
        1,
    )
    found = register(window, CODE)
    assert found is not None
    assert (found.name, found.active, len(found.roles)) == (NAME, True, 2)

    decide(window, filing, "file")
    found = register(window, CODE)
    assert found is not None
    assert (found.name, found.roles) == ("云汐新禾-D", frozenset({Role.SELLER}))
    with window.connection.transaction():
        kept = [it.says.name for it in window.rooms.operators.versions(changed)]
        moves = [it.move for it in window.rooms.operators.steps(changed)]
    assert kept == [NAME, "云汐新禾-D"]
    assert moves == ["apply", "pass", "change", "refer", "file"]
    with pytest.raises(psycopg.errors.RestrictViolation):
        window.connection.execute("UPDATE operator_version SET by = 'x'")
    window.connection.rollback()


def test_a_suspended_firm_is_off_the_register_until_it_is_restored(
    window: Window,
) -> None:
    filing = apply(window)
    asked(window)
    active = []
    for move in ("suspend", "restore", "cancel"):
        decide(window, filing, move)
        found = register(window, CODE)
        active.append(found is not None and found.active)
    assert active == [False, True, False]
    assert now(window, filing).state is S.CANCELLED
    with pytest.raises(IllegalMoveError):
        decide(window, filing, "restore")


def test_one_short_form_files_import_and_export_of_a_firm_with_its_own_platform(
    window: Window,
) -> None:
    short = {
        "kind": "self_built",
        "code": CODE,
        "name": NAME,
        "bank_account": "6222020200112233",
        "telephone": "0571-88990011",
        "site_url": "https://shop.example.com",
    }
    says = read_particulars(short, BEGAN.date())
    assert (says.roles, says.directions) == (
        ("seller", "platform"),
        ("import", "export"),
    )
    with window.connection.transaction():
        journey.apply(window.rooms, says, CLERK, BEGAN)
    asked(window)
    found = register(window, CODE)
    assert found is not None
    assert found.roles == frozenset({Role.PLATFORM, Role.SELLER})


def test_those_of_hong_kong_are_filed_by_hand_where_the_zone_files_them(
    window: Window,
) -> None:
    words = FIRM | {"kind": "hong_kong_person", "code": "A123456(3)", "roles": []}
    filing = apply(window, **words)
    asked(window)
    assert told(window, filing) == ["RGT-1427"]
    assert decide(window, filing, "file").firm == f"GR{filing.id:08d}"
    assert refused(window, words | {"code": "A1234567"})[0] == (
        "RGT-1406",
        "号码“A12***67”的位数、字符、日期或校验位不符合A123456(7)。",
    )


def test_a_firm_on_the_register_may_make_its_own_filing_and_nobody_else(
    window: Window,
) -> None:
    words = FIRM | {"customs_code": "9901960S01"}
    assert [code for code, _ in refused(window, words)] == ["RGT-1405"]
    filing = apply(window, Person(name="lina", organisation="9901960S01"), **words)
    asked(window)
    assert now(window, filing).firm == "9901960S01"


def test_a_zone_may_leave_hong_kong_out_and_nobody_becomes_another(
    window: Window, place: str
) -> None:
    kind = {"kind": "hong_kong_firm", "code": "12345678"}
    words = FIRM | kind | {"roles": ["seller"]}
    says = read_particulars(words, BEGAN.date())
    with psycopg.connect(place) as connection:
        elsewhere = Rooms.over(connection, KEYS, "production")
        ((found,),) = journey.examine(elsewhere, [says], CLERK, BEGAN)
    assert found.code == "RGT-1407"

    filing = apply(window)
    asked(window)
    other = read_particulars(FIRM | {"code": "91990100MA10QB2T3C"}, BEGAN.date())
    with pytest.raises(UnfitFilingError) as caught, window.connection.transaction():
        journey.change(window.rooms, filing.number, other, CLERK, BEGAN)
    assert [it.code for it in caught.value.findings] == ["RGT-1411"]
    assert now(window, filing).version == 1


def test_a_name_the_registry_has_otherwise_is_shown_beside_it(window: Window) -> None:
    filing = apply(window, name="云汐新和贸易有限公司")

    class Renamed(Stand):
        def ask(self, subject: str, question: str, body: bytes) -> bytes:
            said = super().ask(subject, question, body).decode()
            return said.replace("新和", "新禾").encode()

    asker(window, Day(), registry=Renamed(CONTRACTS[Agency.REGISTRY])).work()
    with window.connection.transaction():
        ((finding,),) = [
            it.findings
            for it in window.rooms.operators.steps(filing)
            if it.move == "refer"
        ]
    assert finding["code"] == "RGT-1421"
    assert (finding["given"], finding["expected"]) == ("云汐新和贸易有限公司", NAME)
