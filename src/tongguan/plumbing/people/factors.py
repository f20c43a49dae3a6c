"""What proves a person: codes of an app, codes on paper, devices, certificates."""

import secrets
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pyotp
from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.people.model import Factors, OwnCertificate, Passkey
from tongguan.plumbing.people.rules import steps_at
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
RECOVERY_CODES, GROUPS = 10, 4
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Wallets:
    """The wallets of all accounts, inside the caller's transaction."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def of(self, account: int) -> "Wallet":
        """Open the wallet of an account."""
        return Wallet(self._connection, self._keys, account)


class Wallet:
    """验证器 Everything one account can prove itself with."""

    def __init__(
        self, connection: Connection[Any], keys: Keyring, account: int
    ) -> None:
        self._connection = connection
        self._keys = keys
        self._account = account

    def holds(self) -> Factors:
        """Say what there is."""
        values = {"account": self._account}
        with self._connection.cursor(row_factory=class_row(Factors)) as cursor:
            return cursor.execute(SQL["factors"], values).fetchone() or Factors(
                totp=False, codes_left=0, passkeys=0, certificates=0
            )

    def begin_totp(self) -> str:
        """Make the secret of an app, or return the one that is not confirmed yet."""
        found = self._secret()
        if found is not None and not found[1]:
            return found[0]
        secret = pyotp.random_base32()
        sealed = self._keys.seal(secret.encode(), self._place)
        self._done("begin_totp", secret=sealed)
        return secret

    def check_totp(self, code: str, at: datetime) -> bool:
        """Take a code of the app once; the first one confirms the app."""
        found = self._secret()
        if found is None:
            return False
        codes = pyotp.TOTP(found[0])
        for step in steps_at(int(at.timestamp())):
            if secrets.compare_digest(codes.generate_otp(step), code):
                return self._done("use_step", step=step, at=at)
        return False

    def confirmed(self) -> bool:
        """Tell whether the app is in use."""
        found = self._secret()
        return found is not None and found[1]

    def make_codes(self) -> list[str]:
        """Make recovery codes in place of the former ones; they are shown once."""
        made = [_code() for _ in range(RECOVERY_CODES)]
        digests = [self._digest(code) for code in made]
        self._done("drop_codes")
        values = {"account": self._account, "digests": digests}
        self._connection.execute(SQL["keep_codes"], values)
        return made

    def use_code(self, code: str, at: datetime) -> bool:
        """Take a recovery code once."""
        return self._done("use_code", digest=self._digest(code), at=at)

    def add_passkey(self, passkey: Passkey) -> bool:
        """Keep a device; False if it is known already."""
        return self._done("keep_passkey", **asdict(passkey))

    def passkeys(self) -> list[Passkey]:
        """Return the devices, the oldest first."""
        with self._connection.cursor(row_factory=class_row(Passkey)) as cursor:
            cursor.execute(SQL["passkeys"], {"account": self._account})
            return cursor.fetchall()

    def use_passkey(self, credential: bytes, uses: int) -> bool:
        """Count a use of a device; False when it is a copy of it."""
        return self._done("use_passkey", credential=credential, uses=uses)

    def add_certificate(self, certificate: OwnCertificate) -> bool:
        """Let a certificate open the account; False if it opens one already."""
        return self._done("keep_certificate", **asdict(certificate))

    def certificates(self) -> list[OwnCertificate]:
        """Return the certificates that open the account."""
        with self._connection.cursor(row_factory=class_row(OwnCertificate)) as cursor:
            cursor.execute(SQL["certificates"], {"account": self._account})
            return cursor.fetchall()

    def drop(self, kind: str, which: bytes | str | None = None) -> bool:
        """Take out an app, a device or a certificate; all of its kind without one."""
        columns = {"passkey": "credential", "certificate": "fingerprint"}
        given = {columns[kind]: which} if kind in columns else {}
        return self._done(f"drop_{kind}", **given)

    def empty(self) -> None:
        """Take out everything, so that the password alone opens the account again."""
        for kind in ("totp", "passkey", "certificate"):
            self.drop(kind)
        self._connection.execute(SQL["drop_codes"], {"account": self._account})

    @property
    def _place(self) -> str:
        return f"authenticator/{self._account}"

    def _secret(self) -> tuple[str, bool] | None:
        row = self._connection.execute(SQL["totp"], {"account": self._account})
        found = row.fetchone()
        if found is None:
            return None
        return self._keys.open(bytes(found[0]), self._place).decode(), found[1]

    def _digest(self, code: str) -> bytes:
        bare = code.replace("-", "")
        return self._keys.index(f"recovery/{self._account}", bare)

    def _done(self, name: str, **values: Any) -> bool:
        values.setdefault("account", self._account)
        cursor = self._connection.execute(SQL[name], values)
        return cursor.rowcount > 0


def _code() -> str:
    letters = [secrets.choice(LETTERS) for _ in range(3 * GROUPS)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, len(letters), 4))
