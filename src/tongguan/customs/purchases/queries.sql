-- name: years
-- The years in which something was declared in a person's name, the latest first.
SELECT DISTINCT extract(year FROM declared_on)::int AS year
  FROM declaration WHERE buyer_key = %(person)s ORDER BY 1 DESC

-- name: purchases
-- A person's lists of some days, the latest first; `number` picks one of them.
SELECT d.paper, d.version, p.state, p.state_at,
       coalesce(d.number, d.preliminary_number) AS number, d.order_number,
       d.waybill_number, d.platform_code, coalesce(e.name, '') AS platform_name,
       d.seller_name, d.carrier_code, d.customs_office, d.mode, d.goods, d.declared_on,
       d.value_fen, d.tax_fen, d.treatment, d.reasons, d.waiting, d.lodged_at,
       d.decided_at,
       coalesce((SELECT r.state FROM disavowal AS r
                  WHERE r.paper = d.paper AND r.state <> 'recalled'), '') AS report
  FROM declaration AS d
  JOIN paper AS p ON p.id = d.paper
  LEFT JOIN enterprise AS e ON e.code = d.platform_code
 WHERE d.buyer_key = %(person)s
   AND d.declared_on BETWEEN %(first)s AND %(last)s
   AND (%(number)s::text = '' OR %(number)s IN (d.number, d.preliminary_number))
 ORDER BY d.declared_on DESC, d.paper DESC
 LIMIT %(size)s

-- name: entries
-- Every entry on a person's allowance of a year, in order. What a list did is found by
-- the names of its holds: its own, and those of what came back of it or was disowned.
SELECT l.id, l.kind, l.fen, l.at, l.hold,
       coalesce(d.number, d.preliminary_number) AS number, d.order_number,
       coalesce(e.name, '') AS platform_name, d.seller_name
  FROM declaration AS d
 CROSS JOIN LATERAL (
       SELECT d.paper || '/' || v AS own FROM generate_series(1, d.version) AS v) AS w
 CROSS JOIN LATERAL (
       SELECT w.own AS hold
        UNION SELECT w.own || '/return/' || b.application
                FROM returned_line AS b WHERE b.paper = d.paper
        UNION SELECT w.own || '/disowned' FROM disavowal AS r
               WHERE r.paper = d.paper) AS h
  JOIN ledger_entry AS l ON l.hold = h.hold AND l.book = %(book)s
   AND l.account = %(account)s
  LEFT JOIN enterprise AS e ON e.code = d.platform_code
 WHERE d.buyer_key = %(person)s
   AND d.declared_on BETWEEN %(first)s AND %(last)s
 ORDER BY l.id

-- name: returned
-- What came back of a list: line, quantity, worth and tax, and when.
SELECT line, quantity, price_fen, duty_fen + vat_fen + consumption_fen AS tax_fen,
       refunded, at
  FROM returned_line WHERE paper = %(paper)s ORDER BY id
