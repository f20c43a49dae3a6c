"""Receipts put in writing at once are those the encoder writes, to the byte."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs

from tests.letters import papers
from tests.parcels import parcel
from tongguan.journeys.addressee import Addressee, put_in_writing
from tongguan.journeys.answers import answer, plain_answers
from tongguan.journeys.waiting import NOT_THERE, told_to
from tongguan.plumbing.outbox.bundles import ONE, written
from tongguan.plumbing.register.model import Key, key_of
from tongguan.trade.papers import AnyPaper

STRANGE = ("", "%s", "O'1", 'a"b', "a\\b", "订单\n1", "\x00", "\x1f", "\x7f", "é\u2028")


def without_guid(said: bytes) -> bytes:
    """Leave out what is drawn for each, and whom it goes to, which an answer adds."""
    drawn = ONE.decode(said).guid.encode()
    return said.replace(drawn, b"").replace(b',"recipient":"A"}', b"}")


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("text", STRANGE)
def test_whatever_a_paper_is_called(place: int, text: str) -> None:
    paper: AnyPaper = papers(parcel(1))[place]
    heading = replace(paper.heading, guid=f"{paper.heading.guid}{text}")
    named = replace(paper, heading=heading)
    kind, owner, number = key_of(paper)
    for key in (key_of(paper), Key(kind, owner, number + text)):
        for preliminary in ("B20261020000000007", text):
            to = Addressee(
                paper=named,
                key=key,
                sender="A",
                message=5,
                index=3,
                id=7,
                version=2,
                preliminary_number=preliminary,
                number=text,
            )
            one, other = (
                plain_answers([(to, "lodge")])[0],
                written(answer(to, "lodge", [])),
            )
            assert without_guid(one.said) == without_guid(other.said)


@pytest.mark.parametrize("missing", [("order",), ("payment", "waybill")])
@pytest.mark.parametrize("text", [*STRANGE, '},"paper":', "长" * 990])
def test_whatever_a_waiting_list_is_called(text: str, missing: tuple[str, ...]) -> None:
    one = parcel(1).declaration
    named = replace(one, heading=replace(one.heading, guid=f"{one.heading.guid}{text}"))
    key = key_of(one)
    to = Addressee(
        paper=named,
        key=Key(key.kind, key.owner, key.number + text),
        sender="A",
        message=5,
        index=3,
        id=7,
        version=2,
        preliminary_number=text,
    )
    aside = "".join(
        f"；对应电商平台为[{key.owner}]订单号为[{key.number}{text}]{NOT_THERE[name]}"
        for name in missing
    )
    wait = {"waiting_for": list(missing), "deadline": "2026-03-15T09:00:00+08:00"}
    usual = answer(to, "wait", [], aside=aside)
    usual = structs.replace(usual, content=usual.content | wait)
    said = told_to(to, missing, datetime(2026, 3, 1, 1, tzinfo=UTC))
    assert without_guid(said.said) == without_guid(written(usual).said)
    assert (said.recipient, said.message, said.place, said.ended) == ("A", 5, 3, None)


@pytest.mark.parametrize("text", STRANGE)
def test_many_are_put_in_writing_as_each_alone(text: str) -> None:
    paper = papers(parcel(1))[3]
    heading = replace(paper.heading, guid=f"{paper.heading.guid}{text}")
    for named in (paper, replace(paper, heading=heading)):
        said = [(f"31012026{n}", f"{n}{text}", 0 if n == 3 else n) for n in range(1, 5)]
        alone, many = (
            [
                Addressee(
                    paper=named,
                    key=key_of(paper),
                    sender="A",
                    message=5,
                    id=number,
                    version=1,
                    number=listed,
                    preliminary_number=given,
                )
                for listed, given, number in said
            ]
            for _ in range(2)
        )
        put_in_writing(many)
        for one, other in zip(alone, many, strict=True):
            told = plain_answers([(one, "lodge"), (one, "accept")])
            also = plain_answers([(other, "lodge"), (other, "accept")])
            for first, second in zip(told, also, strict=True):
                assert without_guid(first.said) == without_guid(second.said)
