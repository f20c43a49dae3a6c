"""The tables of consumers' accounts and of the locks on identities."""

from typing import ClassVar

from django.db import models


class ConsumerAccount(models.Model):
    """消费者 The person an account stands for; what they said is sealed."""

    id = models.BigAutoField(primary_key=True)
    account = models.BigIntegerField(unique=True)
    person = models.BinaryField()
    state = models.TextField()
    identity = models.BinaryField()
    code = models.BinaryField(default=b"")
    code_until = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    codes = models.IntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        """Keys: a person has one verified account."""

        db_table = "consumer"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state="verified"),
                name="consumer_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["applied", "confirmed", "verified", "refused"]
                ),
                name="consumer_state",
            ),
        ]


class ConsumerMove(models.Model):
    """验证经过 One move of a verification; never changed, never deleted."""

    id = models.BigAutoField(primary_key=True)
    consumer = models.BigIntegerField()
    name = models.TextField()
    source = models.TextField()
    target = models.TextField()
    actor = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Name."""

        db_table = "consumer_move"
        indexes: ClassVar = [
            models.Index(fields=["consumer", "id"], name="consumer_move_of")
        ]


class IdentityLock(models.Model):
    """身份锁定 A person nothing is accepted for, while this row stands."""

    person = models.BinaryField(primary_key=True)
    since = models.DateTimeField()

    class Meta:
        """Name."""

        db_table = "identity_lock"


class IdentityLockMove(models.Model):
    """锁定记录 An identity locked or unlocked; never changed, never deleted."""

    id = models.BigAutoField(primary_key=True)
    person = models.BinaryField()
    name = models.TextField()
    source = models.TextField()
    target = models.TextField()
    actor = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Indexes."""

        db_table = "identity_lock_move"
        indexes: ClassVar = [
            models.Index(fields=["person", "id"], name="identity_lock_move_of")
        ]
