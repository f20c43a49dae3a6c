"""`tongguan bench`: how many lists this machine carries, measured and checked."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from tongguan.bench.flames import picture
from tongguan.bench.preparing import Wish
from tongguan.bench.report import show
from tongguan.bench.suite import all_kept, asked, keep
from tongguan.bench.targets import TARGETS
from tongguan.bench.trial import Result
from tongguan.commands.console import err, out, print_json

SEED = 20201111
Flag = Annotated[bool, Parameter(negative="")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is sent.

    Parameters
    ----------
    lists:
        How many lists, each with its order, payment and waybill.
    batch:
        How many papers a message holds.
    signed:
        How messages are signed: sm2, rsa or none.
    rate:
        Lists a second, each message with its instant; 0 sends as fast as is taken.
    seconds:
        With a rate: for how long; the lists follow from it.
    seed:
        The seed everything is drawn from.

    """

    lists: int = 20_000
    batch: int = 100
    signed: Literal["sm2", "rsa", "none"] = "none"
    rate: float = 0.0
    seconds: float = 0.0
    seed: int = SEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What is asked besides the pace.

    Parameters
    ----------
    curve:
        Run in messages of 1, 10 and 100 papers as well.
    kill:
        Kill everything at full load, and see how it recovers.
    overload:
        Offer ten times as much as is carried.
    grow:
        Store so many lists beforehand, and compare what one costs then.
    wait:
        Let so many sets wait for a payment beforehand, and see what that takes.

    """

    curve: Flag = False
    kill: Flag = False
    overload: Flag = False
    grow: int = 0
    wait: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Where the results go.

    Parameters
    ----------
    profile:
        Write a flame graph of the processes to this file (SVG).
    keep:
        Keep the numbers in this file.
    suite:
        Make the run of every target instead, and keep the numbers in this folder, from
        which `tongguan docs` makes its page.
    only:
        The names of the targets, when not all.
    share:
        How much of the lists of each target; the page says how many there were.
    json:
        Print one JSON object.

    """

    profile: Path | None = None
    keep: Path | None = None
    suite: Path | None = None
    only: tuple[str, ...] = ()
    share: float = 1.0
    json: Annotated[bool, Parameter(name="--json", negative="")] = False


def bench(
    *,
    load: Annotated[Load, Parameter(name="*")] = Load(),
    questions: Annotated[Questions, Parameter(name="*")] = Questions(),
    results: Annotated[Results, Parameter(name="*")] = Results(),
    workers: int = 2,
    runs: int = 1,
) -> None:
    """Measure an installation of its own under load; exit with 1 if it did wrong.

    Parameters
    ----------
    load:
        What is sent.
    questions:
        What is asked besides the pace.
    results:
        Where the results go.
    workers:
        How many workers read and clear.
    runs:
        How often; more than one gives medians with their spread.

    """
    if min(load.lists, load.batch, workers, runs) < 1:
        err.print("[red]--lists --batch --workers --runs: 1 or more 至少为1。[/red]")
        raise SystemExit(2)
    if results.suite:
        raise SystemExit(play(results.suite, results, runs))
    made = asked(wished(load, workers), asdict(questions), runs)
    give_out(results, made)
    raise SystemExit(tell_amiss(made))


def wished(load: Load, workers: int) -> Wish:
    """Say what is to be run; a time at a rate says how many lists."""
    timed = load.rate and load.seconds
    return Wish(
        lists=round(load.rate * load.seconds) if timed else load.lists,
        batch=load.batch,
        seed=load.seed,
        signed=load.signed,
        rate=load.rate,
        workers=workers,
    )


def play(folder: Path, results: Results, runs: int) -> int:
    """Make the runs of the targets, keep their numbers, and say how they went."""
    wanted = [it for it in TARGETS if not results.only or it.name in results.only]
    wrong = 0
    for target, made in all_kept(wanted, folder, runs, results.share):
        err.print(f"[bold]{target.name}[/] {target.command}", highlight=False)
        show(made.numbers, out)
        wrong += tell_amiss(made)
    return min(wrong, 1)


def give_out(results: Results, made: Result) -> None:
    """Print the numbers, and write what files were wished for."""
    told = made.numbers
    if results.profile:
        title = f"tongguan bench: {told['lists_per_second']:,.0f} lists/s"
        results.profile.write_text(picture(made.stacks, title), encoding="utf-8")
    if results.keep:
        keep(told, results.keep)
    if results.json:
        print_json(told)
    else:
        show(told, out)


def tell_amiss(made: Result) -> int:
    """Say what was not as planned; return the exit code for it."""
    for line in made.amiss:
        err.print(f"不符 amiss: {line}", style="red", markup=False, highlight=False)
    return 1 if made.amiss else 0
