"""导出情景 Scenarios as folders of plain files, for those who play them by other means.

What follows from receipts, such as a list's number, is not known when nothing is sent;
such messages name a number that was invented.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import to_builtins

from tongguan.conformance.adapters import Adapter, adapter
from tongguan.conformance.model import Scenario, Step
from tongguan.conformance.playing import Play, Stage
from tongguan.conformance.targets import Answered
from tongguan.conformance.words import Firm, Run


@dataclass(slots=True)
class Paperwork:
    """纸面 A target that takes everything down and answers as is expected."""

    adapter: Adapter = field(default_factory=adapter)
    over_http: bool = False
    taken: list[tuple[str, bytes]] = field(default_factory=list)

    def admits(self, firm: str) -> bool:
        """Take the messages of everybody."""
        return bool(firm)

    def post(self, firm: str, data: bytes) -> Answered:
        """Take one message down."""
        self.taken.append((firm, data))
        return Answered(0)

    def hear(self, firms: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Nobody is told anything."""
        yield from ((firm, b"") for firm in firms if not firm)

    def close(self) -> None:
        """Nothing is held open."""


def export_all(
    chosen: Sequence[Scenario], run: Run, firms: Mapping[str, Firm], folder: Path
) -> int:
    """Write scenarios into a folder, one below it for each; return how many."""
    for serial, scenario in enumerate(chosen, start=1):
        sending = tuple(step for step in scenario.moves() if not step.wait)
        taken = Paperwork()
        Play(scenario, serial, Stage(run, firms, taken), sending).go_on()
        _export(scenario, sending, taken, folder / scenario.name)
    return len(chosen)


def _export(
    scenario: Scenario, sending: Sequence[Step], taken: Paperwork, folder: Path
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files: list[dict[str, object]] = []
    for step, (firm, data) in zip(sending, taken.taken, strict=True):
        file = folder / f"{len(files) + 1:02d}-{step.label or step.again}.xml"
        file.write_bytes(data)
        files.append({"file": file.name, "sender": firm, **_answer(step)})
    expected = {
        "name": scenario.name,
        "title": to_builtins(scenario.title),
        "proves": scenario.proves,
        "messages": files,
        "receipts": {k: to_builtins(v) for k, v in scenario.expected().items()},
    }
    text = json.dumps(expected, ensure_ascii=False, indent=2)
    (folder / "expected.json").write_text(f"{text}\n", encoding="utf-8")
    (folder / "README.md").write_text(_readme(scenario), encoding="utf-8")


def _answer(step: Step) -> dict[str, object]:
    return {"answer": step.answer, "duplicate": step.duplicate}


def _readme(scenario: Scenario) -> str:
    """Say in prose what a scenario is about."""
    rows = "\n".join(
        f"| {label} | `{it.receipts}` | {'、'.join(it.says)} | {it.tax} |"
        for label, it in scenario.expected().items()
    )
    return f"""# {scenario.title.zh} · {scenario.title.en}

{scenario.proves}

按文件名的次序报送；回执应如下。
Send the files in the order of their names; the receipts must be these.

| 单证 paper | 回执状态 statuses | 文字 says | 税款 tax |
|---|---|---|---|
{rows}
"""
