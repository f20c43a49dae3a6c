"""The tables of control orders, examination records and cases."""

from typing import ClassVar

from django.db import models


class PlacedOrder(models.Model):
    """布控指令 One order, from its placing to its lifting or its last day."""

    id = models.BigAutoField(primary_key=True)
    target = models.TextField()
    value = models.TextField()
    agency = models.TextField()
    origin = models.TextField()
    effective = models.DateField()
    until = models.DateField()
    reason = models.TextField()
    state = models.TextField(default="placed")
    placed_by = models.TextField()
    placed_at = models.DateTimeField()
    lifted_by = models.TextField(default="")
    lifted_at = models.DateTimeField(null=True)
    result = models.TextField(default="")

    class Meta:
        """States and indexes."""

        db_table = "control_order"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=["placed", "lifted", "expired"]),
                name="control_order_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="lifted") | ~models.Q(result=""),
                name="control_order_result",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["target", "value"],
                condition=models.Q(state="placed"),
                name="control_order_live",
            ),
        ]


class ExaminationRecord(models.Model):
    """查验记录 One agency's result on one version of a list."""

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    version = models.IntegerField()
    agency = models.TextField()
    result = models.TextField()
    note = models.TextField(default="")
    officer = models.TextField()
    at = models.DateTimeField()
    sheet = models.JSONField(default=dict)

    class Meta:
        """Keys: an agency speaks once on one version; the last word counts."""

        db_table = "examination"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper", "version", "agency"], name="examination_once"
            ),
        ]


class OpenedCase(models.Model):
    """案件 What followed a detention or a return of one version of a list."""

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    version = models.IntegerField()
    kind = models.TextField()
    reason = models.TextField()
    state = models.TextField(default="opened")
    opened_by = models.TextField()
    opened_at = models.DateTimeField()
    closed_by = models.TextField(default="")
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")

    class Meta:
        """Keys."""

        db_table = "enforcement_case"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper", "version", "kind"], name="enforcement_case_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["opened", "closed"]),
                name="enforcement_case_state",
            ),
        ]
