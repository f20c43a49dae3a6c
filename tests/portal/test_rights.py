"""权限 Every page, asked for by everybody: one's own, another's, and what is not there.

What may not be seen is answered like what does not exist.
"""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.portal.accounts import WORD
from tests.portal.visiting import Visitor

PORTAL = Path(__file__).parents[2] / "src" / "tongguan" / "portal"
OWN, OTHERS, MISSING = "00001", "00008", "B20260101000000000"
Visit = Callable[[str], Visitor]
# fmt: off
OPEN = [
    #  page             nobody  lina  dongqian  guanyuan  yunying
    ("/",                  200,  200,      200,      200,     200),
    ("/sign-in/",          200,  200,      200,      200,     200),
    ("/what-if/",          200,  200,      200,      200,     200),
    ("/errors/",           200,  200,      200,      200,     200),
    ("/errors/MAT-3005",   200,  200,      200,      200,     200),
    ("/errors/MAT-3999",   404,  404,      404,      404,     404),
    ("/declarations/",     302,  200,      200,      200,     200),
    ("/workbench/",        302,  200,      200,      200,     200),
    ("/stage-times/",      302,  404,      404,      200,     200),
    ("/queue/",            302,  404,      404,      200,     404),
    ("/returns/",          302,  404,      404,      200,     404),
    ("/dashboard/",        302,  404,      404,      200,     200),
    ("/dashboard/pulse/",  302,  404,      404,      200,     200),
    ("/mandates/",         302,  200,      200,      404,     404),
    (OWN,                  302,  200,      404,      200,     200),
    (OTHERS,               302,  404,      200,      200,     200),
    (MISSING,              302,  404,      404,      404,     404),
    ("no-such-page/",      404,  404,      404,      404,     404),
]
ACTS = [
    (OWN, "decide",        302,  404,      404,      302,     404),
    (OWN, "reveal",        302,  404,      404,      302,     404),
    (MISSING, "reveal",    302,  404,      404,      302,     404),
]
# fmt: on
PEOPLE = ("", "lina", "dongqian", "guanyuan", "yunying")


def address(name: str, numbers: dict[str, str]) -> str:
    if name in (OWN, OTHERS, MISSING):
        return f"/declarations/{numbers.get(name, name)}/"
    return name if name.startswith("/") else f"/{name}"


@pytest.mark.parametrize("row", OPEN, ids=lambda row: row[0])
def test_pages_open_to_whom_the_table_says(
    visit: Visit, numbers: dict[str, str], row: tuple[str, int, int, int, int, int]
) -> None:
    path = address(row[0], numbers)
    assert tuple(visit(name).get(path).status for name in PEOPLE) == row[1:]


@pytest.mark.parametrize("row", ACTS, ids=lambda row: f"{row[1]} {row[0]}")
def test_acts_are_open_to_officers_only(
    visit: Visit, numbers: dict[str, str], row: tuple[str, str, int, int, int, int, int]
) -> None:
    path = address(row[0], numbers) + f"{row[1]}/"
    assert tuple(visit(name).post(path).status for name in PEOPLE) == row[2:]


def test_another_s_list_is_told_like_a_missing_one(
    visit: Visit, numbers: dict[str, str]
) -> None:
    stranger = visit("dongqian")
    another = stranger.get(address(OWN, numbers))
    assert another.body == stranger.get(address(MISSING, numbers)).body


def test_a_search_never_finds_another_s_list(
    visit: Visit, numbers: dict[str, str]
) -> None:
    for name in ("lina", "guanyuan"):
        found = visit(name).get(f"/declarations/?number={numbers[OWN]}")
        assert found.says("//tbody//a") == [numbers[OWN]]
    hidden = visit("dongqian").get(f"/declarations/?number={numbers[OWN]}")
    assert hidden.says("//h2") == ["没有符合条件的清单"]


def test_a_visitor_who_signs_in_goes_on_to_where_he_wanted(visit: Visit) -> None:
    asked = visit("").get("/queue/")
    assert asked.goes_to == "/sign-in/?next=/queue/"
    assert Visitor(visit("").url).sign_in("guanyuan").goes_to == "/workbench/"
    newcomer = Visitor(visit("").url)
    newcomer.get(asked.goes_to)
    form = {"username": "guanyuan", "password": WORD, "next": "/returns/"}
    assert newcomer.post("/sign-in/", **form).goes_to == "/returns/"


def test_nobody_is_sent_elsewhere_after_signing_in(visit: Visit) -> None:
    newcomer = Visitor(visit("").url)
    page = newcomer.get("/sign-in/?next=//evil.example/")
    form = "//form[contains(@class, 'signin')]/input[@name='next'][@value='']"
    assert len(page.says(form)) == 1


def test_a_wrong_password_is_told_in_chinese(visit: Visit) -> None:
    newcomer = Visitor(visit("").url)
    page = newcomer.sign_in("lina", "wrong-password")
    assert page.status == 422
    assert "请输入一个正确的用户名和密码" in page.says("//*[@role='alert']")[0]


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(visit: Visit) -> None:
    part = visit("").get("/queue/", **{"HX-Request": "true"})
    assert part.status == 401
    assert part.headers["HX-Redirect"] == "/sign-in/?next=/queue/"


def test_a_form_from_elsewhere_is_refused(
    visit: Visit, numbers: dict[str, str]
) -> None:
    newcomer = Visitor(visit("").url)
    newcomer.sign_in("guanyuan")
    newcomer.token = "x" * 64
    page = newcomer.post(
        address(OWN, numbers) + "decide/", move="release", reason="好的"
    )
    assert (page.status, page.says("//h1")) == (403, ["未能确认表单来自本站"])


def test_every_address_has_its_row_of_the_policy() -> None:
    urls = ast.parse((PORTAL / "urls.py").read_text(encoding="utf-8"))
    patterns = next(
        node.value
        for node in urls.body
        if isinstance(node, ast.Assign)
        and ast.unparse(node.targets[0]) == "urlpatterns"
    )
    assert isinstance(patterns, ast.List)
    calls = [ast.unparse(call).partition("(") for call in patterns.elts]
    assert {name for name, _, _ in calls} == {"page"}
    policy = (PORTAL / "policy.py").read_text(encoding="utf-8")
    for name in [rest.rpartition(", ")[2].strip("')") for _, _, rest in calls]:
        assert f'"{name}":' in policy, name


def test_every_answer_forbids_what_pages_never_do(visit: Visit) -> None:
    for name, path in (("", "/"), ("lina", "/declarations/"), ("lina", "/queue/")):
        headers = visit(name).get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
    assert visit("lina").get("/declarations/").headers["Cache-Control"] == "no-store"


def test_no_template_runs_or_styles_anything_inline() -> None:
    for template in sorted((PORTAL / "templates").rglob("*.html")):
        text = template.read_text(encoding="utf-8")
        assert " style=" not in text, template.name
        assert "<style" not in text, template.name
        assert "<script>" not in text, template.name
        assert " onclick=" not in text, template.name
        assert "|safe" not in text, template.name
