"""情景目录 The scenarios and papers of the package, read from its pages."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import permutations
from string import Template
from typing import Any

import msgspec
import yaml

from tongguan.conformance.model import Scenario

HERE = files("tongguan.conformance")


@cache
def page(name: str) -> dict[str, Any]:
    """Read a page of this package, every scalar as text."""
    return _read(HERE / name)


@cache
def paper(name: str) -> dict[str, Any]:
    """Read one of the papers that messages are made from."""
    return page(f"papers/{name}.yaml")


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Return every scenario, family by family, in order of names."""
    families = sorted((HERE / "scenarios").iterdir(), key=lambda it: it.name)
    return tuple(
        scenario
        for family in families
        for it in sorted(family.iterdir(), key=lambda it: it.name)
        for scenario in _of_page(f"{family.name}/{it.name.split('.')[0]}", _read(it))
    )


def _read(file: Traversable) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(
        file.read_text(encoding="utf-8"),
        Loader=yaml.BaseLoader,  # noqa: S506 - texts only
    )
    return found


def _of_page(name: str, told: dict[str, Any]) -> Iterator[Scenario]:
    """Yield the scenario of a page, or one for each of its cases or permutations."""
    columns = told.pop("columns", [])
    cases = {
        case: dict(zip(columns, row, strict=True))
        for case, row in told.pop("cases", {}).items()
    }
    if whole := told.pop("permute", ""):
        orders = [" ".join(order) for order in permutations(whole.split())]
        cases = {order.replace(" ", "-"): {"order": order} for order in orders}
    for case, words in cases.items():
        one = filled(told, {"case": case, **words})
        yield msgspec.convert(one | {"name": f"{name}/{case}"}, Scenario, strict=False)
    if not cases:
        yield msgspec.convert(told | {"name": name}, Scenario, strict=False)


def filled(told: Any, words: dict[str, str]) -> Any:
    """Put a case's words into a page, wherever it says `$word`."""
    if isinstance(told, dict):
        return {filled(k, words): filled(v, words) for k, v in told.items()}
    if isinstance(told, list):
        return [filled(it, words) for it in told]
    return Template(told).safe_substitute(words)
