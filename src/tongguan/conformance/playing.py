"""演练 One scenario being played: its messages, its papers, and what they were told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tongguan.conformance.hearing import WIRE, Receipt, guids_in, key_of
from tongguan.conformance.model import Expected, Scenario, Step, agrees, is_own
from tongguan.conformance.pages import page, paper
from tongguan.conformance.targets import Answered, Target, TargetError
from tongguan.conformance.words import Firm, Run, words_of
from tongguan.conformance.writing import Draft, Letter, raw, write

ANYBODY = "platform"
PATIENCE_SECONDS = 20.0


@dataclass(slots=True)
class Sheet:
    """一份单证 One paper of a scenario, and its receipts in the order they came."""

    label: str
    firm: str
    key: tuple[str, ...]
    receipts: list[Receipt] = field(default_factory=list)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The status of every receipt."""
        return tuple(receipt.status for receipt in self.receipts)


@dataclass(slots=True)
class Board:
    """收件板 Where receipts find the papers they speak of, and follow-ups are kept."""

    by_key: dict[tuple[str, ...], list[Sheet]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_guid: dict[str, list[Sheet]] = field(default_factory=lambda: defaultdict(list))
    follows: dict[tuple[str, str], Receipt] = field(default_factory=dict)

    def deliver(self, firm: str, receipt: Receipt) -> bool:
        """Hand a receipt to its papers; tell whether it speaks of one of ours."""
        if receipt.follows:
            self.follows[receipt.message, receipt.follows] = receipt
        found = list(self.by_key.get(receipt.answers, ()))
        for guid in guids_in(receipt):
            found = found or list(self.by_guid.get(guid, ()))
        mine = [it for it in found if firm in ("", it.firm)]
        for sheet in mine:
            sheet.receipts.append(receipt)
        return bool(mine)


@dataclass(frozen=True, slots=True)
class Stage:
    """舞台 What all scenarios of a run share.

    After so many seconds without news, what has not come is missing.
    """

    run: Run
    firms: Mapping[str, Firm]
    target: Target
    patience: float = PATIENCE_SECONDS
    board: Board = field(default_factory=Board)


@dataclass(slots=True)
class Play:
    """演练 A scenario on its way: the steps taken, and its papers so far."""

    scenario: Scenario
    serial: int
    stage: Stage
    moves: tuple[Step, ...]
    sheets: list[Sheet] = field(default_factory=list)
    letters: dict[str, Letter] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    taken: int = 0
    sent: int = 0
    busy: bool = False

    @property
    def done(self) -> bool:
        """Whether every step was taken."""
        return self.taken == len(self.moves)

    def may_go_on(self) -> bool:
        """Tell whether the next step can be taken now."""
        return not (self.busy or self.done or self.is_waiting())

    def is_waiting(self) -> bool:
        """Tell whether the next step waits for receipts that are not there."""
        wait = self.moves[self.taken].wait
        return any(not self.was_told(label, wanted) for label, wanted in wait.items())

    def was_told(self, label: str, wanted: str) -> bool:
        """Tell whether every paper of a label was told what is wanted."""
        named = self.named(label)
        return bool(named) and all(agrees(wanted, it.statuses) for it in named)

    def named(self, label: str) -> list[Sheet]:
        """Return the papers of a label, all copies of them."""
        return [it for it in self.sheets if label in (it.label, it.label.split("#")[0])]

    def go_on(self) -> None:
        """Take steps until one has to wait."""
        try:
            while not (self.done or self.is_waiting()):
                step = self.moves[self.taken]
                if not step.wait:
                    self._send(step)
                self.taken += 1
        except TargetError as trouble:
            self.faults.append(str(trouble))
            self.taken = len(self.moves)
        self.busy = False

    def _send(self, step: Step) -> None:
        """Send the message of a step, and hold the answer against the one expected."""
        letter = self.letters[step.again] if step.again else self._written(step)
        target = self.stage.target
        answered = target.post(letter.sender, letter.data)
        self.sent += 1
        wanted = Answered(step.answer, step.duplicate)
        if target.over_http and answered != wanted:
            name = step.label or step.again
            self.faults.append(f"{name}: expected 应为 {wanted}, got 实为 {answered}")

    def _written(self, step: Step) -> Letter:
        """Write the message of a step, and open a sheet for each of its papers."""
        draft = self._draft(step)
        letter = raw(draft) if step.raw else write(draft)
        self.letters[step.label] = letter
        for copy, one in enumerate(letter.papers or ({},), start=1):
            label = step.label if step.copies == 1 else f"{step.label}#{copy}"
            sheet = self._sheet(label, letter.sender, key_of(letter.message, one))
            for guid in {letter.guid, one.get("guid", letter.guid)}:
                self.stage.board.by_guid[guid].append(sheet)
            for part in self.scenario.copies(label):
                self._sheet(f"{label}@{part}", self.stage.firms[part].code, sheet.key)
        return letter

    def _draft(self, step: Step) -> Draft:
        """Gather what the message of a step is made of."""
        stage, suffix = self.stage, self.scenario.suffix
        words = tuple(
            words_of(stage.run, self.serial, stage.firms, suffix=suffix, copy=copy)
            for copy in range(step.copies)
        )
        labels = {sheet.label for sheet in self.sheets if sheet.receipts}
        for one in words:
            one |= {it: one.told(it, self._heard(it)) for it in labels - one.keys()}
        return Draft(
            name=step.send,
            step=step,
            changes={**self.scenario.changes.get(step.label, {}), **step.set},
            words=words,
            sender=sender_of(step),
            turn=self.taken,
        )

    def _sheet(self, label: str, firm: str, key: tuple[str, ...]) -> Sheet:
        """Return the sheet of a paper; one sent again under its key is the same."""
        for sheet in self.sheets:
            same = sheet.key == key if key else sheet.label == label
            if same and sheet.firm == firm:
                return sheet
        sheet = Sheet(label, firm, key)
        self.sheets.append(sheet)
        if key:
            self.stage.board.by_key[key].append(sheet)
        return sheet

    def _heard(self, label: str) -> dict[str, str]:
        """Return the entries of a paper's receipts, the last ones there were."""
        receipts = [it for sheet in self.named(label) for it in sheet.receipts]
        return {tag: said for it in receipts for tag, said in it.entries.items()}

    def unmet(self) -> Iterator[tuple[str, str, str]]:
        """Yield every expectation that is not met: what, expected, and got."""
        for label, expected in self.scenario.expected().items():
            sheets = self.named(label) or [Sheet(label, "", ())]
            for sheet in sheets:
                if not agrees(expected.receipts, sheet.statuses):
                    yield label, expected.receipts, _told(sheet)
                elif lacking := self._lacking(expected.says, sheet):
                    yield label, lacking, _told(sheet)
                else:
                    yield from self._unfollowed(label, expected, sheet)
                for fault in (f for it in sheet.receipts for f in it.faults):
                    yield label, "a receipt of the standard 符合标准的回执", fault

    def _lacking(self, says: tuple[str, ...], sheet: Sheet) -> str:
        """Return the first word that no receipt of a paper says."""
        texts = "".join(receipt.text for receipt in sheet.receipts)
        ours = self.stage.target.adapter.own_codes
        wanted = [it for it in says if ours or not is_own(it)]
        return next((word for word in wanted if word not in texts), "")

    def _unfollowed(
        self, label: str, expected: Expected, sheet: Sheet
    ) -> Iterator[tuple[str, str, str]]:
        """Yield what had to follow from a paper, by its number, and did not."""
        follows = self.stage.board.follows
        numbers = {number for it in sheet.receipts for number in it.entries.values()}
        found = {
            name: it for (name, number), it in follows.items() if number in numbers
        }
        for wanted in expected.then:
            if wanted not in found:
                yield label, wanted, " ".join(found) or "nothing 无"
        if expected.tax:
            bill = found.get(page(WIRE)["bill"]["message"])
            amount = f"{bill.tax:.2f}" if bill else "none 无"
            if amount != expected.tax:
                yield label, f"tax 税款 {expected.tax}", amount


def sender_of(step: Step) -> str:
    """Name the part of the firm that sends the message of a step."""
    return step.by or (paper(step.send)["sender"] if step.send else ANYBODY)


def _told(sheet: Sheet) -> str:
    """Say what a paper was told: every status, and the last text."""
    last = sheet.receipts[-1].text if sheet.receipts else ""
    return f"{' '.join(sheet.statuses) or 'nothing 无'}  {last}".strip()
