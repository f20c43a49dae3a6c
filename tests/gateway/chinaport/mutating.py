"""Messages drawn at random from their declarations, and changed as texts."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

from tests.gateway.chinaport.spoiling import LENGTHS, LONG, NUMBERS, TEXTS
from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.catalogue import MESSAGES
from tongguan.gateway.chinaport.messages import EXTENSION, SIGNATURE
from tongguan.gateway.chinaport.schemas.examples import example_text
from tongguan.kit.fields import Slot, table_of
from tongguan.kit.forms import Sort
from tongguan.kit.wire import Node

DSIG = "http://www.w3.org/2000/09/xmldsig#"
SIGNED = (
    f'<ds:Signature xmlns:ds="{DSIG}"><ds:SignedInfo>'
    '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-'
    f'20010315"/><ds:SignatureMethod Algorithm="{DSIG}rsa-sha1"/><ds:Reference URI="">'
    f'<ds:Transforms><ds:Transform Algorithm="{DSIG}enveloped-signature"/>'
    f'</ds:Transforms><ds:DigestMethod Algorithm="{DSIG}sha1"/><ds:DigestValue>AAAA'
    "</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA"
    "</ds:SignatureValue><ds:KeyInfo><ds:KeyName>01</ds:KeyName><ds:X509Data>"
    "<ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
    "</ds:Signature>"
)
FIELD = re.compile(r"<([\w:]+)>([^<]*)</\1>")
MARK = re.compile(r"<[^>]*>")
LETTERS = "Az09 字关-_.,;'\"～é\U00020000"
DAYS = ("20240229", "20230229", "20261301", "00000101", "20261111", "２0261111")
TIMES = ("235959", "240000", "000060", "093000", "09300")
Mutation = Callable[[str, Random], str]


def drawn(kind: str, edition: str, luck: Random, prefix: str = "ceb") -> str:
    """Draw a message that is right and plain."""
    root = _part(kind, MESSAGES[kind].shape, edition, luck)
    text = xml.write(root, prefix).decode()
    if luck.random() < 0.5:
        return text
    close = text.rindex("</")
    return text[:close] + SIGNED + text[close:]


def _part(tag: str, shape: type[Any], edition: str, luck: Random) -> Node:
    table = table_of(shape, edition)
    children: list[Node] = []
    for slot in table.slots:
        if slot.tag in {SIGNATURE, EXTENSION}:
            continue
        times = min(luck.randint(0, 2), slot.most)
        if slot.required or luck.random() < 0.7:
            children += (_one(slot, edition, luck) for _ in range(times or 1))
    signs = {it.tag: example_text(it, shape.__name__) for it in table.attributes}
    return Node(tag, "", children, signs or None)


def _one(slot: Slot, edition: str, luck: Random) -> Node:
    if slot.shape:
        return _part(slot.tag, slot.shape, edition, luck)
    return Node(slot.tag, _text(slot, luck))


def _text(slot: Slot, luck: Random) -> str:
    form = slot.form
    assert form is not None, "a part has fields of its own"
    if form.among:
        return luck.choice(form.among)
    if form.sort is Sort.DECIMAL:
        return luck.choice(("0", "1", "12.5", "0.00001", f"{luck.random():.5f}"))
    if form.sort is Sort.WHOLE:
        return str(luck.randint(0, min(form.most, 99)))
    if form.sort is Sort.TEXT and form.text is str and not form.loose:
        size = luck.randint(max(form.least, 1), min(form.most, max(form.least, 30)))
        return "".join(luck.choices(LETTERS, k=size))
    return example_text(slot)


def mutated(text: str, luck: Random) -> bytes:
    """Change a message in one or two ways; sometimes in its bytes."""
    for _ in range(luck.choice((1, 1, 1, 2, 3))):
        text = luck.choice(MUTATIONS)(text, luck)
    return luck.choice(ENCODINGS)(text, luck)


def _of_field(change: Callable[[str, str, Random], str]) -> Mutation:
    """Change one field: by its tag and its text, into what stands there instead."""

    def mutation(text: str, luck: Random) -> str:
        fields = list(FIELD.finditer(text))
        if not fields:
            return text
        chosen = luck.choice(fields)
        said = change(chosen[1], chosen[2], luck)
        return text[: chosen.start()] + said + text[chosen.end() :]

    return mutation


def _worded(tag: str, _old: str, luck: Random) -> str:
    length = luck.choice(LENGTHS + LONG)
    words = (
        *(luck.choice(NUMBERS), luck.choice(TEXTS), luck.choice("1字 ") * length),
        *(luck.choice(DAYS), luck.choice(DAYS) + luck.choice(TIMES)),
        *(luck.choice("0123456789I"), luck.choice("\x7f\x85\u2028\ufffe\x00\t\n\r>")),
    )
    return f"<{tag}>{luck.choice(words)}</{tag}>"


def _inside(tag: str, old: str, luck: Random) -> str:
    at = luck.randint(0, len(old))
    odd = luck.choice(
        (
            *("&amp;", "&#65;", "&lt;", "&x;", "<!--x-->", "<![CDATA[x]]>", "<?x y?>"),
            *("]]>", "\r\n", "\t", "\x01", "\x9f", "\u2029", "<", "&", ">", "\ufeff"),
            *(f"<{tag}>", f"</{tag}>", f"</{tag} >", f"<{tag}/>", "\uffff", "\u3000"),
        )
    )
    return f"<{tag}>{old[:at]}{odd}{old[at:]}</{tag}>"


def _dressed(tag: str, old: str, luck: Random) -> str:
    bare = tag.rpartition(":")[2]
    return luck.choice(
        (
            *("", f"<{tag}/>", f"<{tag} />", f"<{tag}></{tag}>", f"<{tag}> </{tag}>"),
            *(f"<{tag}>{old}</{tag}>" * 2, f" <{tag}>{old}</{tag}>", f"<{tag} >"),
            *(f"<{tag} >{old}</{tag} >", f'<{tag} a="1">{old}</{tag}>'),
            *(f"<{bare}>{old}</{bare}>", f"<x:{bare}>{old}</x:{bare}>"),
            *(f"x<{tag}>{old}</{tag}>", f"<{tag}>{old}</{bare}>", "&#32;", "\x00"),
            f'<{tag} xmlns="">{old}</{tag}>',
            f"<{tag.upper()}>{old}</{tag.upper()}>",
        )
    )


def _swapped(text: str, luck: Random) -> str:
    """Let a field and the next change places."""
    fields = list(FIELD.finditer(text))
    at = luck.randrange(max(len(fields) - 1, 1))
    one, other = fields[at : at + 2] if len(fields) > 1 else (None, None)
    if one is None or other is None:
        return text
    between = text[one.end() : other.start()]
    return text[: one.start()] + other[0] + between + one[0] + text[other.end() :]


def _unmarked(text: str, luck: Random) -> str:
    """Drop, repeat or lengthen one mark of the text."""
    marks = list(MARK.finditer(text))
    if not marks:
        return text
    chosen = luck.choice(marks)
    said = luck.choice(("", chosen[0] * 2, f"{chosen[0]}\n", f" {chosen[0]}", "\x0b"))
    return text[: chosen.start()] + said + text[chosen.end() :]


def _crowded(text: str, luck: Random) -> str:
    """Repeat a part: around the bound of a hundred entries, of five copies."""
    tag = luck.choice(re.findall(r"<((?:ceb:)?[A-Z]\w+)>", text) or ["x"])
    part = re.search(f"<{tag}>.*?</{tag}>", text, re.DOTALL)
    times = luck.choice((2, 3, 5, 6, 98, 99, 100, 101)) if len(text) < 5000 else 2
    if part is None:
        return text
    return text[: part.start()] + part[0] * times + text[part.end() :]


def _spaced(text: str, luck: Random) -> str:
    """Put something between all elements."""
    gap = luck.choice(("\n", "\r\n", "\n\t", " ", "  \n", "\n" * 65, "\u00a0", "x"))
    return text.replace("><", f">{gap}<")


def _rooted(text: str, luck: Random) -> str:
    """Change how the root is written."""
    root = re.search(r'<([\w:]+)((?: [\w:]+="[^"]*")+)>', text)
    if root is None:
        return text
    signs = re.findall(r'[\w:]+="[^"]*"', root[2])
    luck.shuffle(signs)
    odd = luck.choice(
        (
            *((), (), ('guid="1"',), ('x="1"',), ("version='1.0'",), ('xmlns:x="u"',)),
            *(('xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',), signs[:1]),
            ('xsi:schemaLocation="a b"',),
            (
                'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
                luck.choice(('xsi:schemaLocation="a b"', 'xsi:nil="1"')),
            ),
        )
    )
    kept = signs if luck.random() < 0.8 else signs[1:]
    told = luck.choice((" ", "  ", "\n\t", "\t")).join([root[1], *odd, *kept])
    told = luck.choice(
        (told, told, told.replace('"1', '"2'), told.replace("/ceb", "/"))
    )
    end = luck.choice(("", "", " ", "\n"))
    return f"{text[: root.start()]}<{told}{end}>{text[root.end() :]}"


def _prefixed(text: str, luck: Random) -> str:
    """Change every prefix; the namespace may go with it or not."""
    new = luck.choice(("", "x:", "CEB:"))
    text = text.replace("<ceb:", f"<{new}").replace("</ceb:", f"</{new}")
    named = f"xmlns:{new[:-1]}=" if new else "xmlns="
    return text.replace("xmlns:ceb=", named) if luck.random() < 0.9 else text


def _declared(text: str, luck: Random) -> str:
    """Change what stands before and after the root."""
    body = text.partition("?>")[2] or text
    before = luck.choice(
        (
            *(
                "",
                " ",
                "\n",
                "\ufeff",
                "<?xml version='1.0'?>",
                '<?xml version="1.1"?>',
            ),
            *('<?xml version="1.0" encoding="utf-8"?>', "<!-- x -->", "<!DOCTYPE x>"),
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n',
            *('<?xml version="1.0" encoding="GBK"?>', "<?xml version='1.0\"?>"),
            '\n<?xml version="1.0" encoding="UTF-8"?>',
            '<?xml version="1.0" encoding="UTF-8"?><?xml version="1.0"?>',
        )
    )
    return before + body + luck.choice(("", "", "\n", " \r\n", "x", "<!---->", "\x00"))


def _signed(text: str, luck: Random) -> str:
    """Move, double, spoil or take away the signature."""
    bare = text.replace(SIGNED, "")
    marks = [it.start() for it in MARK.finditer(bare)] or [0]
    at = luck.choice((bare.rindex("<") if "<" in bare else 0, luck.choice(marks)))
    field = luck.choice(list(FIELD.finditer(SIGNED)))
    said = luck.choice(
        (
            *("", SIGNED, SIGNED * 2, SIGNED.replace("ds:", "").replace(":ds", "")),
            *(SIGNED.replace("><", ">\n<"), SIGNED.replace(field[0], "")),
            *(SIGNED.replace("/2000/", "/"), SIGNED.replace(">AAAA<", "><")),
            *(SIGNED.replace(">AAAA<", ">&lt;<"), SIGNED.replace("/>", "><x/></x>")),
            SIGNED.replace("<ds:Transform ", '<ds:Transform a="1" '),
        )
    )
    return bare[:at] + said + bare[at:]


def _shaken(text: str, luck: Random) -> str:
    """Change one character anywhere."""
    at = luck.randrange(len(text) + 1)
    return (
        text[:at]
        + luck.choice(("", "<", ">", "/", "x", " ", '"', "&"))
        + text[at + 1 :]
    )


def _utf_8(text: str, _luck: Random) -> bytes:
    return text.encode(errors="surrogatepass")


def _other(text: str, luck: Random) -> bytes:
    codec = luck.choice(("gb18030", "utf-16", "utf-8-sig", "latin-1"))
    return text.encode(codec, errors="replace")


def _flipped(text: str, luck: Random) -> bytes:
    data = bytearray(text.encode(errors="replace"))
    data[luck.randrange(len(data))] = luck.randrange(256)
    return bytes(data)


MUTATIONS: tuple[Mutation, ...] = (
    *(_of_field(_worded), _of_field(_worded), _of_field(_inside), _of_field(_dressed)),
    *(_swapped, _unmarked, _crowded, _spaced, _rooted, _prefixed, _declared, _signed),
    _shaken,
)
ENCODINGS = (*(_utf_8,) * 12, _other, _flipped)
