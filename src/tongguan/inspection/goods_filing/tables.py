"""The table of articles on file: every version a row, none ever changed."""

from typing import ClassVar

from django.db import models


class GoodsRecord(models.Model):
    """商品备案 One version of an article; `content` is in grams or millilitres."""

    id = models.BigAutoField(primary_key=True)
    seller_code = models.TextField()
    item_number = models.TextField()
    version = models.IntegerField()
    hs_code = models.TextField()
    name = models.TextField()
    english = models.TextField(default="")
    model = models.TextField()
    barcode = models.TextField(default="")
    unit = models.TextField()
    origin = models.TextField()
    content = models.DecimalField(max_digits=19, decimal_places=5, null=True)
    measure = models.TextField(default="")
    effective = models.DateField()
    until = models.DateField()
    state = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    reason = models.TextField(default="")

    class Meta:
        """Keys."""

        db_table = "goods_record"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["seller_code", "item_number", "version"],
                name="goods_record_version",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["filed", "suspended", "cancelled"]),
                name="goods_record_state",
            ),
        ]
