"""A return waits on a page of its own, an officer grants it, the case tells it all."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.test_returning import returning
from tests.letters import papers
from tests.parcels import parcel
from tests.portal.conftest import World
from tests.portal.visiting import Visitor
from tests.window import Window

Visit = Callable[[str], Visitor]
SERIAL = 991


@pytest.fixture(scope="module")
def number(world: World) -> str:
    """Release a parcel worth an officer's look, and ask for it back."""
    window = Window(world.dsn)
    dossier = parcel(SERIAL, tins=10)
    window.send(*papers(dossier))
    asked = returning(window, dossier, 10)
    window.send(asked)
    assert window.states(asked) == ["in_review"]
    window.close()
    return asked.list_number


def test_an_officer_grants_a_return_on_its_page(visit: Visit, number: str) -> None:
    officer, stranger = visit("guanyuan"), visit("lina")
    page = officer.get("/returns/")
    assert page.says("//section/h2") == [number]
    assert "2,390.00" in page.says("//section/dl")[0]
    (address,) = re.findall(r'action="(/returns/\d+/)"', page.body)
    assert stranger.post(address, move="conclude", reason="包装完好").status == 404
    assert "须写明" in after(officer, address, move="conclude", reason="")

    assert "已同意退货" in after(officer, address, move="conclude", reason="包装完好")

    assert "没有待审退货" in officer.get("/returns/").body
    case = officer.get(f"/declarations/{number}/")
    assert case.says("//h1")[0].endswith("已退货")
    told = [
        it for it in case.says("//li[contains(@class, 'event')]") if "退货申请单" in it
    ]
    assert [any(status in it for it in told) for status in ("120", "300", "399")] == [
        True,
        True,
        True,
    ]


def after(officer: Visitor, address: str, **form: str) -> str:
    """Send a form and read the page it leads to."""
    assert officer.post(address, **form).goes_to == "/returns/"
    return officer.get("/returns/").body
