"""`tongguan certificate`: the certificates firms sign with, and whom to trust."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import App, Parameter

from tongguan.commands.console import err, out, print_json, print_rows, read_files
from tongguan.gateway.chinaport.signing import filed
from tongguan.gateway.chinaport.signing.certificates import (
    BadCertificateError,
    Certificate,
    from_bytes,
)
from tongguan.gateway.chinaport.signing.keys import BadKeyError, OwnKey, read_key
from tongguan.gateway.chinaport.signing.making import Wanted
from tongguan.gateway.chinaport.signing.making import make as make_key
from tongguan.installation import prepare, profile
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.identity.certificates import Filed
from tongguan.plumbing.keys import keyring
from tongguan.serving import database

HEADS = ("企业 Firm", "序列号 Serial", "密钥 Key", "有效期 Valid", "指纹 Fingerprint")
TRIAL = timedelta(days=365)
certificate = App(
    name="certificate", help="File, list and revoke certificates; trust issuers."
)


@certificate.command
def add(file: str, *, firm: str) -> None:
    """Put a firm's certificate on file; print its fingerprint.

    Parameters
    ----------
    file:
        The certificate, PEM or DER.
    firm:
        The firm's code.

    """
    found = read_certificate(file)
    with desk() as rooms, told_plainly():
        filed.file_certificate(rooms, found, firm, operator(), clock.now())
    out.print(found.fingerprint)


@certificate.command(name="list")
def show(
    firm: str | None = None,
    *,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """List the certificates of a firm, revoked ones too; or everybody's.

    Parameters
    ----------
    firm:
        The firm's code.
    json:
        Print one JSON object: {"certificates": [...], "issuers": [...]}.

    """
    with desk() as rooms:
        found, issuers = rooms.certificates.of(firm), rooms.certificates.issuers()
    if not json:
        print_rows("证书 Certificates", HEADS, [row(it) for it in found])
        return
    listed = [
        {"subject": it.subject, "fingerprint": it.fingerprint}
        | {"effective": it.effective.isoformat(), "until": it.until.isoformat()}
        for it in issuers
    ]
    print_json({"certificates": [as_data(it) for it in found], "issuers": listed})


@certificate.command
def revoke(fingerprint: str) -> None:
    """Take a certificate out of use at once; it stays on the list.

    Parameters
    ----------
    fingerprint:
        The whole fingerprint, as the list has it.

    """
    with desk() as rooms:
        at = clock.now()
        done = filed.revoke_certificate(rooms, fingerprint, None, operator(), at)
    if not done:
        err.print("No such certificate is in use. 没有使用中的该证书。")
        raise SystemExit(1)


@certificate.command
def trust(
    file: str,
    *,
    effective: date | None = None,
    until: date | None = None,
    region: Literal["CN", "HK", "MO"] = "CN",
) -> None:
    """Trust an issuer: what it issued opens accounts, and need not be filed to sign.

    Parameters
    ----------
    file:
        The issuer's own certificate, PEM or DER.
    effective:
        The first day it is trusted; else the first of its certificate.
    until:
        The last day it is trusted; else the last of its certificate.
    region:
        Where it is established: the mainland, Hong Kong or Macau.

    """
    found = read_certificate(file)
    days = (
        effective or found.valid_from.date(),
        until or found.valid_until.date(),
    )
    with desk() as rooms, told_plainly():
        filed.list_issuer(rooms, found, days, region)
        filed.note_issuer(rooms, found.fingerprint, operator(), clock.now())
    out.print(found.fingerprint)


@certificate.command
def make(
    file: Path,
    *,
    firm: str,
    name: str = "试用",
    kind: Literal["SM2", "RSA"] = "SM2",
    issuer: str = "",
) -> None:
    """Make a key with its certificate, to try signing; valid for a year.

    Parameters
    ----------
    file:
        Where the key and its certificate are written (PEM, unencrypted).
    firm:
        The firm's code, which the certificate names.
    name:
        Whose key it is.
    kind:
        SM2 or RSA.
    issuer:
        The key file of the trial authority that certifies it; else the key does itself.

    """
    subject = {"CN": name, "serialNumber": firm}
    keep(file, subject, kind, certified_by=issuer)


@certificate.command
def authority(file: Path, *, name: str, kind: Literal["SM2", "RSA"] = "SM2") -> None:
    """Make the key of an authority, to try issuing certificates; valid for a year.

    Parameters
    ----------
    file:
        Where its key and certificate are written (PEM, unencrypted).
    name:
        What the authority is called.
    kind:
        SM2 or RSA.

    """
    keep(file, {"CN": name, "O": name}, kind)


def keep(
    file: Path, subject: dict[str, str], kind: str, certified_by: str | None = None
) -> None:
    """Make a key and write it where nothing lies yet; `None` makes an authority."""
    at = clock.now()
    wanted = Wanted(
        subject=subject,
        valid_from=at,
        valid_until=at + TRIAL,
        kind=kind,
        is_issuer=certified_by is None,
    )
    made = make_key(wanted, issuer_in(certified_by) if certified_by else None)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as trouble:
        err.print(f"{trouble.filename}: {trouble.strerror}", markup=False)
        raise SystemExit(2) from None
    with os.fdopen(handle, "wb") as kept:
        kept.write(made.pem)
    out.print(made.key.certificate.fingerprint)


def issuer_in(file: str) -> OwnKey:
    """Read the key of an authority out of a file, or end with 2."""
    ((_, data),) = read_files([file])
    try:
        return read_key(data)
    except BadKeyError as trouble:
        err.print(f"{file}: {trouble}", markup=False, highlight=False)
        raise SystemExit(2) from None


def read_certificate(file: str) -> Certificate:
    """Read a certificate out of a file, or end with 2."""
    ((_, data),) = read_files([file])
    try:
        return from_bytes(data)
    except BadCertificateError as fault:
        err.print(
            f"{file}: 不是可用的证书 no usable certificate: {fault}", markup=False
        )
        raise SystemExit(2) from None


@contextmanager
def told_plainly() -> Iterator[None]:
    """Say why a certificate can't be filed, and end with 1."""
    try:
        yield
    except filed.CannotFileError as trouble:
        err.print(str(trouble), markup=False, highlight=False)
        raise SystemExit(1) from None


@contextmanager
def desk() -> Iterator[Rooms]:
    """Open the rooms in one transaction."""
    with database():
        prepare()
        with transaction() as connection:
            yield Rooms.over(connection, keyring(), profile())


def operator() -> str:
    """Say who works at this machine."""
    return f"operator:{getuser()}"


def row(one: Filed) -> list[str]:
    """Say a certificate in a row of the table."""
    days = f"{one.valid_from.date()} – {one.valid_until.date()}"
    if one.revoked_at is not None:
        days = f"注销 revoked {one.revoked_at.date()}"
    return [one.firm, one.serial, one.key, days, one.fingerprint]


def as_data(one: Filed) -> dict[str, Any]:
    """Say a certificate as data."""
    return {
        "firm": one.firm,
        "serial": one.serial,
        "key": one.key,
        "fingerprint": one.fingerprint,
        "valid_from": one.valid_from.isoformat(),
        "valid_until": one.valid_until.isoformat(),
        "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
    }
