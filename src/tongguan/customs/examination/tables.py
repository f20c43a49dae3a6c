"""The tables of appointments, sheets in the making and pictures."""

from typing import ClassVar

from django.db import models


class ExaminationAppointment(models.Model):
    """查验预约 When and where one version of a list is opened, for every agency."""

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    version = models.IntegerField()
    at = models.DateTimeField()
    place = models.TextField()
    made_by = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        """Keys: a list is opened once."""

        db_table = "examination_appointment"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper", "version"], name="examination_appointment_once"
            ),
        ]


class ExaminationSheet(models.Model):
    """查验单 What an agency has written on one version of a list so far."""

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    version = models.IntegerField()
    agency = models.TextField()
    checks = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    result = models.TextField(default="")
    note = models.TextField(default="")
    officer = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        """Keys: a sheet of each agency."""

        db_table = "examination_sheet"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper", "version", "agency"], name="examination_sheet_once"
            ),
        ]


class ExaminationPicture(models.Model):
    """查验照片 One picture, sealed, with the digests of its bytes."""

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    version = models.IntegerField()
    agency = models.TextField()
    officer = models.TextField()
    taken_at = models.DateTimeField()
    form = models.TextField()
    size = models.IntegerField()
    sha256 = models.TextField()
    sm3 = models.TextField()
    body = models.BinaryField()

    class Meta:
        """Keys: the same picture is kept once on a list."""

        db_table = "examination_picture"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper", "version", "agency", "sha256"],
                name="examination_picture_once",
            ),
        ]
