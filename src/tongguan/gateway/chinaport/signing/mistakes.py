"""常见差错 Common mistakes in signing, made on purpose to see whether they explain.

Each mistake turns the canonical content into what its maker would have digested, or the
canonical SignedInfo into what would have been signed. None of it decides anything.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, permutations

from lxml import etree

from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.messages import EXTENSION, SUBSCRIPTION, TRANSFER
from tongguan.gateway.chinaport.signing.certificates import SM2, Certificate
from tongguan.gateway.chinaport.signing.methods import HASHES, hashed
from tongguan.gateway.chinaport.signing.sm2 import HALF, RAW, certified_key
from tongguan.gateway.chinaport.signing.verifying import Verdict

Edit = Callable[[bytes], bytes]
BOM = b"\xef\xbb\xbf"
XSI = b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
BLANKS = re.compile(rb">[ \t\r\n]+<")
DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>\s*")
PAIRED_UP_TO = 1 << 18


@dataclass(frozen=True, slots=True)
class Explained:
    """差错 A mistake that explains a value: its name, words for its text, its bytes."""

    name: str
    words: dict[str, str] = field(default_factory=dict)
    bytes: bytes = b""


def without_part(*names: str) -> Edit:
    """Leave out parts of the message, from the first to the last of these names."""
    choice = "|".join(names).encode()
    opening = re.compile(rb"<(?:\w{1,40}:)?(?:" + choice + rb")[ >]")
    closing = re.compile(rb"</(?:\w{1,40}:)?(?:" + choice + rb")>")

    def cut(content: bytes) -> bytes:
        first, ends = opening.search(content), list(closing.finditer(content))
        if first is None or not ends or ends[-1].end() < first.start():
            return content
        return content[: first.start()].rstrip() + content[ends[-1].end() :]

    return cut


def compact(content: bytes) -> bytes:
    """Leave out the blanks between elements."""
    return BLANKS.sub(b"><", content)


def prefix_changed(content: bytes) -> bytes:
    """Take the prefix of the standard's elements off, or put `ceb` on."""
    found = re.search(rb' xmlns(:?)(\w*)="http://www.chinaport.gov.cn/ceb"', content)
    if found is None:
        return content
    if found[1]:
        bare = re.sub(rb"(</?)" + found[2] + rb":", rb"\1", content)
        return bare.replace(b" xmlns:" + found[2] + b"=", b" xmlns=", 1)
    named = re.sub(rb"(</?)(\w)", rb"\1ceb:\2", content)
    return named.replace(b" xmlns=", b" xmlns:ceb=", 1)


def namespace_changed(content: bytes) -> bytes:
    """Drop the declaration of `xsi` from the root, or add it."""
    if XSI in content:
        return content.replace(XSI, b"", 1)
    return content.replace(b'/ceb"', b'/ceb"' + XSI, 1)


def trimmed_end(content: bytes) -> bytes:
    """Leave out the blanks before the end of the root."""
    end = content.rindex(b"</")
    return content[:end].rstrip() + content[end:]


without_signature = without_part("Signature")
EDITS: dict[str, Edit] = {
    "space_around_signature": trimmed_end,
    "before_transfer": without_part(TRANSFER),
    "before_extension": without_part(EXTENSION, SUBSCRIPTION),
    "reformatted": compact,
    "prefix_lost": prefix_changed,
    "namespace_more_or_less": namespace_changed,
    "windows_lines": lambda content: content.replace(b"\n", b"\r\n"),
    "other_encoding": lambda content: content.decode().encode("gb18030"),
}


def of_digest(data: bytes, verdict: Verdict) -> tuple[Explained, ...]:
    """Return the mistakes that together explain the digest a signature gives."""
    declared = verdict.digest_method.digest if verdict.digest_method else ""
    names = sorted(HASHES, key=lambda name: name != declared)
    for edits, content in _contents(data, verdict.content):
        for name in names:
            digest = hashed(name, content)
            for how, written in _spellings(digest):
                if written == verdict.digest_given:
                    words = {"used": name, "declared": declared}
                    told = [*edits]
                    told += ["other_digest"] if name != declared else []
                    told += [how] if how else []
                    return tuple(Explained(it, words, content) for it in told)
    return ()


def _contents(data: bytes, content: bytes) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Make every mistake alone, and then two together."""
    yield (), content
    most = 2 if len(content) <= PAIRED_UP_TO else 1
    for count in range(1, most + 1):
        for names in permutations(EDITS, count):
            edited = content
            for name in names:
                edited = EDITS[name](edited)
            if edited != content:
                yield names, edited
    yield from _files(data)


def _files(data: bytes) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Take the file as it came in several ways, without its signature."""
    bare = without_signature(data)
    for name, cut in (
        ("not_canonical", bare),
        ("not_canonical", bare.strip()),
        ("not_canonical", DECLARATION.sub(b"", bare.removeprefix(BOM)).strip()),
        ("byte_order_mark", BOM + bare.removeprefix(BOM)),
        ("byte_order_mark", BOM + DECLARATION.sub(b"", bare.removeprefix(BOM))),
    ):
        yield (name,), cut
        yield (name, "windows_lines"), re.sub(rb"\r?\n", b"\r\n", cut)
    root = xml.tree(data)
    for child in list(root):
        if str(child.tag).endswith("}Signature"):
            root.remove(child)
    exclusive = etree.tostring(root, method="c14n", exclusive=True)
    yield ("exclusive",), exclusive
    yield ("not_canonical",), etree.tostring(root)
    if b"<!--" in bare:
        parsed = etree.fromstring(bare, etree.XMLParser(resolve_entities=False))
        yield ("comments",), etree.tostring(parsed, method="c14n", with_comments=True)


def _spellings(digest: bytes) -> Iterator[tuple[str, str]]:
    yield "", b64encode(digest).decode()
    for text in (digest.hex(), digest.hex().upper()):
        yield "hexadecimal", text
        yield "hexadecimal", b64encode(text.encode()).decode()


def of_value(value: str, verdict: Verdict) -> tuple[Explained, ...]:
    """Return the mistake that explains a signature value under its certificate."""
    certificate = verdict.certificate
    if certificate is None or verdict.method is None:
        return ()
    declared = verdict.method.name
    for how, signature in _values(b64decode("".join(value.split())), certificate):
        for name, signed in _signed(verdict):
            for digest, used in _used(certificate):
                if certificate.verifies(signature, signed, digest):
                    words = {"used": used, "declared": declared}
                    other = ["other_method"] if used != declared else []
                    told = [it for it in (name, how) if it]
                    return tuple(Explained(it, words, signed) for it in (*told, *other))
    return _without_identity(value, verdict, certificate)


def _signed(verdict: Verdict) -> Iterator[tuple[str, bytes]]:
    info = verdict.signed_info
    opening, rest = info[: info.index(b">")], info[info.index(b">") :]
    own = re.sub(rb' xmlns(:(?!ds=)\w+)?="[^"]*"', b"", opening)
    yield "", info
    yield "no_inherited_namespaces", own + rest
    yield "no_inherited_namespaces", re.sub(rb' xmlns[^"]*"[^"]*"', b"", opening) + rest
    for name in ("prefix_lost", "namespace_more_or_less"):
        yield name, EDITS[name](info)
    yield "namespace_more_or_less", opening + XSI + rest
    yield "signed_the_content", verdict.content
    for name in HASHES:
        yield "signed_a_digest", hashed(name, info)
        yield "signed_a_digest", hashed(name, info).hex().encode()
        yield "signed_a_digest", b64encode(hashed(name, info))


def _used(certificate: Certificate) -> tuple[tuple[str, str], ...]:
    if certificate.key == SM2:
        return (("SM3", "SM2-SM3"),)
    return (("SHA256", "RSA-SHA256"), ("SHA1", "RSA-SHA1"))


def _values(value: bytes, certificate: Certificate) -> Iterator[tuple[str, bytes]]:
    yield "", value
    if certificate.key == SM2 and len(value) == RAW:
        r, s = value[:HALF], value[HALF:]
        yield "halves_swapped", s + r
        yield "halves_reversed", r[::-1] + s[::-1]


def _without_identity(
    value: str, verdict: Verdict, certificate: Certificate
) -> tuple[Explained, ...]:
    if certificate.key != SM2:
        return ()
    signature = b64decode("".join(value.split()))
    key = certified_key(certificate.der)
    for data in chain([verdict.signed_info], [verdict.content]):
        if key.verify_digest(signature, hashed("SM3", data)):
            return (Explained("no_identity", {}, data),)
    return ()
