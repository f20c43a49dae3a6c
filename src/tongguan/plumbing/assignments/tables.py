"""The table of papers taken in hand."""

from typing import ClassVar

from django.db import models


class TakenPaper(models.Model):
    """承办 One paper in the hands of one officer of one agency."""

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    post = models.TextField()
    officer = models.TextField()
    taken_at = models.DateTimeField()

    class Meta:
        """Keys: two officers of one agency never hold one paper."""

        db_table = "taken_paper"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "post"], name="taken_paper_once"),
        ]
