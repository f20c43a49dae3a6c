"""Articles on file, remarks on them, leaves for pilots; no version is ever changed."""

from typing import ClassVar

from django.db import models

from tongguan.inspection.goods_filing.lifecycle import GOODS, GoodsState

STATES = [state.value for state in GoodsState if state is not GOODS.initial]


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
    mode = models.TextField(default="retail_import")
    licence = models.TextField(default="")
    licence_until = models.DateField(null=True)
    permit = models.TextField(default="")
    untested = models.BooleanField(default=False)
    details = models.JSONField(default=dict)
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
                condition=models.Q(state__in=STATES), name="goods_record_state"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["barcode"],
                name="goods_record_barcode",
                condition=~models.Q(barcode=""),
            ),
        ]


class GoodsRemark(models.Model):
    """备案意见 What an agency remarked on an article; never changed."""

    id = models.BigAutoField(primary_key=True)
    seller_code = models.TextField()
    item_number = models.TextField()
    version = models.IntegerField()
    agency = models.TextField()
    text = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Keys."""

        db_table = "goods_remark"
        indexes: ClassVar = [
            models.Index(
                fields=["seller_code", "item_number"], name="goods_remark_article"
            ),
        ]


class PilotLeave(models.Model):
    """试点资格 A firm's leave to trade in goods of a pilot; `until` may be drawn in."""

    id = models.BigAutoField(primary_key=True)
    firm = models.TextField()
    kind = models.TextField()
    effective = models.DateField()
    until = models.DateField()
    by = models.TextField()
    at = models.DateTimeField()
    reason = models.TextField(default="")

    class Meta:
        """Keys."""

        db_table = "pilot_leave"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "kind", "effective"], name="pilot_leave_key"
            ),
        ]
