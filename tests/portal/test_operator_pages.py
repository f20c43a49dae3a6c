"""Filing on pages: applied for by anybody, checked, decided, annotated, changed."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import psycopg
import pytest

from tests.agencies import BEGAN, Day, asker
from tests.conftest import KEYS
from tests.operators import CODE, FIRM, NAME, PERSON
from tests.papers import SELLER
from tests.portal.browsing import TELEPHONE, Open, fits
from tests.portal.visiting import Visitor, World
from tests.window import Window
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.agencies.model import Agency
from tongguan.plumbing.identity.store import ApiKeys

Visit = Callable[[str], Visitor]
FORM: dict[str, str] = {k: it for k, it in FIRM.items() if isinstance(it, str)}
FORM |= {"roles": "seller", "directions": "import"}
OTHER = "91990100MA10QB2T3C"
THIRD = "91990100MA10QE5X6F"
SHORT = {
    "code": OTHER,
    "name": "云汐自营商城-D",
    "bank_account": "6222020200445566",
    "site_url": "https://shop.example.com",
    "telephone": "0571-88990022",
}
WHO = {k: it for k, it in PERSON.items() if isinstance(it, str) and k != "kind"}
WHO |= {"roles": "seller", "directions": "export"}
MERCHANTS = """主体类型,统一社会信用代码或证件号码,名称或姓名,经营角色,\
进出口方向,法定代表人,银行账号,联系电话
境内企业,91990100MA10QF6Y7G,云汐六号店,电商企业,进口,沈禾,6222020200112238,0571-88990018
境内企业,91990100MA10QC3U4D,云汐三号店,银行,进口,沈禾,6222020200112235,0571-88990013
""".encode()
STATE = "//dd[@class='said'][1]/span"


@pytest.fixture(scope="module")
def registers(world: World) -> Callable[[], object]:
    """Let registry, police and bank be asked, and answer once they are."""
    window = Window(world.dsn)
    with window.connection.transaction():
        window.rooms.agencies.use(list(Agency), BEGAN)
    window.close()

    def answer() -> None:
        opened = Window(world.dsn)
        asker(opened, Day()).work()
        opened.close()

    return answer


def applied(visitor: Visitor, kind: str, **words: str) -> str:
    place = f"/filing/apply/?kind={kind}"
    visitor.get(place)
    return visitor.post(place, **words).goes_to


def test_everything_wrong_is_told_at_its_entry_and_nothing_typed_is_lost(
    visit: Visit,
) -> None:
    anybody = visit("")
    anybody.get("/filing/apply/")
    page = anybody.post(
        "/filing/apply/", **(FORM | {"code": CODE[:-1] + "K", "bank_account": "12"})
    )
    assert page.says("//div[@id='wrong-code']//b") == [
        f"统一社会信用代码“{CODE[:-1]}K”第18位校验码应为“B”。"
    ]
    assert len(page.says("//div[@class='wrong']")) == 2
    assert f'value="{NAME}"' in page.body
    assert anybody.get("/filing/apply/", **{"Accept-Language": "en"}).status == 200


def test_a_firm_applies_is_checked_and_filed_without_anybody_s_hand(
    visit: Visit, registers: Callable[[], object]
) -> None:
    anybody, place = visit(""), applied(visit(""), "firm", **FORM)
    assert anybody.get(place).says(STATE)[0] == "核验中"
    registers()
    page = anybody.get(place)
    assert page.says(STATE)[0] == "已备案"
    assert page.says("//section[@aria-labelledby='checks']//tbody/tr/td[2]") == [
        "一致",
        "一致",
    ]
    assert FORM["bank_account"] not in page.body
    assert "622***********33" in page.body
    again = anybody.post("/filing/apply/?kind=firm", **FORM)
    assert again.says("//div[@id='wrong-code']//a") == ["RGT-1405"]


def test_what_differs_is_decided_with_a_reason_and_every_agency_reads_one_record(
    visit: Visit, registers: Callable[[], object]
) -> None:
    place = applied(visit(""), "self_built", **SHORT)
    registers()
    number = place.strip("/").split("/")[1]
    record = f"/operators/{number}/"
    inspector, officer = visit("jianyi"), visit("guanyuan")
    assert number in officer.get("/operators/").body
    found = inspector.get(record)
    assert found.says("//p[@class='advice-says']/a") == ["RGT-1422", "RGT-1425"]
    assert found.says("//form[@class='card acts']") == []
    assert inspector.post(f"{record}decide/", move="file", reason="x1").status == 404

    officer.get(record)
    assert officer.post(f"{record}decide/", move="file").goes_to == record
    assert officer.get(record).says(STATE)[0] == "待人工核查"
    officer.post(f"{record}decide/", move="file", reason="已核对变更通知书")
    assert visit("").get(place).says("//p[@class='event-text']") == ["已核对变更通知书"]

    inspector.get(record)
    for kind, value in (("ciq_filing", "3300600123"), ("remark", "首批货物抽检")):
        inspector.post(f"{record}note/", kind=kind, value=value, effective="2026-11-01")
    inspector.post(
        f"{record}note/", kind="fx_directory", value="A", effective="2026-11-01"
    )
    notes = "//section[@aria-labelledby='notes']//tbody/tr/td[2]/span"
    assert officer.get(record).says(notes) == ["首批货物抽检", "3300600123"]
    assert visit("").get(place).says(notes) == ["3300600123"]


def test_what_is_secret_is_seen_in_full_only_for_a_purpose_on_record(
    visit: Visit, world: World
) -> None:
    officer = visit("guanyuan")
    records = officer.get("/operators/?state=every").links("//td/a[@class='code']")
    record = next(it for it in records if NAME in officer.get(it).body)
    refused = officer.post(f"{record}reveal/", purpose="verification")
    assert (refused.status, refused.goes_to) == (302, record)
    ground = {"purpose": "verification", "reference": "hz2026-0118"}
    shown = officer.post(f"{record}reveal/", **ground)
    assert FORM["bank_account"] in shown.body
    opened = Window(world.dsn)
    with opened.connection.transaction():
        number = record.strip("/").split("/")[1]
        lines = opened.rooms.journal.about(f"filing/{number}")
    opened.close()
    assert [it.detail for it in lines] == [ground | {"reference": "HZ2026-0118"}]


def test_a_person_on_file_can_see_who_read_the_filing_in_full(
    visit: Visit, world: World
) -> None:
    place = applied(visit(""), "individual", **WHO)
    number = place.strip("/").split("/")[1]
    clerk = visit("shangwu")
    clerk.get(f"/operators/{number}/")
    ground = {"purpose": "complaint", "reference": "TS-2026-9"}
    shown = clerk.post(f"/operators/{number}/reveal/", **ground)
    person = KEYS.index("buyer", f"1:{WHO['code']}")
    with psycopg.connect(world.dsn) as connection:
        looks = Rooms.over(connection, KEYS).offices.lookups.looked_at(person)

    assert WHO["code"] in shown.body
    assert [(it.officer, it.filing, it.purpose) for it in looks] == [
        ("shangwu", number, "complaint")
    ]
    (row,) = clerk.get("/lookups/").says("//tbody/tr")
    assert number in row
    assert row.endswith("投诉与纠纷处理 TS-2026-9")


def test_a_list_of_merchants_is_handed_in_and_its_good_rows_apply(
    visit: Visit,
) -> None:
    clerk = visit("yunying")
    clerk.get("/merchants/")
    nothing = clerk.upload("/merchants/", b"")
    handed_in = clerk.upload("/merchants/", MERCHANTS)
    before = clerk.get(handed_in.goes_to)
    clerk.post(handed_in.goes_to)
    after = clerk.get(handed_in.goes_to)
    digest = handed_in.goes_to.strip("/").split("/")[1]

    assert nothing.goes_to == ""
    assert (handed_in.status, len(digest)) == (302, 64)
    assert len(before.says("//tbody/tr")) == 2
    assert "已提交 1 家商户的申请。" in after.body
    assert len(after.links("//tbody//a[contains(@href, '/operators/')]")) == 1
    assert visit("shangwu").get(handed_in.goes_to).status == 404
    assert clerk.opens(f"{handed_in.goes_to}result.xlsx") == 200


def test_a_firm_on_the_register_changes_its_own_filing_and_compares_versions(
    visit: Visit, registers: Callable[[], object]
) -> None:
    lina = visit("lina")
    assert lina.get("/filing/").goes_to == "/filing/apply/"
    form = lina.get("/filing/apply/")
    assert f'value="{SELLER.code}"' in form.body
    assert f'value="{SELLER.name}"' in form.body
    own = FORM | {"code": "91990100MA10QC3U4D", "customs_code": SELLER.code}
    applied(lina, "firm", **(own | {"name": SELLER.name}))
    registers()
    assert lina.get("/filing/").says(STATE)[0] == "已备案"

    lina.get("/filing/change/")
    changed = own | {"name": "杭州新名-D", "place": "杭州市"}
    assert lina.post("/filing/change/", **changed).goes_to == "/filing/"
    registers()
    page = lina.get("/filing/")
    assert page.says(STATE)[0] == "变更待人工核查"
    differing = page.says("//td[contains(@class,'cell-against')]/../td")
    assert differing == [SELLER.name, "杭州新名-D", "—", "杭州市"]
    assert lina.post("/filing/", move="withdraw").goes_to == "/filing/"
    assert lina.get("/filing/").says(STATE)[0] == "已备案"


def test_a_draft_is_kept_and_gone_on_with(visit: Visit) -> None:
    anybody = visit("")
    place = applied(anybody, "firm", name="只写了名称", save="1")
    assert anybody.get(place).says(STATE)[0] == "暂存"
    number = place.strip("/").split("/")[1]
    form = f"/filing/apply/?kind=firm&from={number}"
    assert 'value="只写了名称"' in anybody.get(form).body
    whole = FORM | {"code": "91990100MA10QD4W5E"}
    assert anybody.post(form, **whole).goes_to == place
    assert anybody.get(place).says(STATE)[0] == "核验中"
    assert visit("guanyuan").post(place).status == 404


def test_the_form_and_the_record_fit_a_telephone(page_for: Open) -> None:
    page = page_for("guanyuan", TELEPHONE)
    for place in ("/filing/apply/?kind=firm", "/operators/?state=every"):
        page.goto(place)
        assert fits(page)
    page.click("td a.code")
    page.wait_for_selector("#entries")
    assert fits(page)


def test_a_machine_applies_asks_and_changes_its_own_filing(
    world: World, registers: Callable[[], object]
) -> None:
    opened = Window(world.dsn)
    with opened.connection.transaction():
        key = ApiKeys(opened.connection).make(THIRD, "", BEGAN)
    opened.close()
    said = FIRM | {"code": THIRD, "name": "云汐接口商行"}
    status, refused = call(world, "POST", said | {"telephone": "", "hat": "1"})
    assert (status, refused["code"]) == (422, "RGT-1208")
    assert [it["code"] for it in refused["findings"]] == ["RGT-1401", "RGT-1410"]
    status, made = call(world, "POST", said, key)
    assert (status, made["state"]) == (201, "applied")
    registers()
    status, own = call(world, "GET", None, key)
    assert (status, own["state"], own["firm"]) == (200, "filed", THIRD)
    assert own["particulars"]["bank_account"] == "622***********33"
    status, changed = call(world, "PUT", said | {"place": "杭州市"}, key)
    assert (status, changed["state"]) == (200, "changed")
    assert changed["versions"][1]["changed"] == ["place"]
    assert call(world, "PUT", said, key)[1]["code"] == "STA-1041"
    assert call(world, "GET", None)[0] == 401
    url = json.dumps({"url": "https://platform.example/x"}).encode()
    answer = httpx.put(
        f"{world.url}/api/v1/payment-data/address",
        content=url,
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "RGT-1207")


def call(world: World, method: str, said: Any, key: str = "") -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = httpx.request(
        method, f"{world.url}/api/v1/filings", json=said, headers=headers
    )
    return answer.status_code, answer.json()
