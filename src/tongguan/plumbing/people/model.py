"""What is known of a person with an account, and of what proves that it is she."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tongguan.plumbing.people.lifecycle import AccountState


class Factor(StrEnum):
    """验证方式 What somebody proved herself with, beside or instead of a password."""

    PASSWORD = "password"  # noqa: S105 - the name of a way, not a secret
    TOTP = "totp"
    RECOVERY = "recovery"
    PASSKEY = "passkey"
    CERTIFICATE = "certificate"


SECOND = frozenset(Factor) - {Factor.PASSWORD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """人员 One account, as administrators see it."""

    id: int
    username: str
    full_name: str
    post: str
    organisation: str
    state: AccountState
    proposed_by: str
    joined: datetime
    last_login: datetime | None
    person: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """开户申请 What the system administrator writes down for a new account.

    `person` is the keyed index of her identity number, by which one person is known.
    """

    username: str
    full_name: str
    post: str
    organisation: str
    password: str
    person: bytes
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """通行密钥 A WebAuthn credential: a device that signs for its owner."""

    credential: bytes
    account: int
    label: str
    public_key: bytes
    uses: int
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCertificate:
    """登录证书 A certificate with which an account may be entered."""

    fingerprint: str
    account: int
    subject: str
    pem: str
    valid_until: datetime
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """验证器 What an account can prove itself with."""

    totp: bool
    codes_left: int
    passkeys: int
    certificates: int

    @property
    def second(self) -> bool:
        """Whether a password alone does not open the account."""
        return self.totp or self.passkeys > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """登录会话 One browser somebody is signed in with."""

    session: str
    account: int
    at: datetime
    address: str
    browser: str
    factor: str
