"""Sealed bytes are packed already, or can't be: the database need not try again."""

from typing import ClassVar

from django.db import migrations

SEALED = ("inbound_message", "binder")


class Migration(migrations.Migration):
    """Keep the large columns as they are."""

    dependencies: ClassVar = [("tongguan", "0003_views")]
    operations: ClassVar = [
        migrations.RunSQL(
            f"ALTER TABLE {table} ALTER COLUMN body SET STORAGE EXTERNAL;",
            f"ALTER TABLE {table} ALTER COLUMN body SET STORAGE EXTENDED;",
        )
        for table in SEALED
    ]
