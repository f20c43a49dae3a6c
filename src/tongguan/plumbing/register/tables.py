"""The tables of the register."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

# Where a paper stands that somebody must look at before it goes on.
STOPPED = ("rejected", "suspended", "in_review", "examined", "detained")


class RegisteredPaper(models.Model):
    """登记单证 One paper under its business key; its content stands in a binder."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    owner = models.TextField()
    number = models.TextField()
    link_owner = models.TextField(default="")
    link_number = models.TextField(default="")
    version = models.IntegerField(default=1)
    state = models.TextField()
    state_at = models.DateTimeField()
    sender = models.TextField()
    guid = models.TextField()
    reported_at = models.DateTimeField()
    binder = models.BigIntegerField()
    leaf = models.SmallIntegerField()
    message = models.BigIntegerField()
    position = models.SmallIntegerField(default=1)
    registered_at = models.DateTimeField()
    course = models.IntegerField(null=True)
    because = models.TextField(default="")

    class Meta:
        """Keys and indexes."""

        db_table = "paper"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number", "owner", "kind"], name="paper_business_key"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["link_number", "link_owner", "kind"],
                condition=~models.Q(link_number=""),
                name="paper_link",
            ),
            models.Index(
                fields=["kind", "state", "-id"],
                condition=~models.Q(state__in=["concluded", "released"]),
                name="paper_open",
            ),
            models.Index(
                fields=["sender", "kind", "state", "-id"],
                condition=models.Q(state__in=STOPPED)
                | models.Q(kind="declaration", state="lodged"),
                name="paper_stopped",
            ),
            models.Index(
                fields=["sender", "-id"],
                condition=models.Q(kind="declaration"),
                name="paper_lists_sent",
            ),
        ]


class Binder(models.Model):
    """合订本 The contents of papers written together, sealed as one; never changed."""

    id = models.BigIntegerField(primary_key=True)
    body = models.BinaryField()

    class Meta:
        """Name."""

        db_table = "binder"


class PaperVersion(models.Model):
    """历史版本 What stood under a key before a newer version took its place."""

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    version = models.IntegerField()
    state = models.TextField()
    sender = models.TextField()
    guid = models.TextField()
    reported_at = models.DateTimeField()
    binder = models.BigIntegerField()
    leaf = models.SmallIntegerField()
    message = models.BigIntegerField()
    replaced_at = models.DateTimeField()

    class Meta:
        """Keys."""

        db_table = "paper_version"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper", "version"], name="paper_version_once"
            ),
        ]


class PaperWalk(models.Model):
    """行程 The moves one paper made at one instant: name, from, to, by whom, why.

    Those it made when it was registered may stand in its course. The view `paper_move`
    gives all of them one by one.
    """

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    version = models.IntegerField()
    steps = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Indexes."""

        db_table = "paper_walk"
        indexes: ClassVar = [models.Index(fields=["paper", "id"], name="paper_walk_of")]


class Course(models.Model):
    """走法 The moves papers made in the transaction that registered them.

    Many a paper makes the same: they are written once, and each paper names them. A
    step without a reason has the one its paper tells, as a rule the key of its list.
    """

    id = models.AutoField(primary_key=True)
    digest = models.BinaryField(unique=True)
    steps = models.TextField()

    class Meta:
        """Name."""

        db_table = "course"


class Wake(models.Model):
    """唤醒 A paper that has arrived or changed, and whose set must be looked at."""

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        """Name."""

        db_table = "wake"
