"""One world in which everybody has something of every kind that an address names."""

from datetime import datetime, timedelta
from typing import Any

from psycopg import Connection

from tests.operators import FIRM as APPLICANT
from tests.operators import PERSON as INDIVIDUAL
from tests.papers import SELLER
from tests.portal.seed import (
    OTHER_SELLER,
    arrivals,
    buyer_number,
    file_firms,
    told_cases,
)
from tongguan.commerce.consumer.lifecycle import Actor as Verifier
from tongguan.commerce.consumer.model import Identity
from tongguan.commerce.operator_filing.model import read_particulars
from tongguan.customs.collection.model import Month
from tongguan.customs.control.model import (
    Agency,
    Aim,
    CaseState,
    ControlOrder,
    EnforcementCase,
    Target,
)
from tongguan.customs.disavowal.lifecycle import Actor as Reporter
from tongguan.customs.disavowal.store import Said
from tongguan.customs.examination.pictures import CleanPicture
from tongguan.customs.examination.store import Opened
from tongguan.gateway.bulk.batches import begin_by_hand
from tongguan.gateway.bulk.contents import Content
from tongguan.gateway.bulk.merchant_sheets import columns
from tongguan.gateway.webhooks.registering import Acting, register
from tongguan.inspection.goods_filing.lifecycle import Actor as Keeper
from tongguan.journeys import operator_filing, zone
from tongguan.journeys.articles import lodge
from tongguan.journeys.consumers import person_key
from tongguan.journeys.goods import Filer
from tongguan.journeys.intake import take_in
from tongguan.journeys.month_end import collect
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.waking import clear_batch
from tongguan.plumbing.agencies.model import Agency as Asked
from tongguan.plumbing.announcements.model import Announcement, Severity
from tongguan.plumbing.confirmations.model import Person, Proposal
from tongguan.plumbing.drafts.model import Change
from tongguan.plumbing.switches.model import Switch

Words = dict[str, Any]
Things = dict[str, dict[str, Words]]
EVERYBODY, ONESELF, ANOTHER = "*", "gumin", "another"
SERIALS = {SELLER.code: 1, OTHER_SELLER.code: 8}
CALLS = {
    "lists": "declarations",
    "received": "sent",
    "imports": "sheets",
    "filings": "operators",
}
LISTED = """
SELECT paper, coalesce(number, preliminary_number) FROM declaration
 WHERE right(order_number, 5) = %s
"""
ARTICLE = {
    "mode": "retail_import",
    "hs_code": "1901101090",
    "name": "婴儿配方奶粉1段",
    "model": "900g/罐",
    "barcode": "6901234567892",
    "unit": "122",
    "origin": "309",
    "net_content": "900",
    "measure": "g",
}


class World:
    """Makes things of one kind after another; an instant is the same for all."""

    def __init__(self, connection: Connection[Any], rooms: Rooms, at: datetime) -> None:
        self.connection, self.rooms, self.at = connection, rooms, at

    def things(self, consumer: int) -> Things:
        """Make everything; return the words of addresses by place and by owner."""
        self.declare()
        lists = {firm: self.listed(serial) for firm, serial in SERIALS.items()}
        own = {place: {it: make(it) for it in SERIALS} for place, make in self.kinds()}
        own |= dict.fromkeys(("declarations", "queue", "fix", "returns"), lists)
        own["goods"] = own["articles"]
        own["filing"] = own["operators"]
        own["me"] = {ONESELF: lists[SELLER.code], ANOTHER: lists[OTHER_SELLER.code]}
        own["merchants"] = {
            it: self.handed_in(f"merchants/{it}", "merchants")
            for it in ("tongguan", "330100")
        }
        own["confirmations"] = {it: self.proposed(it) for it in ("officer", "tax")}
        own |= {call: own[page] for call, page in CALLS.items()}
        person = self.verified(consumer)
        numbers = self.numbers(lists[SELLER.code]["paper"], person)
        return own | {place: {EVERYBODY: it} for place, it in numbers.items()}

    def kinds(self) -> list[tuple[str, Any]]:
        """Name what a firm owns, and how it is made."""
        return [
            ("collection", self.notice),
            ("tenants", lambda firm: {"firm": firm}),
            ("sent", self.sent),
            ("drafts", self.drafted),
            ("webhooks", self.called),
            ("sheets", lambda firm: self.handed_in(firm, "order")),
            ("articles", self.article),
            ("operators", self.applied),
        ]

    def declare(self) -> None:
        """Lodge every told set."""
        file_firms(self.rooms, self.at)
        for dossier, without in told_cases(self.at):
            take_in(self.rooms, arrivals(dossier, without), self.at)
        clear_batch(self.rooms, self.at, size=400)

    def listed(self, serial: int) -> Words:
        """Name the list of a serial, with a picture of its examination."""
        row = self.connection.execute(LISTED, [f"{serial:05d}"]).fetchone()
        assert row is not None
        paper, number = row
        picture = CleanPicture(body=b"\xff\xd8", sha256=f"{serial:064d}", sm3="0" * 64)
        opened = Opened(paper, 1, "customs")
        self.rooms.offices.examinations.keep(opened, picture, "guanyuan", self.at)
        (kept,) = self.rooms.offices.examinations.pictures(paper, 1)
        return {"number": number, "paper": paper, "picture": kept.id}

    def notice(self, firm: str) -> Words:
        month = Month.of(self.at.date())
        made = collect(self.rooms, firm, month, on=month.end, at=self.at)
        assert made is not None
        return {"number": made.number}

    def sent(self, firm: str) -> Words:
        return {"number": self.rooms.inbox.put(firm, b"<unread/>", self.at).id}

    def called(self, firm: str) -> Words:
        by = Acting(firm=firm, actor=firm, at=self.at)
        made, _secret = register(self.rooms, "https://hooks.example/", by)
        (challenge,) = self.rooms.webhooks.deliveries(made.id, 1)
        return {"webhook": made.id, "guid": challenge.guid}

    def drafted(self, firm: str) -> Words:
        change = Change(move="add", by="somebody", at=self.at)
        made = begin_by_hand(self.rooms, firm, "parcel", Content({}, []), change)
        return {"batch": made[0].id, "number": made[1]}

    def handed_in(self, owner: str, paper: str) -> Words:
        rows = [["订单编号"], [owner]]
        if paper == "merchants":
            rows = [[*columns().values()], [*columns()], [owner] * len(columns())]
        body = "\n".join(",".join(row) for row in rows).encode()
        kept = self.rooms.files.keep(owner, "a", body, paper=paper, at=self.at)
        return {"form": paper, "digest": kept.digest}

    def article(self, firm: str) -> Words:
        item = f"P-{firm}"
        who = Filer(name="somebody", organisation=firm, reason="", actor=Keeper.SELLER)
        lodge(self.rooms, firm, [ARTICLE | {"item_number": item}], who, self.at)
        return {"seller": firm, "item": item}

    def applied(self, firm: str) -> Words:
        said = {SELLER.code: APPLICANT | {"customs_code": firm}}.get(firm, INDIVIDUAL)
        says = read_particulars(said, self.at.date())
        who = operator_filing.Person(name="applicant", organisation=firm)
        made = operator_filing.apply(self.rooms, says, who, self.at)
        return {"number": made.number}

    def verified(self, account: int) -> bytes:
        """Verify the person of an account; return the index of the person."""
        consumers = self.rooms.buyers.consumers
        told = Identity(
            name="王芳",
            id_number=buyer_number(SERIALS[SELLER.code]),
            telephone="13857100001",
        )
        person = person_key(told, self.rooms.keys)
        number = consumers.apply(account, person, told, self.at)
        for move, by in (("confirm", Verifier.CONSUMER), ("agree", Verifier.POLICE)):
            held = consumers.hold(number)
            assert held is not None
            consumers.move(held, move, by, self.at)
        self.rooms.agencies.use([Asked.POLICE, Asked.TELECOM], self.at)
        return person

    def proposed(self, post: str) -> Words:
        proposal = Proposal(
            subject=f"control/{post}",
            move="lift",
            reason="已核对",
            shown="BK1",
            post=post,
            organisation="2900",
            first="another",
            first_at=self.at,
        )
        kept = self.rooms.offices.confirmations.propose(proposal)
        assert kept is not None
        return {"number": kept.number}

    def numbers(self, paper: int, person: bytes) -> dict[str, Words]:
        """Make what is the same for all who may open a page."""
        return {
            "announcements": {"number": self.announced()},
            "accounts": {"name": "waihui"},
            "approvals": {"name": "waihui"},
            "errors": {"code": "MAT-3005"},
            "standard": {"name": "CEB621"},
            "messages": {"name": "CEB621"},
            "templates": {"paper": "order", "kind": "csv"},
            "hs": {"q": "奶粉"},
            "rules": {"name": "customs/duty/limits"},
            "zones": {"number": self.switched()},
            "control": {"order": self.ordered()},
            "cases": {"case": self.opened(paper)},
            "disavowals": {"report": self.disowned(paper, person)},
        }

    def announced(self) -> int | None:
        """Announce what is for everybody."""
        announcement = Announcement(
            number=0,
            version=1,
            chinese_title="维护",
            english_title="Maintenance",
            chinese="停机。",
            english="An outage.",
            severity=Severity.NOTE,
            audience=(),
            begins=self.at - timedelta(hours=1),
            until=None,
            taken_back=False,
            written_by="yunfu",
            written_at=self.at,
        )
        return self.rooms.offices.announcements.write(announcement)

    def switched(self) -> int:
        wanted = Switch(
            proposal=0,
            feature="receipt_push",
            on=False,
            begins=self.at,
            reason="暂停推送",
            first="yunfu",
            second="",
            made_at=self.at,
        )
        first = Person(name="yunfu", organisation="tongguan", post="operator")
        made = zone.propose(self.rooms, wanted, first, self.at)
        assert made is not None
        return made.number

    def ordered(self) -> str:
        return self.rooms.controls.place(
            ControlOrder(
                number="",
                aim=Aim(Target.FIRM, "9999999999"),
                agency=Agency.CUSTOMS,
                effective=self.at.date(),
                until=self.at.date(),
                reason="核查",
                placed_by="guanyuan",
                placed_at=self.at,
            )
        )

    def opened(self, paper: int) -> str:
        self.rooms.controls.open_case(
            EnforcementCase(
                number="",
                paper=paper,
                version=1,
                kind="seizure",
                reason="核查",
                state=CaseState.OPENED,
                opened_by="guanyuan",
                opened_at=self.at,
            )
        )
        return self.rooms.controls.cases(paper)[0].number

    def disowned(self, paper: int, person: bytes) -> int | None:
        said = Said(
            move="report",
            actor=Reporter.CONSUMER,
            by=ONESELF,
            words="不是我买的",
            at=self.at,
            due_on=self.at.date(),
        )
        return self.rooms.buyers.disavowals.report(paper, person, said)
