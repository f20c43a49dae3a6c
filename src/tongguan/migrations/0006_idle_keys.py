"""An index nobody asks: numbers come from a sequence, and rows are found otherwise."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Drop the key of ledger entries, of which every list writes two."""

    dependencies: ClassVar = [("tongguan", "0005_row_rights")]
    operations: ClassVar = [
        migrations.RunSQL(
            "ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_pkey;",
            "ALTER TABLE ledger_entry ADD PRIMARY KEY (id);",
        ),
    ]
