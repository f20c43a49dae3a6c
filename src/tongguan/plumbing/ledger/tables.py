"""The tables of accounts and of their entries."""

from typing import ClassVar

from django.db import models
from django.db.models import Case, F, Q, Value, When

RESOLVING = ("post", "void", "take")


class LedgerAccount(models.Model):
    """账户 One account of one book: its limit, what is held, what is posted."""

    pk = models.CompositePrimaryKey("account", "book")
    book = models.TextField()
    account = models.TextField()
    limit_fen = models.BigIntegerField()
    held_fen = models.BigIntegerField(default=0)
    posted_fen = models.BigIntegerField(default=0)

    class Meta:
        """Bounds."""

        db_table = "ledger_account"
        constraints: ClassVar = [
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
    """分录 One movement: never changed, never deleted.

    One index finds what a hold did, and refuses a kind that comes twice, as well as a
    hold that is resolved twice, whether posted, voided or taken at once.
    """

    id = models.BigAutoField(primary_key=True)
    book = models.TextField()
    account = models.TextField()
    hold = models.TextField()
    kind = models.TextField()
    fen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        """Keys."""

        db_table = "ledger_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("hold"),
                F("book"),
                Case(
                    When(kind__in=RESOLVING, then=Value("resolved")),
                    default=F("kind"),
                    output_field=models.TextField(),
                ),
                name="ledger_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["hold", "restore", "limit", *RESOLVING]),
                name="ledger_entry_kind",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["account", "-id"],
                condition=Q(book="guarantee"),
                name="ledger_entry_guarantee",
            ),
        ]
