"""The table of facts."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class FactLine(models.Model):
    """统计事实 One line of one released list; `returned_on` when it came back.

    Where only a part came back, that part has a row of its own, counted from 1.
    """

    pk = models.CompositePrimaryKey("paper", "line", "part")
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
        """Indexes."""

        db_table = "fact_line"
        indexes: ClassVar = [
            BrinIndex(fields=["released_on"], name="fact_line_day"),
            models.Index(
                fields=["returned_on"],
                condition=models.Q(returned_on__isnull=False),
                name="fact_line_returned",
            ),
        ]
