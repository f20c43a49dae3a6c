"""Which rows a firm's own requests can read: the database itself holds the rest back.

A request that reads for a firm takes on the role below and says for which firm. A table
that is not named here cannot be read by it at all.
"""

from typing import ClassVar

from django.db import migrations

ROLE = """
DO $$
BEGIN
  BEGIN
    CREATE ROLE tongguan_firm NOLOGIN;
  EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
      RAISE EXCEPTION '数据库账号不能建立角色；请由管理员执行 The database account may '
        'not create roles; have an administrator run: '
        'CREATE ROLE tongguan_firm NOLOGIN; GRANT tongguan_firm TO %;', current_user;
  END;
  IF NOT pg_has_role(current_user, 'tongguan_firm', 'MEMBER') THEN
    EXECUTE format('GRANT tongguan_firm TO %I', current_user);
  END IF;
END $$;
"""
LISTS = """
CREATE FUNCTION lists_ordered(platform text, ordered text) RETURNS bigint[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
SELECT ARRAY(SELECT id FROM paper
              WHERE number = ordered AND (platform IS NULL OR owner = platform)
                AND kind = 'declaration') $$;
CREATE FUNCTION lists_carried(carrier text, waybill text) RETURNS bigint[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
SELECT ARRAY(SELECT id FROM paper
              WHERE link_number = waybill AND link_number <> '' AND link_owner = carrier
                AND kind = 'declaration') $$;
"""
"""The register's numbers of lists, by the keys the register has. A rule about its rows
cannot look at its rows itself; of these numbers it asks again whether they are seen."""
PUBLIC = (
    *("enterprise", "law_applied", "trusted_issuer", "announcement", "feature_switch"),
    "course",  # the moves of many papers, and of none by itself
    "binder",  # sealed, and of many papers: what is opened follows from a paper's row
    "receipt",  # a bundle is of many lists, whose parties read how theirs stands
)
FIRM = "(SELECT current_setting('tongguan.firm', true))"
OWN = {
    "recipient": ("code",),
    "list_party": ("firm",),
    "export_list": ("seller_code", "declarant_code"),
    "payment_notice": ("guarantor",),
    "mandate": ("principal", "agent"),
    "firm_address": ("firm",),
    "platform_address": ("platform",),
    "subscriber": ("firm",),
    "handed_in_file": ("firm",),
    "api_key": ("firm",),
    "certificate": ("firm",),
    "webhook": ("firm",),
    "draft_batch": ("firm",),
    "operator_filing": ("firm", "credit_code"),
    "pilot_leave": ("firm",),
    "account": ("organisation",),
}
OF_LIST = "EXISTS (SELECT FROM declaration AS d WHERE d.paper = {table}.{column})"
SEEN = {
    "inbound_message": f"sender = {FIRM} OR EXISTS (SELECT FROM subscriber AS s "
    "WHERE s.message = inbound_message.id)",
    "declaration": "EXISTS (SELECT FROM list_party AS o "
    "WHERE o.paper = declaration.paper) OR EXISTS (SELECT FROM correction_request "
    "AS r WHERE r.declaration = declaration.paper)",
    "paper": f"""sender = {FIRM} OR owner = {FIRM} OR CASE kind
      WHEN 'declaration' THEN EXISTS (
        SELECT FROM list_party AS o WHERE o.paper = paper.id)
      WHEN 'order' THEN EXISTS (
        SELECT FROM declaration AS d
         WHERE d.paper = ANY(lists_ordered(paper.owner, paper.number)))
      WHEN 'payment' THEN EXISTS (
        SELECT FROM declaration AS d
         WHERE d.paper = ANY(lists_ordered(paper.link_owner, paper.link_number)))
      WHEN 'waybill' THEN EXISTS (
        SELECT FROM declaration AS d
         WHERE d.paper = ANY(lists_carried(paper.owner, paper.number)))
      ELSE link_number <> '' AND EXISTS (
        SELECT FROM declaration AS d WHERE d.number = paper.link_number)
      END""",  # noqa: S608 - nothing of it comes from outside
    "wake": "EXISTS (SELECT FROM paper AS p WHERE p.id = wake.paper)",
    "journal": f"organisation = {FIRM} OR action = 'quarantine'",
    "paper_version": "EXISTS (SELECT FROM paper AS p WHERE p.id = paper_version.paper)",
    "paper_walk": "EXISTS (SELECT FROM paper AS p WHERE p.id = paper_walk.paper)",
    **{
        table: OF_LIST.format(table=table, column="paper")
        for table in (
            *("decision", "examination", "examination_appointment"),
            *("enforcement_case", "returned_line"),
        )
    },
    "correction_request": f"{FIRM} IN (keeper, asker)",
    "tax_bill": f"guarantor = {FIRM} OR "
    + OF_LIST.format(table="tax_bill", column="paper"),
    "collected_bill": "EXISTS (SELECT FROM tax_bill AS b "
    "WHERE b.paper = collected_bill.paper)",
    "payment_inquiry": f"platform = {FIRM} OR EXISTS (SELECT FROM declaration AS d "
    "WHERE d.paper = ANY(lists_ordered(NULL, payment_inquiry.order_number)))",
    "ledger_account": f"book = 'guarantee' AND account = {FIRM}",
    "ledger_entry": f"book = 'guarantee' AND account = {FIRM} OR CASE "
    "WHEN hold ~ '^[0-9]{1,18}/' THEN EXISTS (SELECT FROM declaration AS d "
    "WHERE d.paper = split_part(hold, '/', 1)::bigint) ELSE false END",
    "goods_record": f"seller_code = {FIRM} OR EXISTS (SELECT FROM mandate AS m "
    "WHERE m.principal = goods_record.seller_code)",
    "agency_question": "EXISTS (SELECT FROM operator_filing AS f "
    "WHERE about = 'filing/' || f.number || '/' || f.version)",
    "goods_remark": f"seller_code = {FIRM}",
    **{
        table: f"EXISTS (SELECT FROM account AS a WHERE a.id = {table}.account)"
        for table in (
            *("authenticator", "passkey", "recovery_code", "account_certificate"),
            *("account_session", "announcement_put_away"),
        )
    },
    "draft": "EXISTS (SELECT FROM draft_batch AS b WHERE b.id = draft.batch)",
    "draft_paper": "EXISTS (SELECT FROM draft AS r WHERE r.id = draft_paper.draft)",
    "draft_version": "EXISTS (SELECT FROM draft AS r WHERE r.id = draft_version.draft)",
    "webhook_delivery": "EXISTS (SELECT FROM webhook AS w "
    "WHERE w.id = webhook_delivery.endpoint)",
    "webhook_attempt": "EXISTS (SELECT FROM webhook_delivery AS w "
    "WHERE w.id = webhook_attempt.delivery)",
    **{
        table: f"EXISTS (SELECT FROM operator_filing AS f WHERE f.id = {table}.filing)"
        for table in (
            *("operator_version", "operator_move", "operator_note", "operator_check"),
        )
    },
}
RIGHTS = (
    dict.fromkeys(PUBLIC, "true")
    | {table: f"{FIRM} IN ({', '.join(columns)})" for table, columns in OWN.items()}
    | SEEN
)
"""The condition under which a firm reads a row, by table."""
GRANT = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_of_firm ON {table} FOR SELECT TO tongguan_firm USING ({rule});
GRANT SELECT ON {table} TO tongguan_firm;
"""
LOCKED = """
CREATE POLICY {table}_held_by_firm ON {table} FOR UPDATE TO tongguan_firm USING ({rule});
GRANT UPDATE ON {table} TO tongguan_firm;
"""
WRITTEN_DOWN = f"""
CREATE POLICY journal_by_firm ON journal FOR INSERT TO tongguan_firm
  WITH CHECK (organisation = {FIRM});
GRANT INSERT ON journal TO tongguan_firm;
"""
VIEWS = """
ALTER VIEW {view} SET (security_invoker = true);
GRANT SELECT ON {view} TO tongguan_firm;
"""


class Migration(migrations.Migration):
    """Let a firm's requests read its own rows, and no others."""

    dependencies: ClassVar = [("tongguan", "0004_storage")]
    operations: ClassVar = [
        migrations.RunSQL(ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(LISTS, migrations.RunSQL.noop),
        migrations.RunSQL(
            "".join(GRANT.format(table=it, rule=rule) for it, rule in RIGHTS.items())
            + LOCKED.format(table="webhook", rule=RIGHTS["webhook"])
            + WRITTEN_DOWN
            + "".join(VIEWS.format(view=it) for it in ("tax_due", "paper_move")),
            migrations.RunSQL.noop,
        ),
    ]
