"""Control orders, examination records, cases, and articles on file."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the tables, and let no version of an article be changed."""

    dependencies: ClassVar = [
        ("tongguan", "0004_collection_and_statistics"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ExaminationRecord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("paper", models.BigIntegerField()),
                ("version", models.IntegerField()),
                ("agency", models.TextField()),
                ("result", models.TextField()),
                ("note", models.TextField(default="")),
                ("officer", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "examination",
            },
        ),
        migrations.CreateModel(
            name="GoodsRecord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("seller_code", models.TextField()),
                ("item_number", models.TextField()),
                ("version", models.IntegerField()),
                ("hs_code", models.TextField()),
                ("name", models.TextField()),
                ("english", models.TextField(default="")),
                ("model", models.TextField()),
                ("barcode", models.TextField(default="")),
                ("unit", models.TextField()),
                ("origin", models.TextField()),
                (
                    "content",
                    models.DecimalField(decimal_places=5, max_digits=19, null=True),
                ),
                ("measure", models.TextField(default="")),
                ("effective", models.DateField()),
                ("until", models.DateField()),
                ("state", models.TextField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                ("reason", models.TextField(default="")),
            ],
            options={
                "db_table": "goods_record",
            },
        ),
        migrations.CreateModel(
            name="OpenedCase",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("paper", models.BigIntegerField()),
                ("version", models.IntegerField()),
                ("kind", models.TextField()),
                ("reason", models.TextField()),
                ("state", models.TextField(default="opened")),
                ("opened_by", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("closed_by", models.TextField(default="")),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(default="")),
            ],
            options={
                "db_table": "enforcement_case",
            },
        ),
        migrations.CreateModel(
            name="PlacedOrder",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("target", models.TextField()),
                ("value", models.TextField()),
                ("agency", models.TextField()),
                ("origin", models.TextField()),
                ("effective", models.DateField()),
                ("until", models.DateField()),
                ("reason", models.TextField()),
                ("state", models.TextField(default="placed")),
                ("placed_by", models.TextField()),
                ("placed_at", models.DateTimeField()),
                ("lifted_by", models.TextField(default="")),
                ("lifted_at", models.DateTimeField(null=True)),
                ("result", models.TextField(default="")),
            ],
            options={
                "db_table": "control_order",
            },
        ),
        migrations.AddField(
            model_name="decisiontaken",
            name="batch",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="declaredlist",
            name="transport_document",
            field=models.TextField(default=""),
        ),
        migrations.AddIndex(
            model_name="declaredlist",
            index=models.Index(
                condition=models.Q(("transport_document", ""), _negated=True),
                fields=["transport_document"],
                name="declaration_transport",
            ),
        ),
        migrations.AddConstraint(
            model_name="examinationrecord",
            constraint=models.UniqueConstraint(
                fields=("paper", "version", "agency"), name="examination_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="goodsrecord",
            constraint=models.UniqueConstraint(
                fields=("seller_code", "item_number", "version"),
                name="goods_record_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodsrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["filed", "suspended", "cancelled"])),
                name="goods_record_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="openedcase",
            constraint=models.UniqueConstraint(
                fields=("paper", "version", "kind"), name="enforcement_case_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="openedcase",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["opened", "closed"])),
                name="enforcement_case_state",
            ),
        ),
        migrations.AddIndex(
            model_name="placedorder",
            index=models.Index(
                condition=models.Q(("state", "placed")),
                fields=["target", "value"],
                name="control_order_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="placedorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["placed", "lifted", "expired"])),
                name="control_order_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="placedorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "lifted"), _negated=True),
                    models.Q(("result", ""), _negated=True),
                    _connector="OR",
                ),
                name="control_order_result",
            ),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER goods_record_append_only "
            "BEFORE UPDATE OR DELETE ON goods_record "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change();",
            "DROP TRIGGER goods_record_append_only ON goods_record;",
        ),
    ]
