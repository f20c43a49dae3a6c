"""The page, its chart and the flame graph: drawn from results, whole, well formed."""

import json
from pathlib import Path
from typing import Any

from lxml import etree

from tongguan.bench.flames import picture
from tongguan.bench.page import performance_pages
from tongguan.bench.suite import scaled
from tongguan.bench.targets import TARGETS

SVG = "{http://www.w3.org/2000/svg}"


def kept(pace: float) -> dict[str, Any]:
    return {
        "lists_per_second": pace,
        "spread": {"lists_per_second": [pace - 5, pace + 5]},
        "cpu_us_per_list": {"total": 180.0, "worker-1": 100.0, "postgresql": 60.0},
        "database_us_per_list": 70.0,
        "bytes_per_list": {"tables": 900, "log": 1200},
        "machine": {
            "processor": "P",
            "cores": 2,
            "memory_gib": 8,
            "kernel": "K",
            "python": "3",
            "postgresql": "18",
            "yardstick_ms": 7.5,
            "flush_ms": 0.2,
        },
    }


def test_a_page_without_results_says_that_nothing_was_measured(tmp_path: Path) -> None:
    (page,) = performance_pages(tmp_path).values()
    assert "| closed | 票/秒 lists a second | ≥ 10,000 | – |  | – |" in page
    assert "`tongguan bench --lists 100000 --batch 100 --signed sm2`" in page


def test_a_result_stands_beside_its_goal(tmp_path: Path) -> None:
    place = tmp_path / "performance"
    place.mkdir()
    (place / "closed.json").write_text(json.dumps(kept(12_000.0)))
    (place / "tens.json").write_text(json.dumps(kept(4_000.0)))
    pages = performance_pages(tmp_path)
    page, drawn = pages["performance.md"], pages["performance/chart.svg"]
    assert (
        "| closed | 票/秒 lists a second | ≥ 10,000 | 12,000 | 11,995 – 12,005 | ✓ |"
    ) in page
    assert "| tens | 票/秒 lists a second | ≥ 5,000 | 4,000 |" in page
    assert "✗" in page
    root = etree.fromstring(drawn.encode())
    wide = {
        it.get("class"): float(it.get("width", "0")) for it in root.iter(f"{SVG}rect")
    }
    assert wide["pace"] == 216.7


def test_a_share_of_a_run_says_how_much_it_was(tmp_path: Path) -> None:
    place = tmp_path / "performance"
    place.mkdir()
    small = scaled(next(it for it in TARGETS if it.name == "growth"), 0.1)
    told = kept(900.0) | {"command": small.command, "runs": 1}
    told["growth"] = {
        "ratio": 1.2,
        "few": {"lists": 200_000},
        "many": {"lists": 2_000_000.0},
    }
    (place / "growth.json").write_text(json.dumps(told))
    page = performance_pages(tmp_path)["performance.md"]
    assert "| growth | 成本之比 cost then, over cost before | ≤ 1.25 | 1.2 |" in page
    assert (
        "实测 measured: `tongguan bench --lists 20000 --batch 100 --signed none "
        "--grow 2000000 --runs 1` (growth: 200,000 → 2,000,000)"
    ) in page


def test_a_flame_is_as_wide_as_its_share() -> None:
    stacks = {"a;b<c>": 3, "a;d": 1}
    root = etree.fromstring(picture(stacks, "T & T").encode())
    widths = {
        group[0].text: float(group[1].get("width", "0"))
        for group in root.iter(f"{SVG}g")
    }
    assert widths == {
        "all — 4 (100.0%)": 1180.0,
        "a — 4 (100.0%)": 1180.0,
        "b<c> — 3 (75.0%)": 885.0,
        "d — 1 (25.0%)": 295.0,
    }
