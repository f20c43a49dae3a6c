"""Pages with something on them: what a day leaves, done through the pages."""

import re
from collections.abc import Callable

from tests.gateway.bulk.test_batches import rows_of
from tests.gateway.bulk.test_imports import csv_of
from tests.operators import FIRM
from tests.portal.test_articles import RECORD, TIN
from tests.portal.test_drafts import hand_in, parcels
from tests.portal.test_operators_console import NOTICE
from tests.portal.visiting import Visitor

Visit = Callable[[str], Visitor]
BATCH = 3
BUYER = "person-103"


def furnish(visit: Visit, firm: str, operator: str, others: str = "") -> dict[str, str]:
    """File, bring in, announce; name the addresses that came of it by their pages."""
    places = drafted(visit(firm)) | filed(visit(firm)) | announced(visit(operator))
    return places | applied(visit(others))


def drafted(firm: Visitor) -> dict[str, str]:
    """Bring in a sheet whose first row is wrong."""
    rows = rows_of(*parcels(700, BATCH))
    rows[0]["goodsValue"] = "free"
    batch = hand_in(firm, csv_of(rows)).goes_to
    draft = firm.get(f"{batch}?shelf=faulty").links("//article//h3/a")[0]
    other = rows[1]
    other["身份证号"] = other.pop("buyerIdNumber")
    return {
        "drafts": batch,
        "draft": draft,
        "sheet": hand_in(firm, csv_of([other])).goes_to,
        "drafts-trial": f"{batch}try/",
        "drafts-receipts": f"{batch}receipts/",
        "draft-trial": f"{draft}try/",
    }


def filed(firm: Visitor) -> dict[str, str]:
    """File an article, and a second version of it."""
    for brand in ("", "牧歌"):
        firm.get("/articles/write/")
        firm.post("/articles/write/", **TIN, brand=brand)
    return {"article": f"{RECORD}{TIN['item_number']}"}


def announced(operator: Visitor) -> dict[str, str]:
    """Announce something to everybody."""
    operator.get("/announcements/write/")
    made = operator.post("/announcements/write/", **NOTICE).goes_to
    return {"announcement": made, "announce-again": f"{made}write/"}


def applied(anybody: Visitor) -> dict[str, str]:
    """Ask for a firm to be filed."""
    told = {name: it for name, it in FIRM.items() if isinstance(it, str)}
    anybody.get("/filing/apply/")
    made = anybody.post(
        "/filing/apply/", **told, roles="seller", directions="import"
    ).goes_to
    number = re.findall(r"[^/]+", made)[-1]
    return {"filing-status": made, "operator": f"/operators/{number}/"}
