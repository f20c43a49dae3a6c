"""`tongguan conform`: an implementation put to the scenarios of the standard."""

import fnmatch
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from msgspec import to_builtins
from msgspec.structs import replace
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

from tongguan.commands.console import err, out, print_json, print_rows
from tongguan.commands.private import private_window
from tongguan.conformance.adapters import BadAdapterError, Parties, adapter, parties
from tongguan.conformance.exporting import export_all
from tongguan.conformance.model import Needs, Scenario
from tongguan.conformance.pages import scenarios
from tongguan.conformance.playing import PATIENCE_SECONDS, Stage
from tongguan.conformance.report import as_json, show
from tongguan.conformance.running import Report, run_all
from tongguan.conformance.targets import FolderTarget, HttpTarget, Target, TargetError
from tongguan.conformance.words import Run, run_of
from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.door import listening
from tongguan.plumbing import clock

# A day before which no parcel is opened at random: what comes of a scenario is certain.
DAY = date(2026, 10, 20)
NOBODY = "nobody"
NOON = time(12, tzinfo=clock.SHANGHAI)


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What is put to the scenarios.

    Parameters
    ----------
    target:
        The address of an implementation; without one, a fresh Tongguan of our own.
    folder:
        A folder whose `out` the implementation reads and whose `in` it writes.
    adapter:
        A page that says how the target is spoken to, when not like Tongguan.
    key:
        A firm's key at the target, as CODE=KEY; may be given several times.

    """

    target: str = ""
    folder: Path | None = None
    adapter: Path | None = None
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which scenarios are played, and on which day.

    Parameters
    ----------
    only:
        Names of scenarios, with * for any letters: `matching/*`.
    on:
        The day the papers are dated.
    patience:
        After how many seconds without any news what is missing never comes.

    """

    only: str = "*"
    on: date = DAY
    patience: float = PATIENCE_SECONDS

    def scenarios(self) -> list[Scenario]:
        """Return the scenarios that are meant."""
        return [it for it in scenarios() if fnmatch.fnmatch(it.name, self.only)]

    def run(self) -> Run:
        """Make a run that is dated so."""
        return run_of(clock.now(), datetime.combine(self.on, NOON))

    def stage(self, acting: Parties, target: Target) -> Stage:
        """Set the stage at a target for these parties."""
        return Stage(self.run(), acting.firms, target, self.patience)


def conform(
    *,
    against: Annotated[Against, Parameter(name="*")] = Against(),
    which: Annotated[Which, Parameter(name="*")] = Which(),
    listed: Annotated[bool, Parameter(name="--list")] = False,
    export: Annotated[Path | None, Parameter(name="--export")] = None,
    json: Annotated[bool, Parameter(name="--json")] = False,
) -> None:
    """Put an implementation to the scenarios of the standard.

    Parameters
    ----------
    against:
        What is put to the scenarios.
    which:
        Which scenarios are played.
    listed:
        Only name the scenarios.
    export:
        Only write the scenarios into this folder, as plain files.
    json:
        Print one JSON object: {"scenarios": [{"name", "passed", "why"}, ...]}.

    """
    chosen = which.scenarios()
    if not chosen:
        err.print("[red]No scenario is called so. 没有这个名称的情景。[/red]")
        raise SystemExit(2)
    if listed:
        name(chosen, json=json)
    elif export:
        write_out(chosen, which.run(), export)
    else:
        report = played(chosen, against, which)
        print_json(as_json(report)) if json else show(report, out)
        raise SystemExit(1 if report.failed else 0)


def played(chosen: Sequence[Scenario], against: Against, which: Which) -> Report:
    """Play scenarios; end with 2 when the target can't be spoken to."""
    try:
        with stages(against, which) as ready, bars(len(chosen)) as told:
            return run_all(chosen, ready, told)
    except (BadAdapterError, TargetError) as trouble:
        err.print(f"[red]{trouble}[/red]", highlight=False)
        raise SystemExit(2) from None


def name(chosen: Sequence[Scenario], *, json: bool) -> None:
    """Print the scenarios' names and what they are about."""
    if json:
        print_json({"scenarios": to_builtins(chosen)})
        return
    rows = [(it.name, f"{it.title.zh}\n{it.title.en}", it.proves) for it in chosen]
    print_rows(f"情景 {len(rows)} scenarios", ("name", "title", "proves"), rows)


@contextmanager
def stages(against: Against, which: Which) -> Iterator[list[Stage]]:
    """Make ready what is put to the scenarios."""
    described = adapter(against.adapter)
    acting = parties(described).with_keys(keys_of(against.key))
    if against.folder:
        yield [which.stage(acting, FolderTarget(against.folder, described))]
    elif against.target:
        target = HttpTarget(against.target, described, acting)
        yield [which.stage(acting, target)]
    else:
        with own_stages(acting, which) as ready:
            yield ready


@contextmanager
def own_stages(acting: Parties, which: Which) -> Iterator[list[Stage]]:
    """Start two windows: one decides, one stands before a simulated customs."""
    err.print("通关 Tongguan: 启动自用窗口 starting windows of our own")
    codes = [firm.code for role, firm in acting.firms.items() if role != NOBODY]
    with (
        listening(Counter()) as customs,
        private_window(codes) as deciding,
        private_window(codes, customs.url) as forwarding,
    ):
        ready = []
        for how, window in {
            Needs.DECIDES: deciding,
            Needs.FORWARDS: forwarding,
        }.items():
            known = acting.with_keys(window.keys())
            described = replace(adapter(), customs=how)
            target = HttpTarget(window.url, described, known)
            ready.append(which.stage(known, target))
        yield ready


def keys_of(given: Sequence[str]) -> dict[str, str]:
    """Read keys given as CODE=KEY."""
    pairs = [pair.partition("=") for pair in given]
    if not all(sign for _, sign, _ in pairs):
        err.print("[red]Give keys as CODE=KEY. 密钥写作 企业代码=密钥。[/red]")
        raise SystemExit(2)
    return {code: key for code, _, key in pairs}


@contextmanager
def bars(scenarios: int) -> Iterator[Callable[[int, int], None]]:
    """Show on stderr how far a run has come."""
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=err) as shown:
        sending = shown.add_task("报送 messages sent", total=None)
        meeting = shown.add_task("相符 scenarios met", total=scenarios)

        def told(sent: int, met: int) -> None:
            shown.update(sending, completed=sent)
            shown.update(meeting, completed=met)

        yield told


def write_out(chosen: Sequence[Scenario], run: Run, folder: Path) -> None:
    """Write scenarios into a folder."""
    count = export_all(chosen, run, parties(adapter()).firms, folder)
    out.print(f"{folder}: {count}", highlight=False)
