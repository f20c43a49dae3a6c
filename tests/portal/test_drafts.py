"""A sheet by hand: brought in, mended in place, tried, declared, seen released."""

from collections.abc import Callable
from urllib.request import Request

from tests.gateway.bulk.test_batches import rows_of
from tests.gateway.bulk.test_imports import csv_of
from tests.portal.seed import set_of
from tests.portal.visiting import Page, Visitor
from tongguan.plumbing import clock

Visit = Callable[[str], Visitor]
EDGE = "edge"


def hand_in(visitor: Visitor, data: bytes, name: str = "orders.csv") -> Page:
    """Choose a file and press the button."""
    visitor.get("/sheets/")
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"'
        f"\r\n\r\n{visitor.token}\r\n".encode(),
        f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"'
        "\r\nContent-Type: text/csv\r\n\r\n".encode(),
        data,
        f"\r\n--{EDGE}--\r\n".encode(),
    ]
    headers = {
        "Content-Type": f"multipart/form-data; boundary={EDGE}",
        "Referer": f"{visitor.url}/sheets/",
    }
    return visitor._ask(  # noqa: SLF001 - a form that holds a file
        Request(f"{visitor.url}/sheets/", b"".join(parts), headers)  # noqa: S310
    )


def test_try(visit: Visit) -> None:
    at = clock.now().replace(microsecond=0)
    rows = rows_of(*(set_of(500 + n, at) for n in range(3)))
    rows[0]["goodsValue"] = "free"
    rows[1]["item.unit"] = "千克"
    lina = visit("lina")
    there = hand_in(lina, csv_of(rows)).goes_to
    assert there == "/drafts/1/"
    page = lina.get(there)
    print(page.says("//main"))
    print(lina.get(there + "?shelf=faulty").says("//main"))
    print(lina.get(there + "try/").says("//main"))
    print(lina.get(there + "3/try/").says("//main"))
    print(lina.get(there + "1/").status)
    assert 0
