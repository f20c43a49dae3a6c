-- name: guarantors
-- Whose bills of lists released in a period are in no notice yet.
SELECT DISTINCT b.guarantor
  FROM tax_bill AS b
 WHERE b.at >= %(begins)s AND b.at < %(ends)s
   AND NOT EXISTS (SELECT 1 FROM collected_bill AS c WHERE c.paper = b.paper)
 ORDER BY b.guarantor

-- name: hold_guarantor
-- Let one collection of a guarantor's bills at a time pass; clearing goes on meanwhile.
SELECT pg_advisory_xact_lock(hashtextextended('payment_notice/' || %(guarantor)s, 0))

-- name: due
-- A guarantor's bills of a period that are in no notice; lists sent back owe nothing.
SELECT b.paper, p.version, b.number,
       (b.at AT TIME ZONE 'Asia/Shanghai')::date AS released_on,
       b.duty_fen, b.vat_fen, b.consumption_fen
  FROM tax_due AS b JOIN paper AS p ON p.id = b.paper
 WHERE b.guarantor = %(guarantor)s AND b.at >= %(begins)s AND b.at < %(ends)s
   AND p.state = 'released'
   AND NOT EXISTS (SELECT 1 FROM collected_bill AS c WHERE c.paper = b.paper)
 ORDER BY p.id FOR UPDATE OF p

-- name: issued
-- How many notices a guarantor has for a month already.
SELECT count(*) FROM payment_notice
 WHERE guarantor = %(guarantor)s AND month = %(month)s

-- name: put
INSERT INTO payment_notice
       (number, guarantor, month, sequence, state, lists, duty_fen, vat_fen,
        consumption_fen, issued_on, issued_at, opens_on, first_due_on, due_on, paid_on,
        late_fee_fen)
VALUES (%(number)s, %(guarantor)s, %(month)s, %(sequence)s, %(state)s, %(lists)s,
        %(duty_fen)s, %(vat_fen)s, %(consumption_fen)s, %(issued_on)s, %(at)s,
        %(opens_on)s, %(first_due_on)s, %(due_on)s, %(paid_on)s, %(late_fee_fen)s)

-- name: put_bills
INSERT INTO collected_bill (paper, bill, notice)
SELECT m.paper, m.bill, %(notice)s
  FROM unnest(%(papers)s::bigint[], %(bills)s::text[]) AS m(paper, bill)

-- name: hold_members
-- The lists of a notice, held in the order everybody holds papers in.
SELECT p.id AS paper, p.version, p.state, p.owner || '_' || p.number AS key, p.sender,
       p.guid, p.message, p.position, d.preliminary_number, d.number AS list_number,
       d.reference, d.customs_office, d.platform_code, d.seller_code, d.declarant_code,
       b.number AS bill, b.duty_fen, b.vat_fen, b.consumption_fen, b.guarantor
  FROM collected_bill AS c
  JOIN paper AS p ON p.id = c.paper
  JOIN declaration AS d ON d.paper = c.paper
  JOIN tax_due AS b ON b.paper = c.paper
 WHERE c.notice = %(notice)s AND c.voided_at IS NULL
 ORDER BY p.id FOR UPDATE OF p

-- name: hold_billed
-- One billed list, held, whether its bill is in a notice or not.
SELECT p.id AS paper, p.version, p.state, p.owner || '_' || p.number AS key, p.sender,
       p.guid, p.message, p.position, d.preliminary_number, d.number AS list_number,
       d.reference, d.customs_office, d.platform_code, d.seller_code, d.declarant_code,
       b.number AS bill, b.duty_fen, b.vat_fen, b.consumption_fen, b.guarantor
  FROM tax_due AS b
  JOIN paper AS p ON p.id = b.paper
  JOIN declaration AS d ON d.paper = b.paper
 WHERE b.paper = %(paper)s FOR UPDATE OF p

-- name: find
SELECT number, guarantor, month, sequence, state, lists, duty_fen, vat_fen,
       consumption_fen, issued_on, opens_on, first_due_on, due_on, paid_on, late_fee_fen
  FROM payment_notice WHERE number = %(number)s

-- name: notices
-- Notices, the newest month first; of one guarantor, or of one month, where asked.
SELECT number, guarantor, month, sequence, state, lists, duty_fen, vat_fen,
       consumption_fen, issued_on, opens_on, first_due_on, due_on, paid_on, late_fee_fen
  FROM payment_notice
 WHERE (%(guarantor)s::text IS NULL OR guarantor = %(guarantor)s)
   AND (%(month)s::date IS NULL OR month = %(month)s)
 ORDER BY month DESC, guarantor, sequence LIMIT %(size)s

-- name: pay
-- Pay a notice that is not paid; of two who try, one does.
UPDATE payment_notice
   SET state = 'paid', paid_on = %(paid_on)s, paid_at = %(at)s,
       late_fee_fen = %(late_fee_fen)s
 WHERE number = %(number)s AND state = 'issued'
RETURNING number

-- name: strike
-- Take one bill out of a notice that is not paid.
UPDATE payment_notice AS n
   SET lists = n.lists - 1, duty_fen = n.duty_fen - b.duty_fen,
       vat_fen = n.vat_fen - b.vat_fen,
       consumption_fen = n.consumption_fen - b.consumption_fen
  FROM collected_bill AS c JOIN tax_due AS b ON b.paper = c.paper
 WHERE c.paper = %(paper)s AND c.voided_at IS NULL
   AND n.number = c.notice AND n.state = 'issued'
RETURNING n.number

-- name: lessen
-- Take what came back of one bill out of its notice, where that is not paid.
UPDATE payment_notice AS n
   SET duty_fen = n.duty_fen - %(duty)s, vat_fen = n.vat_fen - %(vat)s,
       consumption_fen = n.consumption_fen - %(consumption_tax)s
  FROM collected_bill AS c
 WHERE c.paper = %(paper)s AND c.voided_at IS NULL
   AND n.number = c.notice AND n.state = 'issued'
RETURNING n.number

-- name: void
-- A bill is void once; one that is merged must have been struck out of its notice.
INSERT INTO collected_bill (paper, bill, notice, voided_at)
SELECT paper, number, NULL, %(at)s FROM tax_bill WHERE paper = %(paper)s
    ON CONFLICT (paper) DO UPDATE SET voided_at = excluded.voided_at
 WHERE collected_bill.voided_at IS NULL
   AND collected_bill.notice IS NOT DISTINCT FROM %(struck)s
RETURNING paper

-- name: standing
-- How far the tax of one list has come.
SELECT b.number AS bill,
       CASE WHEN c.paper IS NULL THEN 'generated'
            WHEN c.voided_at IS NOT NULL THEN 'voided'
            WHEN n.state = 'paid' THEN 'paid'
            ELSE 'merged' END AS state,
       n.number AS notice, n.due_on, n.paid_on
  FROM tax_bill AS b
  LEFT JOIN collected_bill AS c ON c.paper = b.paper
  LEFT JOIN payment_notice AS n ON n.number = c.notice AND c.voided_at IS NULL
 WHERE b.paper = %(paper)s

-- name: open_periods
-- What is billed and in no notice yet, by month and guarantor.
SELECT b.guarantor,
       date_trunc('month', b.at AT TIME ZONE 'Asia/Shanghai')::date AS month,
       count(*) AS lists,
       sum(b.duty_fen + b.vat_fen + b.consumption_fen)::bigint AS tax_fen
  FROM tax_due AS b
 WHERE (%(guarantor)s::text IS NULL OR b.guarantor = %(guarantor)s)
   AND NOT EXISTS (SELECT 1 FROM collected_bill AS c WHERE c.paper = b.paper)
 GROUP BY 1, 2 ORDER BY 2 DESC, 1

-- name: lines
-- The lists of a notice, in the order of their numbers.
SELECT d.number AS list_number, b.number AS bill,
       (b.at AT TIME ZONE 'Asia/Shanghai')::date AS released_on, p.state,
       b.duty_fen, b.vat_fen, b.consumption_fen
  FROM collected_bill AS c
  JOIN tax_due AS b ON b.paper = c.paper
  JOIN declaration AS d ON d.paper = c.paper
  JOIN paper AS p ON p.id = c.paper
 WHERE c.notice = %(notice)s AND c.voided_at IS NULL
 ORDER BY c.paper LIMIT %(size)s

-- name: bills
-- A guarantor's bills of a time, the newest first; of what came back nothing is owed.
SELECT t.paper, t.number, t.list_number, t.at, s.state, b.duty_fen, b.vat_fen,
       b.consumption_fen, n.number AS notice, n.due_on, n.paid_on
  FROM tax_bill AS t
  JOIN tax_due AS b ON b.paper = t.paper
  LEFT JOIN collected_bill AS c ON c.paper = t.paper
  LEFT JOIN payment_notice AS n ON n.number = c.notice AND c.voided_at IS NULL
 CROSS JOIN LATERAL (
       SELECT CASE WHEN c.paper IS NULL THEN 'generated'
                   WHEN c.voided_at IS NOT NULL THEN 'voided'
                   WHEN n.state = 'paid' THEN 'paid'
                   ELSE 'merged' END AS state) AS s
 WHERE t.guarantor = %(guarantor)s AND t.at >= %(begins)s AND t.at < %(ends)s
   AND (%(state)s::text = '' OR s.state = %(state)s)
   AND (%(number)s::text = '' OR %(number)s IN (t.list_number, t.number, n.number))
   AND (%(before)s::bigint IS NULL
        OR (t.at, t.paper) < (SELECT at, paper FROM tax_bill WHERE paper = %(before)s))
 ORDER BY t.at DESC, t.paper DESC
 LIMIT %(size)s

-- name: bill_totals
-- The same bills counted and added up.
SELECT count(*) AS lists, coalesce(sum(b.duty_fen), 0)::bigint AS duty_fen,
       coalesce(sum(b.vat_fen), 0)::bigint AS vat_fen,
       coalesce(sum(b.consumption_fen), 0)::bigint AS consumption_fen
  FROM tax_bill AS t
  JOIN tax_due AS b ON b.paper = t.paper
  LEFT JOIN collected_bill AS c ON c.paper = t.paper
  LEFT JOIN payment_notice AS n ON n.number = c.notice AND c.voided_at IS NULL
 CROSS JOIN LATERAL (
       SELECT CASE WHEN c.paper IS NULL THEN 'generated'
                   WHEN c.voided_at IS NOT NULL THEN 'voided'
                   WHEN n.state = 'paid' THEN 'paid'
                   ELSE 'merged' END AS state) AS s
 WHERE t.guarantor = %(guarantor)s AND t.at >= %(begins)s AND t.at < %(ends)s
   AND (%(state)s::text = '' OR s.state = %(state)s)
   AND (%(number)s::text = '' OR %(number)s IN (t.list_number, t.number, n.number))
