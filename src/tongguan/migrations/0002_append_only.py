"""What was written down stays: the database itself refuses to change it."""

from typing import ClassVar

from django.db import migrations

KEPT = (
    "announcement",
    "feature_switch",
    "ledger_entry",
    "receipt",
    "journal",
    "paper_walk",
    "course",
    "binder",
    "paper_version",
    "decision",
    "law_applied",
    "tax_bill",
    "goods_record",
    "goods_remark",
    "webhook_attempt",
    "returned_line",
    "draft_version",
    "personal_lookup",
    "examination_picture",
    "consumer_move",
    "identity_lock_move",
    "disavowal_step",
    "correction_request",
    "operator_version",
    "operator_move",
    "operator_check",
    "operator_note",
)
REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
GUARD = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
# A paper moves; how it began to, and when, stays.
BEGUN = """
CREATE TRIGGER paper_begun_once BEFORE UPDATE OF course, because, registered_at OR DELETE
ON paper FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
UNGUARD = "DROP TRIGGER {table}_append_only ON {table};"


class Migration(migrations.Migration):
    """Guard the tables that only grow."""

    dependencies: ClassVar = [("tongguan", "0001_tables")]
    operations: ClassVar = [
        migrations.RunSQL(
            REFUSE + "".join(GUARD.format(table=table) for table in KEPT) + BEGUN,
            "DROP TRIGGER paper_begun_once ON paper;"
            + "".join(UNGUARD.format(table=table) for table in KEPT)
            + "DROP FUNCTION refuse_change();",
        ),
    ]
