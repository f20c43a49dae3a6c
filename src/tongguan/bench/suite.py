"""成套 A run with its questions, and the runs of all targets, kept in files."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tongguan import __version__
from tongguan.bench.campaigns import curve, killed, overloaded, several
from tongguan.bench.growth import grown, waiting
from tongguan.bench.preparing import Wish
from tongguan.bench.targets import Target
from tongguan.bench.trial import Result
from tongguan.plumbing import clock


def asked(wish: Wish, questions: Mapping[str, bool | int], runs: int) -> Result:
    """Run as often as wanted, and put the further questions."""
    made = several(wish, runs)
    told = made.numbers
    for name, (answer, wrong) in _answers(wish, questions, told["lists_per_second"]):
        told[name] = answer
        made.amiss.extend(wrong)
    told |= {"amiss": made.amiss, "version": __version__}
    told["at"] = clock.now().isoformat(timespec="seconds")
    return made


def _answers(
    wish: Wish, questions: Mapping[str, bool | int], peak: float
) -> Iterator[tuple[str, tuple[Any, list[str]]]]:
    if questions.get("curve"):
        yield "curve", curve(wish)
    if lists := questions.get("grow"):
        yield "growth", grown(wish, lists)
    if lists := questions.get("wait"):
        yield "waiting", waiting(wish, lists)
    if questions.get("kill"):
        yield "recovery", killed(wish)
    if questions.get("overload"):
        yield "overload", overloaded(wish, peak)


def keep(told: Mapping[str, Any], path: Path) -> None:
    """Keep the numbers of a run in a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def all_kept(
    targets: Iterable[Target], folder: Path, runs: int
) -> Iterator[tuple[Target, Result]]:
    """Make the run of every target, and keep what went right."""
    for target in targets:
        made = asked(target.wish, target.asks, runs)
        if not made.amiss:
            keep(made.numbers, folder / f"{target.name}.json")
        yield target, made
