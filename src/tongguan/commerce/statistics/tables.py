"""The table of facts."""

from typing import ClassVar

from django.db import models


class FactLine(models.Model):
    """统计事实 One line of one released list; `returned_on` when it came back.

    Where only a part came back, that part has a row of its own, counted from 1.
    """

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    line = models.IntegerField()
    part = models.IntegerField(db_default=0)
    released_on = models.DateField()
    mode = models.TextField()
    hs2 = models.TextField()
    origin = models.TextField()
    firm = models.TextField()
    value_fen = models.BigIntegerField()
    tax_fen = models.BigIntegerField()
    returned_on = models.DateField(null=True)

    class Meta:
        """Keys and indexes."""

        db_table = "fact_line"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper", "line", "part"], name="fact_line_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["released_on"], name="fact_line_day"),
            models.Index(
                fields=["returned_on"],
                condition=models.Q(returned_on__isnull=False),
                name="fact_line_returned",
            ),
        ]
