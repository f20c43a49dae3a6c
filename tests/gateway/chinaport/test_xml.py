import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gateway.chinaport import hostile
from tests.gateway.chinaport.hostile import CEB, END, ROOT, declared, message
from tongguan.gateway.chinaport.catalogue import read_message
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.xml import Limits, parse, write
from tongguan.kit.wire import Node

# The promise is 200 ms; a shared machine may be several times slower at its worst.
PATIENCE = 0.5


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as refused:
        read_message(data)
    assert refused.value.chinese
    assert refused.value.english
    assert all(refused.value.remedy)
    return refused.value.code


@pytest.mark.parametrize("name", hostile.DOCUMENT_TYPES)
def test_a_document_type_is_refused_unread(name: str) -> None:
    assert refusal(hostile.DOCUMENT_TYPES[name]) == "SCH-1104"


@pytest.mark.parametrize("name", hostile.ENCODINGS)
def test_an_encoding_is_known_and_true_or_refused(name: str) -> None:
    code, data = hostile.ENCODINGS[name]

    assert refusal(data) == code


@pytest.mark.parametrize("name", hostile.BROKEN)
def test_what_is_no_xml_is_refused_in_time(name: str) -> None:
    begun = time.process_time()

    assert refusal(hostile.BROKEN[name])[:7] == "SCH-110"
    assert time.process_time() - begun < PATIENCE


@pytest.mark.parametrize("name", hostile.TOO_MUCH)
def test_what_is_too_much_is_refused_in_time(name: str) -> None:
    begun = time.process_time()

    assert refusal(hostile.TOO_MUCH[name]) == "SCH-1101"
    assert time.process_time() - begun < PATIENCE


@pytest.mark.parametrize("name", hostile.OTHERS)
def test_what_is_no_message_of_ours_is_refused(name: str) -> None:
    code, data = hostile.OTHERS[name]

    assert refusal(data) == code


@pytest.mark.parametrize("name", hostile.LADEN)
def test_what_is_laden_gets_its_faults_in_time(name: str) -> None:
    begun = time.process_time()

    reading = read_message(hostile.LADEN[name])

    assert 0 < len(reading.faults) <= 500
    assert time.process_time() - begun < PATIENCE


def test_the_corpus_is_large_enough() -> None:
    corpus = (
        *(hostile.DOCUMENT_TYPES, hostile.ENCODINGS, hostile.BROKEN),
        *(hostile.TOO_MUCH, hostile.OTHERS, hostile.LADEN),
    )

    assert sum(len(part) for part in corpus) >= 90


def is_answered(data: bytes) -> bool:
    """Whether bytes that are no good message get a code of ours, and no traceback."""
    try:
        return bool(read_message(data).faults)
    except UnreadableError as refused:
        return refused.code.startswith(("SCH-110", "SCH-1113"))


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_get_an_answer(data: bytes) -> None:
    assert is_answered(data)
    assert is_answered(message("").replace(b"Message", data, 1))


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_inside_gets_an_answer(text: str) -> None:
    assert is_answered(message(text))


@pytest.mark.parametrize(
    "data",
    [
        declared("UTF-8").encode(),
        declared("utf-8").encode("utf-8-sig"),
        f"{ROOT}支付{END}".encode(),
        declared("GB2312").encode("gb2312"),
        declared("gbk").encode("gbk"),
        declared("GB18030").encode("gb18030"),
        declared("UTF-16").encode("utf-16"),
        b"\xfe\xff" + declared("UTF-16").encode("utf-16-be"),
        f"<!-- 注 -->{ROOT}支<!-- x -->付{END}".encode(),
        f"{ROOT}<![CDATA[支]]>付{END}".encode(),
        message("支付").replace(b"ceb:", b"").replace(b"xmlns:ceb", b"xmlns"),
        message("支付").replace(b"ceb:", b"x:").replace(b"xmlns:ceb", b"xmlns:x"),
    ],
)  # fmt: skip
def test_however_it_is_spelled_it_reads_the_same(data: bytes) -> None:
    signs = {"guid": "G" * 36, "version": "1.0"}

    assert parse(data) == Node("CEB311Message", "stray", [], signs)


def test_a_character_beyond_gb2312_is_read_where_gb2312_is_declared() -> None:
    data = declared("GB2312", "<ceb:name>朱镕基</ceb:name>").encode("gb18030")

    assert parse(data).children[0].text == "朱镕基"


def test_a_comment_does_not_hide_half_of_a_value() -> None:
    node = parse(message("<ceb:paid>1<!-- -->2<![CDATA[3]]></ceb:paid>"))

    assert node.children == [Node("paid", "123")]


def test_a_tag_of_another_space_does_not_look_like_ours() -> None:
    node = parse(message('<paid/><x:paid xmlns:x="urn:x"/>'))

    assert [child.tag for child in node.children] == ["{}paid", "{urn:x}paid"]


def test_limits_may_be_set() -> None:
    with pytest.raises(UnreadableError, match="over 10 bytes"):
        parse(b"<a>12345678</a>", Limits(size=10))


def test_a_line_is_told_where_the_sender_sees_it() -> None:
    data = b'<?xml\nversion="1.0"\n?>\n<a>\n</b>'

    with pytest.raises(UnreadableError, match="near line 5"):
        parse(data)


def test_a_message_is_written_in_canonical_form() -> None:
    inner = [
        Node("a", '1 < 2 & "3"'),
        Node("b"),
        Node("c", "x\r\x0b>y"),
        Node("d", "]]><"),
    ]
    root = Node("M", "", inner, {"version": "1.0", "guid": 'G"'})

    assert write(root).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<M xmlns="{CEB}" guid="G&quot;" version="1.0">'
        '<a><![CDATA[1 < 2 & "3"]]></a><b></b><c>x&#13;�&gt;y</c>'
        "<d>]]&gt;&lt;</d></M>\n"
    )
    assert write(Node("M"), "ceb").endswith(
        f'<ceb:M xmlns:ceb="{CEB}"></ceb:M>\n'.encode()
    )


def test_nothing_is_fetched_or_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden", encoding="utf-8")
    include = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}"/>'
    )

    assert parse(message(include)).children[0].text == ""
