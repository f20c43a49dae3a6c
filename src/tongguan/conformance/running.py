"""运行 All scenarios at once: sent side by side, then heard out, then judged."""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

from tongguan.conformance.hearing import read
from tongguan.conformance.model import Door, Needs, Scenario
from tongguan.conformance.playing import Play, Stage, sender_of
from tongguan.conformance.targets import TargetError

THREADS = 6
PAUSE_SECONDS = 0.15
SETTLE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """评判 What became of one scenario, and every expectation that was not met."""

    scenario: Scenario
    unmet: tuple[tuple[str, str, str], ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything came as it must."""
        return not (self.unmet or self.faults)

    @property
    def why(self) -> str:
        """Say what was not as it must be; empty when all was."""
        missed = [
            f"{what}: 应为 {wanted}; 实为 {got}" for what, wanted, got in self.unmet
        ]
        return " | ".join([*self.faults, *missed])


@dataclass(slots=True)
class Running:
    """进程 How far a run has come."""

    stage: Stage
    plays: list[Play]
    told: Callable[[int, int], None]
    news_at: float = 0.0
    posts: list[Future[None]] = field(default_factory=list)

    def run(self) -> list[Verdict]:
        """Play all scenarios to their end."""
        if not self.plays:
            return []
        firms = self._firms()
        self.news_at = time.monotonic()
        with closing(self.stage.target), ThreadPoolExecutor(THREADS) as pool:
            try:
                self._play(pool, firms)
            except TargetError:
                pool.shutdown(cancel_futures=True)
                raise
        return [self._judged(play) for play in self.plays]

    def _play(self, pool: ThreadPoolExecutor, firms: Sequence[str]) -> None:
        """Let scenarios go on and listen, until there is nothing to wait for."""
        while not self._is_over():
            self._go_on(pool)
            self._listen(firms)
            self.told(sum(it.sent for it in self.plays), self._met())
            time.sleep(PAUSE_SECONDS)

    def _firms(self) -> list[str]:
        """Name the firms that can be told anything."""
        codes = {firm.code for firm in self.stage.firms.values()}
        return sorted(code for code in codes if self.stage.target.admits(code))

    def _go_on(self, pool: ThreadPoolExecutor) -> None:
        """Let every scenario that need not wait take its next steps."""
        for play in self.plays:
            if play.may_go_on():
                play.busy = True
                self.posts.append(pool.submit(play.go_on))
                self.news_at = time.monotonic()
        for post in [it for it in self.posts if it.done()]:
            self.posts.remove(post)
            post.result()

    def _listen(self, firms: Iterable[str]) -> None:
        """Hear what came for everybody."""
        for firm, data in self.stage.target.hear(firms):
            for receipt in read(data):
                if self.stage.board.deliver(firm, receipt):
                    self.news_at = time.monotonic()

    def _met(self) -> int:
        """Count the scenarios of which everything came."""
        return sum(it.done and not any(it.unmet()) for it in self.plays)

    def _is_over(self) -> bool:
        """Tell whether there is nothing more to wait for."""
        if self.posts:
            return False
        quiet = time.monotonic() - self.news_at
        met = self._met() == len(self.plays)
        return quiet > (SETTLE_SECONDS if met else self.stage.patience)

    @staticmethod
    def _judged(play: Play) -> Verdict:
        faults = list(play.faults)
        if not play.done:
            wait = play.moves[play.taken].wait
            faults.append(
                f"第{play.taken + 1}步 step {play.taken + 1}: {wait} never came"
            )
        return Verdict(play.scenario, tuple(play.unmet()), tuple(faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """报告 The verdicts of a run, and the scenarios no target could play."""

    verdicts: tuple[Verdict, ...]
    left_out: tuple[tuple[Scenario, str], ...] = ()

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The verdicts that are not good."""
        return tuple(verdict for verdict in self.verdicts if not verdict.passed)


def run_all(
    scenarios: Sequence[Scenario],
    stages: Sequence[Stage],
    told: Callable[[int, int], None],
) -> Report:
    """Play every scenario on the first stage that has what it needs, all at once."""
    plays: list[list[Play]] = [[] for _ in stages]
    left_out = []
    for serial, scenario in enumerate(scenarios, start=1):
        objections = [objection(scenario, stage) for stage in stages]
        if "" in objections:
            at = objections.index("")
            moves = tuple(scenario.moves())
            plays[at].append(Play(scenario, serial, stages[at], moves))
        else:
            left_out.append((scenario, objections[0]))
    counts = [(0, 0)] * len(stages)

    def count(at: int, sent: int, met: int) -> None:
        counts[at] = sent, met
        told(sum(it[0] for it in counts), sum(it[1] for it in counts))

    runs = [
        Running(stage, mine, partial(count, at))
        for at, (stage, mine) in enumerate(zip(stages, plays, strict=True))
    ]
    with ThreadPoolExecutor(len(runs)) as pool:
        verdicts = [it for found in pool.map(Running.run, runs) for it in found]
    order = {scenario.name: at for at, scenario in enumerate(scenarios)}
    verdicts.sort(key=lambda it: order[it.scenario.name])
    return Report(verdicts=tuple(verdicts), left_out=tuple(left_out))


def objection(scenario: Scenario, stage: Stage) -> str:
    """Say why a scenario can't be played on a stage; empty when it can."""
    target = stage.target
    if scenario.needs not in (Needs.ANY, target.adapter.customs):
        return f"needs a target that {scenario.needs.value} 受测系统的办理方式不同"
    if scenario.door is Door.HTTP and not target.over_http:
        return "needs HTTP 需经 HTTP"
    for step in scenario.moves():
        firm = stage.firms[sender_of(step)]
        if (step.send or step.raw) and not target.admits(firm.code):
            return f"no key of {firm.code} 没有该企业的密钥"
    return ""
