"""The tables of accounts and of their entries."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class LedgerAccount(models.Model):
    """账户 One account of one book: its limit, what is held, what is posted."""

    id = models.BigAutoField(primary_key=True)
    book = models.TextField()
    account = models.TextField()
    limit_fen = models.BigIntegerField()
    held_fen = models.BigIntegerField(default=0)
    posted_fen = models.BigIntegerField(default=0)

    class Meta:
        """Keys and bounds."""

        db_table = "ledger_account"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["book", "account"], name="ledger_account_once"
            ),
            models.CheckConstraint(
                condition=Q(held_fen__gte=0) & Q(posted_fen__gte=0),
                name="ledger_account_positive",
            ),
            models.CheckConstraint(
                condition=Q(limit_fen__gte=F("held_fen") + F("posted_fen")),
                name="ledger_account_not_overdrawn",
            ),
        ]


class LedgerEntry(models.Model):
    """分录 One movement: never changed, never deleted."""

    id = models.BigAutoField(primary_key=True)
    book = models.TextField()
    account = models.TextField()
    hold = models.TextField()
    kind = models.TextField()
    fen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        """Keys and indexes."""

        db_table = "ledger_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["book", "hold", "kind"], name="ledger_entry_once"
            ),
            models.UniqueConstraint(
                fields=["book", "hold"],
                condition=Q(kind__in=["post", "void"]),
                name="ledger_hold_resolved_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["hold", "post", "void", "restore", "limit"]),
                name="ledger_entry_kind",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["book", "account", "id"], name="ledger_entry_account"),
            models.Index(fields=["hold"], name="ledger_entry_hold"),
        ]
