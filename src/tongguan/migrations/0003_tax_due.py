"""What a bill owes still: as it was billed, less what came back before it was paid."""

from typing import ClassVar

from django.db import migrations

VIEW = """
CREATE VIEW tax_due AS
SELECT b.number, b.paper, b.guarantor, b.at,
       b.duty_fen - r.duty_fen AS duty_fen, b.vat_fen - r.vat_fen AS vat_fen,
       b.consumption_fen - r.consumption_fen AS consumption_fen
  FROM tax_bill AS b
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(duty_fen), 0)::bigint AS duty_fen,
              coalesce(sum(vat_fen), 0)::bigint AS vat_fen,
              coalesce(sum(consumption_fen), 0)::bigint AS consumption_fen
         FROM returned_line WHERE paper = b.paper AND NOT refunded) AS r;
"""


class Migration(migrations.Migration):
    """Make the view."""

    dependencies: ClassVar = [("tongguan", "0002_append_only")]
    operations: ClassVar = [migrations.RunSQL(VIEW, "DROP VIEW tax_due;")]
