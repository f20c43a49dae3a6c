"""The tables of drafts."""

from typing import ClassVar

from django.db import models


class DraftBatch(models.Model):
    """批次 Drafts of one form that came together."""

    id = models.BigAutoField(primary_key=True)
    firm = models.TextField()
    form = models.TextField()
    name = models.TextField()
    made_by = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        """Keys and indexes."""

        db_table = "draft_batch"
        indexes: ClassVar = [models.Index(fields=["firm", "-id"], name="batch_of")]


class KeptDraft(models.Model):
    """草稿 One draft as it stands; body and report are sealed."""

    id = models.BigAutoField(primary_key=True)
    batch = models.BigIntegerField()
    position = models.IntegerField()
    row = models.IntegerField(default=0)
    number = models.TextField(default="")
    state = models.TextField()
    version = models.IntegerField(default=1)
    checked = models.IntegerField(default=0)
    faults = models.IntegerField(default=0)
    body = models.BinaryField()
    report = models.BinaryField(default=b"")
    changed_by = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        """Keys and indexes."""

        db_table = "draft"
        indexes: ClassVar = [
            models.Index(fields=["batch", "position", "id"], name="draft_of_batch"),
            models.Index(fields=["batch", "number"], name="draft_number"),
        ]


class DraftVersion(models.Model):
    """草稿版本 What a draft was after each change; the body is sealed."""

    id = models.BigAutoField(primary_key=True)
    draft = models.BigIntegerField()
    version = models.IntegerField()
    move = models.TextField()
    field = models.TextField(default="")
    by = models.TextField()
    at = models.DateTimeField()
    body = models.BinaryField()

    class Meta:
        """Keys and indexes."""

        db_table = "draft_version"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "version"], name="draft_version_1")
        ]


class DraftPaper(models.Model):
    """所报单证 The papers a draft was declared as."""

    id = models.BigAutoField(primary_key=True)
    draft = models.BigIntegerField()
    kind = models.TextField()
    owner = models.TextField()
    number = models.TextField()
    message = models.BigIntegerField(null=True)
    lead = models.BooleanField()

    class Meta:
        """Keys and indexes."""

        db_table = "draft_paper"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "kind"], name="draft_paper_kind")
        ]
