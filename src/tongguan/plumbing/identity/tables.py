"""Accounts of people, keys of machines, and the certificates firms sign with."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from tongguan.plumbing.identity.model import Post


class Account(AbstractUser):
    """账号 A person under an organisation, in one post.

    `organisation` is the code of a filed firm, or of an agency or operator; `post`
    says what the person does there.
    """

    organisation = models.TextField(default="")
    post = models.TextField(default=Post.DECLARANT.value)

    class Meta:
        """Name."""

        db_table = "account"


class ApiKey(models.Model):
    """接口密钥 A machine's key: only its digest is kept."""

    id = models.BigAutoField(primary_key=True)
    digest = models.BinaryField(unique=True)
    prefix = models.TextField()
    firm = models.TextField()
    label = models.TextField(default="")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Name."""

        db_table = "api_key"


class FiledCertificate(models.Model):
    """备案证书 A certificate with which a firm signs its messages."""

    id = models.BigAutoField(primary_key=True)
    fingerprint = models.TextField()
    firm = models.TextField()
    serial = models.TextField()
    key = models.TextField()
    pem = models.TextField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    filed_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Keys: a certificate is one firm's at a time."""

        db_table = "certificate"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=models.Q(revoked_at=None),
                name="certificate_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["fingerprint"], name="certificate_found"),
            models.Index(fields=["firm"], name="certificate_of_firm"),
        ]


class TrustedIssuer(models.Model):
    """信任名单 An issuer whose certificates are believed, from a day until a day."""

    fingerprint = models.TextField(primary_key=True)
    subject = models.TextField(db_index=True)
    pem = models.TextField()
    effective = models.DateField()
    until = models.DateField()

    class Meta:
        """Name."""

        db_table = "trusted_issuer"
