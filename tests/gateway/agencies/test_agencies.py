"""What each agency's page shows is what is asked and answered; the commands ask it."""

import json
import re
from pathlib import Path

import pytest

import tongguan.gateway
from tests.agencies import BEGAN, asker
from tests.commands.test_collecting import Terminal
from tests.conftest import KEYS
from tests.window import Window
from tongguan.gateway.agencies.channel import RefusedError
from tongguan.gateway.agencies.contract import written
from tongguan.gateway.agencies.stand import Stand
from tongguan.gateway.outside import CONTRACTS
from tongguan.plumbing import clock
from tongguan.plumbing.agencies.model import Agency, Subject

PAGES = Path(tongguan.gateway.__file__).parent
SAMPLE = re.compile(r"(?s)## POST /(\w+)\n\n```json\n(.*?)```\n\n```json\n(.*?)```")


@pytest.mark.parametrize("agency", list(Agency))
def test_the_samples_are_what_is_said(agency: Agency) -> None:
    page = (PAGES / agency / "README.md").read_text(encoding="utf-8")
    samples = SAMPLE.findall(page)

    assert [subject for subject, *_ in samples] == list(CONTRACTS[agency].exchanges)
    for subject, asked, answered in samples:
        said = Stand(CONTRACTS[agency]).ask(subject, "", asked.encode())
        assert json.loads(said) == json.loads(answered)


def test_a_question_with_something_missing_is_not_written() -> None:
    exchange = CONTRACTS[Agency.BANK].exchanges[Subject.PAYMENT]
    content = {"name": "测试", "notice": "N1", "payer": "P1", "amount": "ten"}
    with pytest.raises(RefusedError):
        written(exchange, "1", content)
    content |= {"amount": "10.00", "paid_on": "2026-12-15"}
    assert json.loads(written(exchange, "1", content)) == {
        "id": "1",
        "name": "测试",
        "notice": "N1",
        "payer": "P1",
        "amount": "10.00",
        "paidOn": "2026-12-15",
    }


def test_the_command_asks_and_lists_without_naming_anybody(
    dsn: str, tmp_path: Path
) -> None:
    window = Window(dsn, KEYS)
    with window.connection.transaction():
        window.rooms.agencies.use([Agency.POLICE], BEGAN)
    terminal = Terminal(dsn, tmp_path)
    question = ("--name", "张三异", "--number", "110101199001011237")

    asked = terminal.run("agencies", "ask", "police", "identity", *question)
    repeated = terminal.run("agencies", "ask", "police", "identity", *question)
    elsewhere = terminal.run("agencies", "ask", "police", "firm", *question)
    asker(window, clock.now).work()
    told = terminal.told("agencies", "list", "police")
    window.close()

    assert (asked.returncode, repeated.returncode, elsewhere.returncode) == (0, 1, 2)
    assert [it["agency"] for it in told["lines"] if it["used"]] == ["police"]
    (one,) = told["questions"]
    assert (one["state"], one["outcome"]) == ("answered", "differs")
    assert one["answer"] == {"id": one["id"], "outcome": "differs"}
    assert "张三" not in json.dumps(told, ensure_ascii=False)
