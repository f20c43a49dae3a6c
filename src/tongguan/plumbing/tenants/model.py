"""An organisation as its operator looks at it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    """接入单位 An organisation, and how much it has here."""

    code: str
    name: str
    roles: list[str]
    active: bool
    accounts: int
    keys: int
    webhooks: int
    certificates: int
    last_sent: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """账号 A person of an organisation."""

    username: str
    post: str
    active: bool
    last_login: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """接口密钥 A key by its beginning; its last use is known to the hour."""

    prefix: str
    label: str
    created_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None
