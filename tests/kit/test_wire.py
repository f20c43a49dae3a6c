from dataclasses import dataclass
from decimal import Decimal

import pytest

from tongguan.kit.breaches import BreachError
from tongguan.kit.fields import Row
from tongguan.kit.wire import Node, WireFault, read, rows, tag_of, wire, write
from tongguan.trade.masks import mask_name


@dataclass(frozen=True, kw_only=True)
class Item:
    number: int = wire("gnum", "Nint", label="序号")
    code: str | None = wire("code", "C..4", required=False, was={"old": "C..6"})


@dataclass(frozen=True, kw_only=True)
class Letter:
    guid: str = wire("guid", "C..9", attribute=True, label="编号")
    sort: bool = wire("sort", "C1{1,2}", means={"1": True, "2": False})
    name: str = wire("name", "C..4", label="姓名", mask=mask_name)
    price: Decimal = wire("price", "N19,5", label="单价")
    currency: str = wire("currency", "C3=142")
    title: str = wire("title", "C0..9")
    items: tuple[Item, ...] = wire("item", "1..2", of=Item, label="商品")
    sealed: bool = wire("seal", "0..1")


def leaf(tag: str, text: str = "") -> Node:
    return Node(tag, text)


def letter(*children: Node, **attributes: str) -> Node:
    return Node("letter", "", children, {"guid": "G1", **attributes})


HEAD = (leaf("sort", "2"), leaf("name", "张三"), leaf("price", "1.50"))
REST = (leaf("currency"), leaf("title"), Node("item", "", [leaf("gnum", "1")]))


def told(*children: Node, edition: str = "", **attributes: str) -> list[str]:
    faults: list[WireFault] = []
    node = letter(*children, **attributes)
    assert read(node, Letter, "/letter", faults=faults, edition=edition) is None
    return [f"{fault.code} {fault.path} {fault.value}".strip() for fault in faults]


def test_a_message_in_order_becomes_a_value() -> None:
    faults: list[WireFault] = []

    value = read(letter(*HEAD, *REST), Letter, "/letter", faults=faults)

    assert faults == []
    assert value == Letter(
        guid="G1",
        sort=False,
        name="张三",
        price=Decimal("1.50"),
        currency="142",
        title="",
        items=(Item(number=1),),
        sealed=False,
    )


def test_what_is_written_can_be_read_again() -> None:
    value = read(letter(*HEAD, *REST), Letter, "/letter", faults=[])
    node = write(value, "letter")

    assert [child.tag for child in node.children] == [
        *("sort", "name", "price", "currency", "title", "item"),
    ]
    assert read(node, Letter, "/letter", faults=[]) == value


def test_every_fault_is_told_in_document_order() -> None:
    bad_item = Node("item", "", [leaf("gnum", "x"), leaf("code", "12345")])

    assert told(
        *(leaf("sort", "3"), leaf("odd", "张三"), leaf("currency", "502")),
        *(leaf("price", "1"), bad_item),
    ) == [
        "SCH-1128 /letter/sort 3",
        "SCH-1130 /letter/odd",
        "SCH-1121 /letter/name",
        "SCH-1128 /letter/currency 502",
        "SCH-1132 /letter/price",
        "SCH-1121 /letter/title",
        "SCH-1125 /letter/item[1]/gnum x",
        "SCH-1123 /letter/item[1]/code 12345",
    ]


def test_the_value_of_a_person_is_veiled() -> None:
    faults: list[WireFault] = []
    node = letter(HEAD[0], leaf("name", "欧阳张三丰"), HEAD[2], *REST)

    read(node, Letter, "/letter", faults=faults)

    assert faults[0].value == "欧****"
    assert faults[0].label == "姓名"
    assert faults[0].chinese == "内容过长，应为1 至 4 个字符"
    assert faults[0].english == "The content is too long; it must be 1 to 4 characters"
    assert faults[0].remedy == ("删减内容", "Shorten the content")


@pytest.mark.parametrize(
    ("children", "fault"),
    [
        ((*HEAD, HEAD[2], *REST), "SCH-1131 /letter/price"),
        ((*HEAD, *REST, REST[2], REST[2]), "SCH-1137 /letter/item[3]"),
        ((*HEAD, *REST[:2]), "SCH-1121 /letter/item"),
        ((leaf("sort"), *HEAD[1:], *REST), "SCH-1122 /letter/sort"),
        ((*HEAD, *REST, leaf("{urn:x}seal")), "SCH-1138 /letter/{urn:x}seal"),
        ((*HEAD, *REST, leaf("{}seal")), "SCH-1138 /letter/seal"),
        (
            (*HEAD[:2], leaf("price", "9" * 80), *REST),
            f"SCH-1126 /letter/price {'9' * 60}…",
        ),
        (
            (*HEAD[:2], leaf("price", "\n\x1b["), *REST),
            "SCH-1125 /letter/price \\u000a\\u001b[",
        ),
        (
            (*HEAD, *REST[:2], Node("item", "x", REST[2].children)),
            "SCH-1134 /letter/item[1]",
        ),
        ((*HEAD[:2], Node("price", "1", [leaf("a")]), *REST), "SCH-1136 /letter/price"),
        (
            (*HEAD[:2], Node("price", "1", (), {"a": "b"}), *REST),
            "SCH-1135 /letter/price/@a",
        ),
    ],
)
def test_one_thing_wrong_is_one_fault(children: tuple[Node, ...], fault: str) -> None:
    assert told(*children) == [fault]


def test_attributes_are_held_to_the_standard_too() -> None:
    assert told(*HEAD, *REST, guid="0123456789") == [
        "SCH-1123 /letter/@guid 0123456789"
    ]
    assert told(*HEAD, *REST, other="1") == ["SCH-1135 /letter/@other"]


def test_an_edition_may_have_another_form() -> None:
    long = Node("item", "", [leaf("gnum", "1"), leaf("code", "123456")])

    assert told(*HEAD, *REST[:2], long) == ["SCH-1123 /letter/item[1]/code 123456"]
    value = read(
        letter(*HEAD, *REST[:2], long), Letter, "/letter", faults=[], edition="old"
    )
    assert value is not None
    assert value.items[0].code == "123456"


def test_no_more_faults_are_kept_than_anybody_reads() -> None:
    faults: list[WireFault] = []

    read(letter(*[leaf("x")] * 10_000), Letter, "/letter", faults=faults)

    assert len(faults) == 500


def test_what_the_standard_has_no_room_for_is_not_written() -> None:
    with pytest.raises(BreachError):
        write(Item(number=1, code="12345"), "item")


def test_the_printed_table_follows_from_the_declaration() -> None:
    assert list(rows(Item, "item")) == [
        Row(
            part="item",
            tag="gnum",
            label="序号",
            notation="Nint",
            required=True,
            was={},
        ),
        Row(
            part="item",
            tag="code",
            label="code",
            notation="C..4",
            required=False,
            was={"old": "C..6"},
        ),
    ]
    assert tag_of(Letter, "name") == ("name", "姓名")


@dataclass(frozen=True, kw_only=True)
class Note:
    """A field each that an edition, or the schema, has otherwise than we."""

    state: str = wire("state", "C1{1,2}:1", schema="C1:1")
    words: str = wire("words", "C..5~")
    gone: int | None = wire("gone", "N3", was={"old": ""})
    extra: str | None = wire("extra", "C..9", required=False, schema="")


@dataclass(frozen=True, kw_only=True)
class Bundle:
    notes: tuple[Note, ...] = wire("note", "1..1", of=Note)


def noted(*children: Node) -> Node:
    return Node("bundle", "", [Node("note", "", children)])


def test_an_empty_element_is_its_default_and_blanks_collapse() -> None:
    node = noted(leaf("state"), leaf("words", " a \t b "), leaf("gone", "7"))
    faults: list[WireFault] = []

    assert read(node, Bundle, "/bundle", faults=faults) == Bundle(
        notes=(Note(state="1", words="a b", gone=7),)
    )


def test_a_field_one_edition_lacks_is_unknown_in_it() -> None:
    faults: list[WireFault] = []
    node = noted(leaf("state", "2"), leaf("words", "a"))

    assert read(node, Bundle, "/bundle", faults=faults) is None
    assert [fault.code for fault in faults] == ["SCH-1121"]
    assert read(node, Bundle, "/bundle", faults=[], edition="old") == Bundle(
        notes=(Note(state="2", words="a"),)
    )


def test_what_the_schema_has_not_is_read_and_never_written() -> None:
    fields = (leaf("state", "2"), leaf("words", "a"), leaf("gone", "1"))
    bundle = read(noted(*fields, leaf("extra", "x")), Bundle, "/bundle", faults=[])

    assert bundle is not None
    assert bundle.notes[0].extra == "x"
    assert write(bundle, "bundle") == noted_again(fields)


def noted_again(fields: tuple[Node, ...]) -> Node:
    inner = [Node(it.tag, it.text, ()) for it in fields]
    return Node("bundle", "", [Node("note", "", inner, {})], {})


def test_a_row_of_exactly_one_has_no_second() -> None:
    faults: list[WireFault] = []
    one = Node("note", "", [leaf("state", "1"), leaf("words", "a"), leaf("gone", "1")])

    assert read(Node("bundle", "", [one, one]), Bundle, "/b", faults=faults) is None
    assert [(it.code, it.path) for it in faults] == [("SCH-1137", "/b/note[2]")]
