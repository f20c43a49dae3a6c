"""A bench for codes: what a trigger makes of messages, and what is told of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests import outbound
from tests.errors.spoiling import Trigger
from tests.letters import papers, sender_of
from tests.parcels import parcel
from tests.spoiling import spoil
from tests.window import Window
from tongguan.gateway.chinaport.catalogue import message_type_for, write_message
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.gateway.chinaport.trial import try_messages
from tongguan.plumbing import clock
from tongguan.trade.kinds import RETAIL_IMPORT, Paper
from tongguan.trade.papers import AnyPaper

Letters = dict[str, bytes]
Told = dict[str, dict[str, Any]]
PARCEL = {paper.nature.kind.value: paper for paper in papers(parcel(1))}


def written(trigger: Trigger) -> Letters:
    """Write the papers of a trigger, each in the message of its sender."""
    together = Paper(trigger.paper) in RETAIL_IMPORT
    whole = (
        PARCEL if together else {trigger.paper: outbound.paper(Paper(trigger.paper))}
    )
    changes = {**trigger.elsewhere, trigger.paper: trigger.changes}
    spoilt = {name: changed(it, changes.get(name, {})) for name, it in whole.items()}
    return {
        name: letter(paper, trigger.sender if name == trigger.paper else "")
        for name, paper in spoilt.items()
    }


def changed(paper: Any, changes: Mapping[str, Any]) -> Any:
    """Change entries of a paper: to a value, or by what a function makes of it."""
    for path, value in changes.items():
        old = entry(paper, path)
        paper = spoil(paper, path, value(old) if callable(value) else value)
    return paper


def entry(paper: Any, path: str) -> Any:
    """Read an entry of a paper; of goods items the first one's."""
    for step in path.split("."):
        paper = getattr(paper[0] if isinstance(paper, tuple) else paper, step)
    return paper


def letter(paper: AnyPaper, sender: str = "") -> bytes:
    """Write a paper as the message of its sender, or of another firm."""
    code = sender or usual_sender(paper.nature.kind)
    transfer = Transfer(code=code, name="报送企业", mode="DXP", address="")
    kind = message_type_for(paper)
    return write_message(kind, [paper], transfer, paper.heading.guid)


def told(window: Window, letters: Letters, trigger: Trigger) -> Told:
    """Try messages in the zone of a trigger; return every finding by its code."""
    rooms = replace(window.rooms, profile=trigger.profile)
    if trigger.before is not None:
        trigger.before(window)
    answer = try_messages(rooms, list(letters.items()), clock.now())
    window.connection.rollback()
    found: Told = {}
    for message in answer["messages"]:
        for fault in message["faults"]:
            found.setdefault(fault["code"], {**fault, "letter": message["name"]})
    for paper in answer["papers"]:
        objection = [paper["objection"]] if paper["objection"] else []
        for finding in (*paper["findings"], *objection):
            found.setdefault(finding["code"], {**finding, "letter": paper["paper"]})
    return found


def usual_sender(kind: Paper) -> str:
    """Return the code of the firm that sends the agreeing paper of a kind."""
    if kind in RETAIL_IMPORT:
        return sender_of(PARCEL[kind])
    firm = outbound.SENT[kind].sender
    assert firm is not None
    return firm.code
