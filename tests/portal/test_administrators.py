"""三员分立 One opens accounts, one lets them in, one reads what both did."""

import psycopg
import pytest

from tests.portal.accounts import WORD
from tests.portal.strict import ALERT, NOTE, Person, coded, journal, strict
from tests.portal.visiting import Page, Visitor, World

__all__ = ["strict"]
CHEN = {
    "username": "chensw",
    "full_name": "陈税务",
    "identity": "330106197001011234",
    "post": "tax",
    "organisation": "tax",
}


@pytest.fixture(scope="module")
def desks(strict: World) -> dict[str, Visitor]:
    """Let each administrator in, the second factor registered."""
    return {it: Person(strict.url, it).enter() for it in ("xitong", "anquan", "shenji")}


def proposed(system: Visitor, **changed: str) -> Page:
    system.get("/accounts/")
    return system.post("/accounts/", **(CHEN | changed))


def decided(security: Visitor, name: str, move: str) -> list[str]:
    security.get("/approvals/")
    security.post(f"/approvals/{name}/", move=move, reason="核对过任命文件")
    return security.get("/approvals/").says(NOTE)


def test_an_account_works_only_after_a_second_administrator_approved(
    strict: World, desks: dict[str, Visitor]
) -> None:
    assert proposed(desks["xitong"]).goes_to == "/accounts/"
    (word,) = desks["xitong"].get("/accounts/").says("//*[@id='password']")
    shown_again = desks["xitong"].get("/accounts/").says("//*[@id='password']")
    early = Visitor(strict.url).sign_in("chensw", word)
    own = desks["xitong"].post("/approvals/chensw/", move="approve", reason="自己批")
    trouble = decided(desks["anquan"], "chensw", "approve")
    visitor = Visitor(strict.url)
    came = visitor.sign_in("chensw", word)
    new = {"new_password1": "tax-office-2026", "new_password2": "tax-office-2026"}
    first = visitor.get("/collection/").goes_to
    changed = visitor.post("/account/password/", old_password=word, **new)

    assert (shown_again, trouble) == ([], [])
    assert (early.status, early.says(ALERT)) == (
        422,
        ["账号尚未批准或已停用。联系安全管理员或系统管理员。"],
    )
    assert coded(early.says(ALERT)) == ["USR-1418"]
    assert (own.status, came.status) == (404, 302)
    assert (first, changed.goes_to) == ("/account/password/", "/account/")
    assert visitor.get("/collection/").goes_to == "/account/"
    assert journal(strict, "chensw") == [
        ("xitong", "account-propose", "done"),
        ("anquan", "account-approve", "done"),
        ("chensw", "change-password", "done"),
    ]


def test_no_person_is_two_administrators(desks: dict[str, Visitor]) -> None:
    system = desks["xitong"]
    one = {"identity": "33010619800101567X", "organisation": "operator"}
    proposed(system, username="fushen", post="audit", **one)
    second = proposed(system, username="fuan", post="security", **one)
    both = proposed(system, username="fuan", post="security", organisation="customs")
    nowhere = proposed(system, username="fuan", organisation="9999XX0000")
    taken = proposed(system, username="fushen", identity="440301199001011111")

    assert second.says(NOTE) == [
        "三员分立：此人已任管理员（fushen）。由另一人担任，或先销去原账号。"
    ]
    assert both.says(NOTE) == [
        "该机构没有这个岗位：customs / security。改选该机构的岗位。"
    ]
    assert coded(nowhere.says(NOTE)) == ["USR-1401"]
    assert taken.says(NOTE) == ["账号名 fushen 已有人使用。改用另一个账号名。"]
    assert decided(desks["anquan"], "fushen", "decline") == []


def test_nobody_decides_on_an_account_of_her_own(
    strict: World, desks: dict[str, Visitor]
) -> None:
    with psycopg.connect(strict.dsn) as connection:
        connection.execute(
            "UPDATE account SET person = 'x' WHERE username IN ('anquan', 'yunying')"
        )
    own = decided(desks["anquan"], "anquan", "suspend")
    hers = decided(desks["anquan"], "yunying", "suspend")

    assert own == hers == ["不得审批本人的账号。由另一位安全管理员审批。"]
    assert journal(strict, "yunying") == []


def test_who_is_suspended_is_out_at_once_and_comes_back_by_both(
    strict: World, desks: dict[str, Visitor]
) -> None:
    system, lina = desks["xitong"], Person(strict.url, "lina").password()
    assert lina.get("/account/").status == 200
    system.get("/accounts/")
    path = "/accounts/lina/"
    bare = system.post(path, move="suspend")
    told = system.get("/accounts/").says(NOTE)
    still = lina.get("/account/").status
    system.post(path, move="suspend", reason="离岗")
    out = lina.get("/account/").status
    system.post(path, move="restore", reason="返岗")
    early = Visitor(strict.url).sign_in("lina").status
    decided(desks["anquan"], "lina", "approve")
    back = Visitor(strict.url).sign_in("lina").status

    assert (bare.status, told) == (302, ["须写明理由（2 至 200 字）。"])
    assert (still, out, early, back) == (200, 302, 422, 302)
    system.post(path, move="repost", post="officer", organisation="1100EC0001")
    assert system.get("/accounts/").says(NOTE) == [
        "该机构没有这个岗位：1100EC0001 / officer。改选该机构的岗位。"
    ]
    assert Visitor(strict.url).sign_in("lina").status == 302


def test_what_was_lost_is_reset(strict: World, desks: dict[str, Visitor]) -> None:
    officer = Person(strict.url, "guanyuan")
    before = officer.enter()
    path = "/accounts/guanyuan/"
    desks["xitong"].post(path, move="reset-factors")
    out = before.get("/queue/").status
    waiting = Visitor(strict.url).sign_in("guanyuan", WORD).status
    decided(desks["anquan"], "guanyuan", "approve")
    again = officer.password().get("/queue/").goes_to
    desks["xitong"].post(path, move="reset-password")
    (word,) = desks["xitong"].get("/accounts/").says("//*[@id='password']")

    assert (out, waiting, again) == (302, 422, "/account/")
    assert Visitor(strict.url).sign_in("guanyuan", word).status == 422
    decided(desks["anquan"], "guanyuan", "approve")
    assert Visitor(strict.url).sign_in("guanyuan", WORD).status == 422
    assert Visitor(strict.url).sign_in("guanyuan", word).status == 302


def test_the_auditor_reads_and_changes_nothing(desks: dict[str, Visitor]) -> None:
    auditor = desks["shenji"]
    found = auditor.get("/journal/?account=chensw&kind=administration")
    nobody = auditor.get("/journal/?account=nobody").says("//h2")
    past = auditor.get("/journal/?since=2020-01-01&until=2020-01-02").says("//h2")
    closed = [
        auditor.get(path).status for path in ("/accounts/", "/approvals/", "/trust/")
    ]
    acted = auditor.post("/accounts/chensw/", move="suspend", reason="不该")

    assert found.says("//tbody/tr/td[2]") == ["anquan", "xitong"]
    assert found.says("//tbody/tr/td[3]") == ["批准账号", "提出开户"]
    assert nobody == past == ["这些天里没有符合条件的记录"]
    assert (closed, acted.status) == ([404, 404, 404], 404)
    others = [desks[it].get("/journal/").status for it in ("xitong", "anquan")]
    assert others == [404, 404]
