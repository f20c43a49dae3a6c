"""The table of looks at personal data."""

from typing import ClassVar

from django.db import models


class PersonalLookup(models.Model):
    """查阅记录 One person's data, seen once by one officer."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    officer = models.TextField()
    organisation = models.TextField()
    post = models.TextField()
    paper = models.BigIntegerField(null=True)
    filing = models.TextField(default="", db_default="")
    purpose = models.TextField()
    reference = models.TextField()
    person = models.BinaryField()

    class Meta:
        """Indexes: by the person, and by who looked."""

        db_table = "personal_lookup"
        indexes: ClassVar = [
            models.Index(fields=["person", "id"], name="personal_lookup_person"),
            models.Index(fields=["officer", "id"], name="personal_lookup_officer"),
            models.Index(fields=["at"], name="personal_lookup_at"),
        ]
