"""The table of files handed in."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class HandedInFile(models.Model):
    """上传文件 One file of one firm; the body holds personal data and is sealed."""

    id = models.BigAutoField(primary_key=True)
    firm = models.TextField()
    digest = models.TextField()
    name = models.TextField()
    paper = models.TextField()
    body = models.BinaryField()
    handed_in_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    messages = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        """Keys and indexes."""

        db_table = "handed_in_file"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "digest", "paper"], name="handed_in_file_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "-id"], name="handed_in_file_of"),
        ]
