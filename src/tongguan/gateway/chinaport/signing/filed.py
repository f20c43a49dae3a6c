"""证书备案 Whose certificate a signature was made with, and whether they may.

A certificate on file is its firm's until it is revoked. One that is not may still be
believed where its issuer is on the trust list and it names the firm: by the firm's
code, or by its credit code. An agent may send what its principal signed.
"""

from collections.abc import Iterator
from datetime import date, datetime

from tongguan.gateway.chinaport.signing.certificates import Certificate, from_bytes
from tongguan.gateway.chinaport.signing.codes import (
    NOT_FILED,
    NOT_THEIRS,
    REVOKED,
    UNTRUSTED,
    SignatureFault,
)
from tongguan.gateway.chinaport.signing.policy import Policy
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.identity.certificates import Filed, Issuer
from tongguan.plumbing.journal.store import Line


class CannotFileError(ValueError):
    """A certificate that can't be put on file; it says why in both languages."""

    def __init__(self, chinese: str, english: str) -> None:
        self.chinese, self.english = chinese, english
        super().__init__(f"{chinese} {english}")


class Signatories:
    """签名人 Whose certificates are on file, and who may sign for whom.

    Each is looked up once for all messages of a batch: they have few senders.
    """

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self._filed: dict[str, Filed | None] = {}
        self._principals: dict[tuple[str, date], frozenset[str]] = {}

    def filed(self, fingerprint: str) -> Filed | None:
        """Return a certificate that is or was on file."""
        if fingerprint not in self._filed:
            self._filed[fingerprint] = self.rooms.certificates.find(fingerprint)
        return self._filed[fingerprint]

    def principals(self, sender: str, at: datetime) -> frozenset[str]:
        """Name the firms whose signatures a sender may hand in."""
        key = sender, at.date()
        if key not in self._principals:
            self._principals[key] = may_sign_for(self.rooms, sender, at)
        return self._principals[key]


def objections(
    known: Signatories, certificate: Certificate, sender: str, at: datetime
) -> Iterator[SignatureFault]:
    """Say why a firm may not send what was signed with this certificate.

    That a certificate is not on file is for the policy to weigh.
    """
    filed = known.filed(certificate.fingerprint)
    if filed is not None and filed.revoked_at is not None:
        yield SignatureFault(REVOKED, filed.revoked_at.date().isoformat())
    elif filed is not None and filed.firm == sender:
        return
    elif filed is not None and filed.firm not in known.principals(sender, at):
        yield SignatureFault(NOT_THEIRS, filed.firm)
    elif filed is None:
        principals = known.principals(sender, at)
        if not is_issued_to(known.rooms, certificate, principals, at):
            yield SignatureFault(NOT_FILED, certificate.subject)


def weighed(
    fault: SignatureFault, policy: Policy, certificate: Certificate
) -> SignatureFault | None:
    """Refuse a certificate nobody filed only where signatures are required."""
    if fault.breach is not NOT_FILED:
        return fault
    if policy is Policy.REQUIRED:
        return SignatureFault(UNTRUSTED, certificate.issuer)
    return None


def may_sign_for(rooms: Rooms, sender: str, at: datetime) -> frozenset[str]:
    """Name the firms whose signatures a sender may hand in: itself, its principals."""
    mandates = rooms.enterprises.mandates([sender], at.date()).get(sender, ())
    return frozenset({sender, *(mandate.principal for mandate in mandates)})


def is_issued_to(
    rooms: Rooms, certificate: Certificate, firms: frozenset[str], at: datetime
) -> bool:
    """Tell whether somebody trusted certified that this is one of these firms."""
    names = firms | rooms.enterprises.credit_codes(firms)
    if not certificate.names & names:
        return False
    listed = rooms.certificates.issuers(certificate.issuer, at.date())
    return any(from_bytes(it.pem.encode()).issued(certificate) for it in listed)


def file_certificate(
    rooms: Rooms, certificate: Certificate, firm: str, by: str, at: datetime
) -> bool:
    """Put a firm's certificate on file; tell whether it was not there yet.

    Raise CannotFileError when it can't be filed for this firm.
    """
    if firm not in rooms.enterprises.registry([firm]):
        raise CannotFileError(f"企业 {firm} 没有备案。", f"Firm {firm} is not on file.")
    if certificate.valid_until < at:
        last = certificate.valid_until.date()
        raise CannotFileError(f"证书已于 {last} 过期。", f"It expired on {last}.")
    filed = Filed(
        fingerprint=certificate.fingerprint,
        firm=firm,
        serial=certificate.serial,
        key=certificate.key,
        pem=certificate.pem,
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
        filed_at=at,
    )
    if not rooms.certificates.file(filed):
        found = rooms.certificates.find(certificate.fingerprint)
        if found is not None and found.firm != firm:
            raise CannotFileError(
                "该证书已由其他企业备案。", "Another firm has filed this certificate."
            )
        return False
    _write_down(rooms, "file-certificate", filed.fingerprint, (by, firm), at)
    return True


def revoke_certificate(
    rooms: Rooms, fingerprint: str, firm: str | None, by: str, at: datetime
) -> bool:
    """Take a certificate out of use; a firm may do so with its own only."""
    if not rooms.certificates.revoke(fingerprint, firm, at):
        return False
    _write_down(rooms, "revoke-certificate", fingerprint, (by, firm or ""), at)
    return True


def _write_down(
    rooms: Rooms, action: str, fingerprint: str, who: tuple[str, str], at: datetime
) -> None:
    actor, firm = who
    line = Line(
        at=at,
        actor=actor,
        organisation=firm,
        action=action,
        subject=f"certificate/{fingerprint}",
    )
    rooms.journal.append(line)


def list_issuer(
    rooms: Rooms, certificate: Certificate, days: tuple[date, date], region: str = "CN"
) -> None:
    """Believe an issuer from a day until a day, wherever it is established."""
    if not certificate.is_issuer:
        raise CannotFileError("这不是签发者证书。", "This is no issuer's certificate.")
    issuer = Issuer(
        fingerprint=certificate.fingerprint,
        subject=certificate.subject,
        pem=certificate.pem,
        effective=days[0],
        until=days[1],
        region=region,
    )
    rooms.certificates.trust(issuer)


def note_issuer(rooms: Rooms, fingerprint: str, by: str, at: datetime) -> None:
    """Write down how an issuer stands on the list from now on."""
    found = rooms.certificates.issuer(fingerprint)
    assert found is not None, "whoever notes an issuer has just listed it"
    days = {"effective": found.effective.isoformat(), "until": found.until.isoformat()}
    line = Line(
        at=at,
        actor=by,
        action="trust-issuer",
        subject=f"issuer/{fingerprint}",
        detail={"issuer": found.subject, "region": found.region, **days},
    )
    rooms.journal.append(line)
