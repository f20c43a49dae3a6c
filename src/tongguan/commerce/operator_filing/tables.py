"""The tables of filings: the head moves, everything beside it only grows."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

OVER = ("refused", "withdrawn", "cancelled")


class OperatorFiling(models.Model):
    """主体备案 One filing; `identity` is the keyed index of its number.

    `firm` is the code its papers name it by, from the day it is filed. `version` is the
    latest there is, `in_force` the one that holds.
    """

    id = models.BigAutoField(primary_key=True)
    number = models.TextField(unique=True)
    kind = models.TextField()
    identity = models.BinaryField()
    firm = models.TextField(default="")
    credit_code = models.TextField(default="")
    name = models.TextField()
    roles = ArrayField(models.TextField())
    state = models.TextField()
    version = models.IntegerField()
    in_force = models.IntegerField(default=0)
    applied_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Keys and indexes: an operator has one filing that is not over."""

        db_table = "operator_filing"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["identity"],
                condition=~models.Q(state__in=(*OVER, "draft")),
                name="operator_filing_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "changed_at"], name="operator_filing_state"),
            models.Index(fields=["firm"], name="operator_filing_firm"),
        ]


class OperatorVersion(models.Model):
    """备案版本 What a filing said; sealed, for it holds persons and accounts."""

    id = models.BigAutoField(primary_key=True)
    filing = models.BigIntegerField()
    version = models.IntegerField()
    body = models.BinaryField()
    by = models.TextField()
    organisation = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        """Keys."""

        db_table = "operator_version"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["filing", "version"], name="operator_version_once"
            ),
        ]


class OperatorMove(models.Model):
    """备案经过 One move of a filing, and what was found."""

    id = models.BigAutoField(primary_key=True)
    filing = models.BigIntegerField()
    version = models.IntegerField()
    move = models.TextField()
    state = models.TextField()
    actor = models.TextField()
    organisation = models.TextField(default="")
    reason = models.TextField(default="")
    findings = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        """Name and indexes."""

        db_table = "operator_move"
        indexes: ClassVar = [
            models.Index(fields=["filing", "id"], name="operator_move_filing"),
        ]


class OperatorCheck(models.Model):
    """核验快照 What the keeper of a register answered, as it came; sealed."""

    id = models.BigAutoField(primary_key=True)
    filing = models.BigIntegerField()
    version = models.IntegerField()
    agency = models.TextField()
    outcome = models.TextField()
    question = models.TextField(unique=True)
    says = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        """Name and indexes."""

        db_table = "operator_check"
        indexes: ClassVar = [
            models.Index(fields=["filing", "id"], name="operator_check_filing"),
        ]


class OperatorNote(models.Model):
    """部门标注 What an agency wrote beside a filing."""

    id = models.BigAutoField(primary_key=True)
    filing = models.BigIntegerField()
    kind = models.TextField()
    agency = models.TextField()
    value = models.TextField()
    effective = models.DateField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Name and indexes."""

        db_table = "operator_note"
        indexes: ClassVar = [
            models.Index(fields=["filing", "id"], name="operator_note_filing"),
        ]
