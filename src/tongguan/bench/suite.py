"""成套 A run with its questions, and the runs of all targets, kept in files."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tongguan import __version__
from tongguan.bench import figures
from tongguan.bench.campaigns import curve, killed, overloaded, several
from tongguan.bench.growth import grown, waiting
from tongguan.bench.preparing import Wish
from tongguan.bench.targets import Target
from tongguan.bench.trial import Result
from tongguan.plumbing import clock

Answer = tuple[Any, list[str]]
NO_PACE = {"grow", "wait", "kill"}  # they measure before and after by themselves


def asked(wish: Wish, questions: Mapping[str, bool | int], runs: int) -> Result:
    """Run as often as wanted, and put the further questions."""
    put = {name for name, it in questions.items() if it}
    made = several(wish, 1 if put and put <= NO_PACE else runs)
    told = made.numbers
    spread = told["spread"]
    for name, answers in _answers(wish, questions, told["lists_per_second"], runs):
        told[name] = figures.medians([it for it, _ in answers])
        spread |= figures.spreads([{name: it} for it, _ in answers])
        told.setdefault("answered", {})[name] = len(answers)
        made.amiss.extend(line for _, wrong in answers for line in wrong)
    told |= {"amiss": made.amiss, "version": __version__}
    told["at"] = clock.now().isoformat(timespec="seconds")
    return made


def _answers(
    wish: Wish, questions: Mapping[str, bool | int], peak: float, runs: int
) -> Iterator[tuple[str, list[Answer]]]:
    """Put what is asked, as often as wanted; a house is filled with copies once."""

    def times(answer: Callable[[], Answer]) -> list[Answer]:
        return [answer() for _ in range(runs)]

    if questions.get("curve"):
        yield "curve", [curve(wish)]
    if lists := questions.get("grow"):
        yield "growth", grown(wish, lists, runs)
    if lists := questions.get("wait"):
        yield "waiting", waiting(wish, lists, runs)
    if questions.get("kill"):
        yield "recovery", times(lambda: killed(wish))
    if questions.get("overload"):
        yield "overload", times(lambda: overloaded(wish, peak))


def keep(told: Mapping[str, Any], path: Path) -> None:
    """Keep the numbers of a run in a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def all_kept(
    targets: Iterable[Target], folder: Path, runs: int, share: float = 1.0
) -> Iterator[tuple[Target, Result]]:
    """Make the run of every target, or a share of it, and keep what went right."""
    for target in (scaled(it, share) for it in targets):
        made = asked(target.wish, target.asks, runs)
        made.numbers["command"] = target.command
        if not made.amiss:
            keep(made.numbers, folder / f"{target.name}.json")
        yield target, made


def scaled(target: Target, share: float) -> Target:
    """Return a run of so much of a target's lists, at the same rate."""
    wish = replace(target.wish, lists=max(1, round(target.wish.lists * share)))
    asks = {
        name: it if it is True else round(it * share)
        for name, it in target.asks.items()
    }
    return replace(target, wish=wish, asks=asks)
