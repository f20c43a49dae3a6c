"""Accounts of people, keys of machines, and the certificates firms sign with."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.people.lifecycle import AccountState
from tongguan.plumbing.people.rules import ADMINISTRATORS


class Account(AbstractUser):
    """账号 A person under an organisation, in one post.

    `organisation` is the code of a filed firm, or of an agency or operator; `post`
    says what the person does there. `person` is the keyed index of an identity number:
    one person is one administrator at most.
    """

    organisation = models.TextField(default="")
    post = models.TextField(default=Post.DECLARANT.value)
    full_name = models.TextField(db_default="")
    state = models.TextField(db_default=AccountState.WORKING.value)
    person = models.BinaryField(null=True)
    proposed_by = models.TextField(db_default="")
    must_change = models.BooleanField(db_default=False)

    class Meta:
        """Keys."""

        db_table = "account"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(post__in=sorted(ADMINISTRATORS))
                & ~models.Q(state__in=["closed", "declined"]),
                name="administrator_once",
            ),
        ]


class ApiKey(models.Model):
    """接口密钥 A machine's key: only its digest is kept."""

    id = models.BigAutoField(primary_key=True)
    digest = models.BinaryField(unique=True)
    prefix = models.TextField()
    firm = models.TextField()
    label = models.TextField(default="")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

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
    region = models.TextField(db_default="CN")

    class Meta:
        """Name."""

        db_table = "trusted_issuer"
