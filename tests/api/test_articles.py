"""Articles and codes over HTTP: filed one by one or by sheet, each told everything."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pytest

from tests.door import Door, opened
from tests.journeys.test_articles import SAID
from tests.letters import STRANGER
from tests.parcels import CARRIER, SELLER
from tongguan.gateway.bulk.article_sheets import template_csv

ARTICLES = "/api/v1/articles"
OWN = {"firm": SELLER.code}


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("articles")) as door:
        yield door


@pytest.fixture(autouse=True)
def _nothing_received(door: Door) -> None:
    door.window.clean()


def post(door: Door, way: str, *several: Mapping[str, Any]) -> tuple[int, Any]:
    return door.call(f"{ARTICLES}{way}", json.dumps(several).encode(), **OWN)


def test_articles_are_filed_found_and_paused_by_their_own_firm(door: Door) -> None:
    status, told = post(door, "", SAID, SAID | {"item_number": "S2", "unit": "x"})
    assert status == 200
    good, bad = told["results"]
    assert (good["outcome"], good["version"], bad["outcome"]) == ("filed", 1, "refused")
    (finding,) = bad["findings"]
    assert (finding["code"], finding["field"], finding["value"]) == (
        *("LST-2202", "unit", "x"),
    )
    one = f"{ARTICLES}/record/pause?item=SKU1901&reason={quote('断货')}"
    assert door.call(one, b"", **OWN) == (200, {"item_number": "SKU1901", "version": 2})
    assert door.call(one, b"", **OWN)[0] == 409
    _, told = door.call(f"{ARTICLES}?text=SKU1901", **OWN)
    (article,) = told["articles"]
    assert (article["state"], article["reason"], article["brand"]) == (
        *("paused", "断货", "牧歌"),
    )
    _, history = door.call(f"{ARTICLES}/record?item=SKU1901", **OWN)
    assert [it["changed"] for it in history["versions"]][1] == []
    assert door.call(f"{ARTICLES}/record?item=SKU1901", firm=STRANGER.code)[0] == 404


def test_a_firm_in_no_role_for_it_files_no_articles(door: Door) -> None:
    body = json.dumps([SAID]).encode()
    one = f"{ARTICLES}/record/pause?item=SKU1901&reason={quote('断货')}"
    ways = (ARTICLES, f"{ARTICLES}?check_only=true", f"{ARTICLES}/sheet", one)
    sheet = template_csv()
    for way in ways:
        given = sheet if way.endswith("/sheet") else body
        status, told = door.call(way, given, firm=CARRIER.code)
        assert (status, told["code"]) == (403, "RGT-1207")
        assert [it["code"] for it in told["findings"]] == ["RGT-1206"]
    assert door.call(ARTICLES, firm=CARRIER.code) == (
        200,
        {"articles": [], "next": None},
    )


def test_what_is_only_checked_is_not_filed(door: Door) -> None:
    status, told = post(door, "?check_only=true", SAID)
    assert (status, told["results"][0]["outcome"]) == (200, "filed")
    assert door.call(f"{ARTICLES}/record?item=SKU1901", **OWN)[0] == 404
    assert post(door, "", SAID | {"name": ""})[0] == 422
    assert door.call(ARTICLES, b"[1]", **OWN)[0] == 400


def test_a_sheet_is_filed_row_by_row(door: Door) -> None:
    assert door.call(f"{ARTICLES}/template.xlsx", key="")[1][:2] == b"PK"
    data = template_csv() + template_csv().splitlines()[2] + b"\r\n"
    status, told = door.call(f"{ARTICLES}/sheet", data, **OWN)
    assert status == 200
    assert [(it["row"], it["outcome"]) for it in told["results"]] == [
        (3, "filed"),
        (4, "refused"),
    ]
    _, lines = door.call(f"{ARTICLES}/sheet?result=csv", data, **OWN)
    assert lines.decode("utf-8-sig").splitlines()[1].startswith("3,SKU000001,unchanged")


def test_codes_are_looked_up_by_anybody(door: Door) -> None:
    post(door, "", SAID)
    status, told = door.call(f"/api/v1/hs?q={quote('配方奶粉')}&on=2026-11-01", key="")
    assert status == 200
    first = told["codes"][0]
    assert (first["hs_code"], first["units"][0]["zh"], first["vat"]) == (
        *("1901101090", "千克", "0.13"),
    )
    assert first["positive_list"]["listed"] == "yes"
    _, told = door.call("/api/v1/hs?q=6901234567892", key="")
    assert [(it["hs_code"], it["sellers"]) for it in told["codes"]] == [
        ("1901101090", 1)
    ]
    _, told = door.call("/api/v1/hs?q=6901234567890", key="")
    assert told["barcode"]["zh"] == "校验位应为 2"
    assert door.call("/api/v1/hs?q=1901&on=2001-01-01", key="")[0] == 404
