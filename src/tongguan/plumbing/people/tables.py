"""Tables of what proves a person, and of the browsers she is signed in with."""

from typing import ClassVar

from django.db import models


class Authenticator(models.Model):
    """动态口令 The sealed secret of an authenticator app, and its last step used."""

    account = models.BigIntegerField(primary_key=True)
    secret = models.BinaryField()
    last_step = models.BigIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """Name."""

        db_table = "authenticator"


class RecoveryCode(models.Model):
    """恢复码 The keyed digest of a code that opens an account once."""

    digest = models.BinaryField(primary_key=True)
    account = models.BigIntegerField(db_index=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Name."""

        db_table = "recovery_code"


class Passkey(models.Model):
    """通行密钥 A WebAuthn credential of an account."""

    credential = models.BinaryField(primary_key=True)
    account = models.BigIntegerField(db_index=True)
    label = models.TextField()
    public_key = models.BinaryField()
    uses = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()

    class Meta:
        """Name."""

        db_table = "passkey"


class AccountCertificate(models.Model):
    """登录证书 A certificate that opens one account."""

    fingerprint = models.TextField(primary_key=True)
    account = models.BigIntegerField(db_index=True)
    subject = models.TextField()
    pem = models.TextField()
    valid_until = models.DateTimeField()
    added_at = models.DateTimeField()

    class Meta:
        """Name."""

        db_table = "account_certificate"


class AccountSession(models.Model):
    """登录会话 Which browser session is whose, since when, from where."""

    session = models.TextField(primary_key=True)
    account = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    address = models.TextField()
    browser = models.TextField(default="")
    factor = models.TextField()

    class Meta:
        """Name."""

        db_table = "account_session"
        indexes: ClassVar = [models.Index(fields=["at"], name="account_session_at")]
