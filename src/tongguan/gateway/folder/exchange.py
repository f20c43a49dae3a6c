"""文件夹收发 One round: send what waits, take what has come."""

from dataclasses import dataclass
from typing import Any

from tongguan.gateway.chinaport.archives import bounds
from tongguan.gateway.folder.places import Folder
from tongguan.gateway.folder.windows import AwayError, Told, Window
from tongguan.gateway.problems import Problem, told

BUSY = Problem.BUSY.value[1]


@dataclass(slots=True)
class Round:
    """一轮收发 How many files were sent and refused, and how many receipts came."""

    sent: int = 0
    refused: int = 0
    receipts: int = 0


def send(folder: Folder, window: Window) -> Round:
    """Send the files that wait; one that can't be taken for now stays and waits."""
    result = Round()
    for path in folder.waiting():
        if path.stat().st_size > bounds().upload:
            answers = [told(Problem.TOO_LARGE)]
        else:
            answers = window.send(path.read_bytes())
        if any(one.get("code") == BUSY for one in answers):
            raise AwayError(BUSY)
        if refused := [one for one in answers if not one["received"]]:
            folder.refuse(path, explained(refused))
            result.refused += 1
        else:
            folder.finish(path)
            result.sent += 1
    return result


def receive(folder: Folder, window: Window) -> int:
    """Take every receipt that has come since the last time; say how many."""
    count = 0
    while page := window.pull(folder.cursor()):
        folder.take(page)
        count += len(page)
    return count


def explained(refused: Told) -> str:
    """Say why messages were refused, in both languages, a block for each."""
    return "\n\n".join("\n".join(_block(one)) for one in refused) + "\n"


def _block(one: dict[str, Any]) -> list[str]:
    name = f"{one['name']}: " if "name" in one else ""
    places = [
        f"  {fault['place']['path']}: {fault['zh']} {fault['en']}"
        for fault in one.get("faults", [])
    ]
    return [
        f"{name}[{one['code']}] {one['title']}",
        f"{name}[{one['code']}] {one['title_en']}",
        *places,
        f"办法：{one['detail']}",
        f"Remedy: {one['detail_en']}",
    ]
