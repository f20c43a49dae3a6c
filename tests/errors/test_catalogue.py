"""The catalogue of codes: whole, in both languages, in the style of the house."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gateway.chinaport.official import STANDARD, needs_standard
from tests.style import APOLOGIES, BARE, CHINESE, POLITE, VERBS
from tongguan.gateway.explaining import by_code, catalogue, plain, sent_here
from tongguan.gateway.machines import KINDS as TOLD_TO_MACHINES
from tongguan.gateway.problems import Problem
from tongguan.handbook.errors import errors_page
from tongguan.journeys.explanations import Explanation
from tongguan.journeys.own_codes import beside
from tongguan.kit.rulebook import read_page

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "src" / "tongguan"
OWN_CODE = re.compile(r"\b[A-Z]{3}-\d{4}\b")
NO_VERBS = {
    *("The", "A", "An", "It", "This", "There", "Nothing", "You", "No", "Its", "Only"),
    *("Your", "They", "That", "These"),
}
TITLE_MAX, TEXT_MAX = 60, 140
SERVER_S_FAULT = 500
LOOKED_UP = {"REF-1004", "REF-1005"}
MECHANICAL = ("SCH", "REF", "TAX", "ENT")
EVERY = catalogue()
OURS = tuple(one for one in EVERY if one.source == "window")


def rows(table: str) -> Iterator[dict[str, str]]:
    path = STANDARD / "codes" / f"{table}.csv"
    yield from csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())


def said(one: Explanation) -> tuple[tuple[str, str], ...]:
    return (one.title, *one.causes, one.remedy)


@needs_standard
def test_every_business_code_is_explained_under_its_own_wording() -> None:
    wanted = Counter(row["code"] for row in rows("error_codes_business"))
    told = Counter(one.code for one in EVERY if one.source == "business")
    assert (told, wanted.total()) == (wanted, 173)
    paraphrased = {"-621031", "-999999"}
    assert {
        (row["code"], row["message_template_zh"].replace("<br />", "").strip())
        for row in rows("error_codes_business")
        if row["code"] not in paraphrased
    } == {
        (one.code, one.text) for one in EVERY if one.source == "business" and one.text
    }


@needs_standard
@pytest.mark.parametrize(
    ("table", "source", "column"),
    [
        ("customs_reason_codes", "reason", "code"),
        ("return_status", "status", "code"),
        ("error_codes_dxp", "envelope", "code"),
        ("platform_data_codes_179", "payment_data", "code"),
    ],
)
def test_every_other_published_code_is_explained(
    table: str, source: str, column: str
) -> None:
    span = re.compile(r"(?<=\d)-(?=\d)")
    wanted = {span.sub("~", row[column]) for row in rows(table)}
    assert {one.code for one in EVERY if one.source == source} == wanted


@needs_standard
def test_every_range_of_export_codes_is_explained() -> None:
    wanted = {f"{it['from']}~{it['to']}" for it in rows("error_code_ranges_export")}
    assert {one.code for one in EVERY if one.source == "range"} == wanted


def test_every_code_the_program_knows_is_explained() -> None:
    """If not: add its table to `gateway/explaining.py`."""
    used: dict[str, str] = {}
    for path in sorted((*HOUSE.rglob("*.py"), *(HOUSE / "rulebook").rglob("*.yaml"))):
        for code in OWN_CODE.findall(path.read_text(encoding="utf-8")):
            used.setdefault(code, str(path.relative_to(ROOT)))
    assert {code: where for code, where in used.items() if code not in by_code()} == {}


def test_a_code_of_ours_is_explained_once() -> None:
    assert [
        it for it, often in Counter(one.code for one in OURS).items() if often > 1
    ] == []


def test_every_word_of_an_explanation_is_known_and_complete() -> None:
    for one in EVERY:
        told = plain(one)
        assert all(all(texts) for texts in said(one)), one.code
        assert one.causes, one.code
        assert one.owners, one.code
        assert one.cites, one.code
        assert all(CHINESE.search(zh) for zh, _ in said(one)), one.code
        assert not any(CHINESE.search(en.replace("无", "")) for _, en in said(one))
        assert all(told["resend"].values()), one.code
        assert set(one.related) <= set(by_code()), one.code
        assert told["doc"] == f"/errors/{one.code}"


def test_every_entry_named_stands_in_a_message() -> None:
    lost = [
        (one.code, field["paper"], field["field"])
        for one in EVERY
        for field in plain(one)["fields"]
        if not (field["tag"] and field["label"] and field["path"].startswith("/CEB"))
    ]
    assert lost == []


def test_texts_keep_the_style_of_the_house() -> None:
    broken = []
    for one in EVERY:
        for zh, en in said(one):
            broken += [f"{one.code} {zh}" for rule in (POLITE, BARE) if rule.search(zh)]
            broken += [f"{one.code} {en}"] if APOLOGIES.search(en) else []
            broken += [f"{one.code} long {zh}"] if len(zh) > TEXT_MAX else []
        if len(CHINESE.findall(one.title[0])) > TITLE_MAX:
            broken.append(f"{one.code} title {one.title[0]}")
    assert broken == []


def test_a_remedy_begins_with_what_to_do() -> None:
    idle = [
        f"{one.code} {one.remedy}"
        for one in EVERY
        if not one.remedy[0].startswith(VERBS) or no_verb(one.remedy[1])
    ]
    assert idle == []


def no_verb(text: str) -> bool:
    return text.split(maxsplit=1)[0].rstrip(",;") in NO_VERBS


def test_most_faults_a_sender_can_mend_can_be_mended_by_a_machine() -> None:
    """Leaving out what an officer settles, and numbers that were looked up in vain."""
    about = [
        one
        for one in OURS
        if one.code.startswith(MECHANICAL)
        and one.resend == "changed"
        and one.code not in LOOKED_UP
    ]
    assert sum(bool(one.patch) for one in about) / len(about) >= 0.8


def test_nothing_stands_beside_a_code_that_is_not_there() -> None:
    idle = [
        name
        for name in read_page("errors/ours.yaml")["codes"]
        if not any(it.code.startswith(name.split("?")[0]) for it in OURS)
    ]
    assert idle == []
    used = {
        row["kind"]
        for paper in read_page("errors/business.yaml")["papers"].values()
        for row in paper
    }
    ranges = read_page("errors/ranges.yaml")
    used |= {*ranges["stages"], *(other["kind"] for other in ranges["others"])}
    assert used == set(read_page("errors/kinds.yaml")["kinds"])


def test_the_longest_name_that_fits_has_the_last_word() -> None:
    assert beside("MAT-3005")["patch"] == "copy"
    assert beside("MAT-3040")["patch"] == ""
    assert beside("RGT-1142")["patch"] == "expected"
    assert "patch" not in beside("RGT-1141")
    assert set(beside("XYZ-1")) == {"causes"}


def test_official_codes_and_ours_lead_to_each_other() -> None:
    for one in OURS:
        for code in one.official:
            assert code in one.related, one.code
            assert any(one.code in it.related for it in by_code()[code]), one.code


def test_what_this_window_never_sends_is_marked() -> None:
    told = {
        code: plain(by_code()[code][0])["sent_here"] for code in ("-621025", "1332")
    }
    assert told == {"-621025": False, "1332": True}
    assert {"MAT-3005", "-301010", "-999999", "800", "1800"} <= sent_here()


def test_every_problem_of_a_door_is_explained_with_its_retry() -> None:
    for kind in Problem:
        status, code, what, _ = kind.value
        (one,) = by_code()[code]
        assert one.title == what
        assert one.resend == ("same" if status >= SERVER_S_FAULT else "changed")


def test_machines_are_told_of_what_happens_before_and_behind_the_doors() -> None:
    assert sorted(TOLD_TO_MACHINES) == [404, 405, 500]


def test_the_page_lists_every_code_once() -> None:
    listed = re.findall(r"^\| `([^`]+)` \|", errors_page(), re.MULTILINE)
    assert listed == [one.code for one in EVERY]
