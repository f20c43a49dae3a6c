"""Signed messages through the window: what is taken in, and what the rest is told."""

import re
from datetime import timedelta

import pytest

from tests.gateway.chinaport.signing.hands import FIRST, LAST, key
from tests.letters import message
from tests.parcels import OPERATOR, SELLER, parcel
from tests.window import Window
from tongguan.gateway.chinaport.signing.certificates import Certificate
from tongguan.gateway.chinaport.signing.filed import (
    CannotFileError,
    file_certificate,
    list_issuer,
    revoke_certificate,
)
from tongguan.gateway.chinaport.signing.making import Wanted, make
from tongguan.gateway.chinaport.signing.policy import (
    must_be_signed,
    official_code,
    policy_on,
)
from tongguan.gateway.chinaport.signing.writing import sign
from tongguan.gateway.chinaport.trial import try_messages
from tongguan.journeys.kinds import KINDS
from tongguan.plumbing import clock
from tongguan.plumbing.outbox.store import Sent
from tongguan.plumbing.trouble import CannotRunError
from tongguan.trade.papers import Dossier

DAY = clock.today()
PLACEHOLDER = (
    b'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>'
    b'<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-'
    b'20010315"/><ds:SignatureMethod Algorithm="http://www.chinaport.gov.cn/2022/04/'
    b'xmldsig#sm2-sm3"/><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm='
    b'"http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></ds:Transforms>'
    b'<ds:DigestMethod Algorithm="http://www.chinaport.gov.cn/2022/04/xmldsig#sm3"/>'
    b"<ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo>"
    b"<ds:SignatureValue>AAAA</ds:SignatureValue><ds:KeyInfo><ds:KeyName>0</ds:KeyName>"
    b"<ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data>"
    b"</ds:KeyInfo></ds:Signature>"
)
END = b"</ceb:CEB621Message>"


@pytest.fixture
def required(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for signatures as production does."""
    monkeypatch.setenv("TONGGUAN_SIGNATURES", "required")


def listed(dossier: Dossier) -> bytes:
    return message(dossier.declaration)


def file(window: Window, certificate: Certificate, firm: str = SELLER.code) -> None:
    with window.connection.transaction():
        file_certificate(window.rooms, certificate, firm, "申报人员", clock.now())


def told(window: Window, data: bytes, sender: str = SELLER.code) -> list[Sent]:
    window.post(sender, data)
    window.worker.drain()
    return window.pulled(sender)


def state(window: Window) -> tuple[str, str]:
    rows = window.rows("SELECT state, signed_by FROM inbound_message")
    return rows[0]


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("kind", ["SM2", "RSA"])
def test_a_list_signed_with_a_certificate_on_file_is_taken_in(
    window: Window, kind: str
) -> None:
    mine = key(kind, SELLER.code)
    file(window, mine.certificate)
    receipt = told(window, sign(listed(parcel(1)), mine))[0]

    assert (receipt.kind, receipt.status) == ("declaration", "2")
    assert state(window) == ("read", mine.certificate.fingerprint)


def test_what_is_read_is_what_was_signed(window: Window) -> None:
    """With a comment in the middle of a value, canonical form joins both halves."""
    data = sign(listed(parcel(1)), key("SM2", SELLER.code))
    data = data.replace(b"TQ00000001", b"TQ00<!-- x -->000001")
    receipt = told(window, data)[0]

    assert receipt.status == "2"
    assert receipt.content["keys"]["reference"] == "TQ00000001"


CASES = [
    ("unsigned", "-621026", "SIG-1201"),
    ("placeholder", "-621029", "SIG-1211"),
    ("changed", "-621028", "SIG-1209"),
    ("not on file", "-621029", "SIG-1212"),
    ("another firm's", "-621015", "SIG-1203"),
    ("revoked", "-621029", "SIG-1214"),
]


def bad(window: Window, case: str) -> bytes:
    """Write a list that is wrong in one way."""
    mine, plain = key("SM2", SELLER.code), listed(parcel(1))
    match case:
        case "unsigned":
            return plain
        case "placeholder":
            return plain.replace(END, PLACEHOLDER + END)
        case "changed":
            file(window, mine.certificate)
            return sign(plain, mine).replace(b">TQ0", b">TX0")
        case "another firm's":
            file(window, mine.certificate, OPERATOR.code)
        case "revoked":
            file(window, mine.certificate)
            number, at = mine.certificate.fingerprint, clock.now()
            with window.connection.transaction():
                assert revoke_certificate(window.rooms, number, None, "操作员", at)
    return sign(plain, mine)


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize(("case", "status", "code"), CASES)
def test_a_list_with_a_bad_signature_is_answered_with_the_customs_number(
    window: Window, case: str, status: str, code: str
) -> None:
    (receipt,) = told(window, bad(window, case))

    assert (receipt.kind, receipt.status, receipt.code) == (
        *("declaration", status),
        code,
    )
    assert receipt.findings[0]["code"] == code
    assert receipt.findings[0]["receipt"] == status
    assert receipt.findings[0]["remedy"]["zh"]
    assert receipt.text.startswith(f"[Code:{status};Desc:")
    assert window.rows("SELECT count(*) FROM paper") == [(0,)]
    assert state(window) == ("refused", "")


def test_a_sandbox_asks_for_no_signature_and_believes_no_bad_one(
    window: Window,
) -> None:
    mine = key("SM2", SELLER.code)
    told(window, listed(parcel(1)))
    told(window, listed(parcel(2)).replace(END, PLACEHOLDER + END))
    told(window, sign(listed(parcel(3)), mine))
    assert window.rows("SELECT DISTINCT state FROM inbound_message") == [("read",)]
    changed = sign(listed(parcel(4)), mine).replace(b">TQ0", b">TX0")
    assert told(window, changed)[-1].status == "-621028"


def test_a_trial_says_what_is_wrong_with_a_signature(window: Window) -> None:
    data = sign(listed(parcel(1)), key("SM2", SELLER.code))
    bodies = [("good", data), ("bad", data.replace(b">TQ0", b">TX0"))]
    with window.connection.transaction():
        told = try_messages(window.rooms, bodies, clock.now())

    good, bad = told["messages"]
    assert good["faults"] == []
    assert [it["code"] for it in bad["faults"]] == ["SIG-1209"]
    assert told["rejected"] is True


def test_messages_without_a_number_of_their_own_get_a_format_receipt(
    window: Window,
) -> None:
    paid = parcel(1).payment
    data = sign(message(paid), key("SM2", paid.provider.code))
    changed = data.replace(b"525.23", b"525.24")
    (receipt,) = told(window, changed, paid.provider.code)

    assert (receipt.kind, receipt.code) == ("format", "SIG-1209")
    place = receipt.findings[0]["place"]
    assert place["path"].startswith("/CEB411Message/")
    assert place["path"].endswith("Signature")
    assert "摘要应为" in receipt.text


def test_faults_of_form_and_of_signature_are_told_together(window: Window) -> None:
    data = sign(listed(parcel(1)), key("SM2", SELLER.code))
    (receipt,) = told(window, data.replace(b"<ceb:qty>2<", b"<ceb:qty>x<"))

    assert [it["code"] for it in receipt.findings] == ["SIG-1209", "SCH-1125"]


def test_the_place_of_the_signature_is_the_schemas(window: Window) -> None:
    data = listed(parcel(1))
    mine = key("SM2", SELLER.code)
    signed = sign(data, mine)
    found = re.search(rb"<ds:Signature .*</ds:Signature>", signed, re.DOTALL)
    assert found
    moved = signed.replace(found[0], b"").replace(
        b"<ceb:BaseTransfer>", found[0] + b"<ceb:BaseTransfer>"
    )
    (receipt,) = told(window, moved)

    assert (receipt.kind, receipt.code) == ("format", "SCH-1132")


@pytest.mark.usefixtures("required")
def test_an_issuer_on_the_trust_list_vouches_for_the_firm_it_names(
    window: Window,
) -> None:
    def wanted(*, issuer: bool = False, **names: str) -> Wanted:
        days = {"valid_from": FIRST, "valid_until": LAST}
        return Wanted(subject=names, is_issuer=issuer, **days)

    root = make(wanted(issuer=True, CN="电子口岸（试用）"))
    mine = make(wanted(CN="申报", serialNumber=SELLER.code), root.key)
    other = make(wanted(CN="申报", serialNumber=OPERATOR.code), root.key)
    forged = make(
        wanted(CN="申报", serialNumber=SELLER.code),
        make(wanted(issuer=True, CN="电子口岸（试用）")).key,
    )
    with window.connection.transaction():
        list_issuer(window.rooms, root.key.certificate, (FIRST.date(), LAST.date()))
        with pytest.raises(CannotFileError):
            list_issuer(window.rooms, mine.key.certificate, (FIRST.date(), LAST.date()))

    statuses = [
        told(window, sign(listed(parcel(number)), one.key))[-1].status
        for number, one in enumerate((mine, other, forged), start=1)
    ]
    assert statuses == ["2", "-621029", "-621029"]


@pytest.mark.usefixtures("required")
def test_a_draft_need_not_be_signed(window: Window) -> None:
    dossier = parcel(1)
    data = listed(dossier)
    assert data.count(b"<ceb:appStatus>2<") == 1
    draft = data.replace(b"<ceb:appStatus>2<", b"<ceb:appStatus>1<")

    assert told(window, draft)[-1].status == "1"


def test_a_certificate_is_filed_once_and_by_one_firm(window: Window) -> None:
    certificate = key("SM2", SELLER.code).certificate
    rooms, at = window.rooms, clock.now()
    with window.connection.transaction():
        firm = SELLER.code
        assert file_certificate(rooms, certificate, firm, "甲", at)
        assert not file_certificate(rooms, certificate, firm, "甲", at)
        with pytest.raises(CannotFileError, match="Another firm"):
            file_certificate(rooms, certificate, OPERATOR.code, "乙", at)
        with pytest.raises(CannotFileError, match="not on file"):
            file_certificate(rooms, certificate, "NOBODY", "乙", at)
        late = certificate.valid_until + timedelta(days=1)
        with pytest.raises(CannotFileError, match="expired"):
            file_certificate(rooms, certificate, firm, "甲", late)
        number = certificate.fingerprint
        assert not revoke_certificate(rooms, number, OPERATOR.code, "乙", at)
        assert revoke_certificate(rooms, number, firm, "甲", at)
        assert not revoke_certificate(rooms, number, firm, "甲", at)
        assert file_certificate(rooms, certificate, OPERATOR.code, "乙", at)
        lines = rooms.journal.about(f"certificate/{number}")
    assert [(line.action, line.organisation) for line in lines] == [
        ("file-certificate", SELLER.code),
        ("revoke-certificate", SELLER.code),
        ("file-certificate", OPERATOR.code),
    ]


def test_the_policy_is_the_profiles_unless_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert policy_on("sandbox", DAY) == "optional"
    assert policy_on("production", DAY) == "required"
    assert policy_on("some other", DAY) == "required"
    monkeypatch.setenv("TONGGUAN_SIGNATURES", "off")
    assert policy_on("production", DAY) == "off"
    monkeypatch.setenv("TONGGUAN_SIGNATURES", "sometimes")
    with pytest.raises(CannotRunError, match="off, optional, required"):
        policy_on("production", DAY)


def test_what_the_schemas_want_signed_the_text_wants_signed_too() -> None:
    schemas = {
        kind.message.root for kind in KINDS.values() if kind.message.must_be_signed
    }
    roots = {kind.message.root for kind in KINDS.values()}

    assert schemas <= must_be_signed()
    assert must_be_signed() & roots
    assert official_code("CEB625Message", "SIG-1203") == "-625013"
    assert official_code("CEB625Message", "SIG-1204") == "-625005"
    assert official_code("CEB411Message", "SIG-1204") == ""
