"""Views: what a bill owes still, and the moves of papers one by one."""

from typing import ClassVar

from django.db import migrations

DUE = """
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
MOVES = """
CREATE VIEW paper_move AS
SELECT s.place AS id, p.id AS paper, 1 AS version, s.step ->> 0 AS name,
       s.step ->> 1 AS source, s.step ->> 2 AS target, s.step ->> 3 AS actor,
       coalesce(s.step ->> 4, p.because) AS reason, p.registered_at AS at
  FROM paper AS p JOIN course AS c ON c.id = p.course
 CROSS JOIN LATERAL json_array_elements(c.steps::json)
       WITH ORDINALITY AS s(step, place)
 UNION ALL
SELECT w.id * 100 + s.place AS id, w.paper, w.version, s.step ->> 0 AS name,
       s.step ->> 1 AS source, s.step ->> 2 AS target, s.step ->> 3 AS actor,
       s.step ->> 4 AS reason, w.at
  FROM paper_walk AS w
 CROSS JOIN LATERAL json_array_elements(w.steps::json)
       WITH ORDINALITY AS s(step, place);
"""


class Migration(migrations.Migration):
    """Make the view."""

    dependencies: ClassVar = [("tongguan", "0002_append_only")]
    operations: ClassVar = [
        migrations.RunSQL(DUE, "DROP VIEW tax_due;"),
        migrations.RunSQL(MOVES, "DROP VIEW paper_move;"),
    ]
