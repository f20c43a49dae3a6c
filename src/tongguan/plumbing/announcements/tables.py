"""The tables of announcements and of who has put one away."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AnnouncementVersion(models.Model):
    """公告版本 One version of an announcement; never changed or deleted."""

    id = models.BigAutoField(primary_key=True)
    number = models.BigIntegerField()
    version = models.IntegerField()
    chinese_title = models.TextField()
    english_title = models.TextField()
    chinese = models.TextField()
    english = models.TextField()
    severity = models.TextField()
    audience = ArrayField(models.TextField())
    begins = models.DateTimeField()
    until = models.DateTimeField(null=True)
    taken_back = models.BooleanField()
    written_by = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        """Keys."""

        db_table = "announcement"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number", "version"], name="announcement_version"
            ),
            models.CheckConstraint(
                condition=models.Q(severity__in=["note", "warning", "outage"]),
                name="announcement_severity",
            ),
        ]


class AnnouncementPutAway(models.Model):
    """已阅公告 A version somebody needs to see no more."""

    id = models.BigAutoField(primary_key=True)
    account = models.BigIntegerField()
    number = models.BigIntegerField()
    version = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        """Keys."""

        db_table = "announcement_put_away"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "number", "version"], name="put_away_once"
            ),
        ]
