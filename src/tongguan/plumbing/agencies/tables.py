"""The tables of questions to agencies, and of the lines to them."""

from typing import ClassVar

from django.db import models


class AgencyLine(models.Model):
    """线路 The line to one agency; whoever moves `rests_until` has it alone."""

    agency = models.TextField(primary_key=True)
    used = models.BooleanField()
    failures = models.IntegerField(default=0)
    rests_until = models.DateTimeField()
    trouble = models.TextField(default="")

    class Meta:
        """Name."""

        db_table = "agency_line"


class AgencyQuestion(models.Model):
    """查询 One question to one agency; what was said is sealed."""

    number = models.BigAutoField(primary_key=True)
    id = models.TextField(unique=True)
    agency = models.TextField()
    subject = models.TextField()
    about = models.TextField()
    content = models.BinaryField()
    state = models.TextField()
    created_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    trouble = models.TextField(default="")
    outcome = models.TextField(default="")
    answer = models.BinaryField(default=b"")
    digest = models.BinaryField(default=b"")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Keys and indexes."""

        db_table = "agency_question"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "subject", "about"],
                condition=models.Q(state="pending"),
                name="agency_question_pending_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "number"],
                condition=models.Q(state="pending"),
                name="agency_question_pending",
            ),
            models.Index(
                fields=["agency", "subject", "about"], name="agency_question_about"
            ),
        ]
