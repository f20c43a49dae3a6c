-- name: find
-- Lists, newest first; what is not asked about is not compared.
SELECT d.paper, d.version, p.state, p.state_at, p.sender, d.preliminary_number,
       d.number, d.reference, d.declared_on, d.mode, d.customs_office, d.platform_code,
       d.order_number, d.seller_code, d.seller_name, d.declarant_code, d.carrier_code,
       d.waybill_number, d.guarantor, d.buyer_mask, d.goods, d.value_fen, d.treatment,
       d.tax_fen, d.channel, d.waiting, d.reasons, d.lodged_at, d.decided_at
  FROM declaration AS d JOIN paper AS p ON p.id = d.paper
 WHERE (%(state)s::text = '' OR p.state = %(state)s)
   AND (%(channel)s::text = '' OR d.channel = %(channel)s)
   AND (%(mode)s::text = '' OR d.mode = %(mode)s)
   AND (%(declared_from)s::date IS NULL OR d.declared_on >= %(declared_from)s)
   AND (%(declared_to)s::date IS NULL OR d.declared_on <= %(declared_to)s)
   AND (%(seller)s::text = '' OR d.seller_code = %(seller)s
        OR position(%(seller)s IN d.seller_name) > 0)
   AND (%(reason)s::text = '' OR %(reason)s = ANY(d.reasons))
   AND (NOT %(own)s::bool OR p.sender = %(organisation)s AND p.kind = 'declaration')
   AND (%(before)s::bigint IS NULL OR d.paper < %(before)s)
 ORDER BY d.paper DESC
 LIMIT %(size)s

-- name: find_own
-- Lists one firm may see, newest first; what is not asked about is not compared.
SELECT d.paper, d.version, p.state, p.state_at, p.sender, d.preliminary_number,
       d.number, d.reference, d.declared_on, d.mode, d.customs_office, d.platform_code,
       d.order_number, d.seller_code, d.seller_name, d.declarant_code, d.carrier_code,
       d.waybill_number, d.guarantor, d.buyer_mask, d.goods, d.value_fen, d.treatment,
       d.tax_fen, d.channel, d.waiting, d.reasons, d.lodged_at, d.decided_at
  FROM list_party AS o
  JOIN declaration AS d ON d.paper = o.paper JOIN paper AS p ON p.id = d.paper
 WHERE o.firm = %(organisation)s AND (%(state)s::text = '' OR p.state = %(state)s)
   AND (%(channel)s::text = '' OR d.channel = %(channel)s)
   AND (%(mode)s::text = '' OR d.mode = %(mode)s)
   AND (%(declared_from)s::date IS NULL OR d.declared_on >= %(declared_from)s)
   AND (%(declared_to)s::date IS NULL OR d.declared_on <= %(declared_to)s)
   AND (%(seller)s::text = '' OR d.seller_code = %(seller)s
        OR position(%(seller)s IN d.seller_name) > 0)
   AND (%(reason)s::text = '' OR %(reason)s = ANY(d.reasons))
   AND (%(before)s::bigint IS NULL OR o.paper < %(before)s)
 ORDER BY o.paper DESC
 LIMIT %(size)s

-- name: numbered
-- Lists by one of their numbers, each looked up in its own index: of orders and waybills
-- in those of the register.
SELECT d.paper, d.version, p.state, p.state_at, p.sender, d.preliminary_number,
       d.number, d.reference, d.declared_on, d.mode, d.customs_office, d.platform_code,
       d.order_number, d.seller_code, d.seller_name, d.declarant_code, d.carrier_code,
       d.waybill_number, d.guarantor, d.buyer_mask, d.goods, d.value_fen, d.treatment,
       d.tax_fen, d.channel, d.waiting, d.reasons, d.lodged_at, d.decided_at
  FROM declaration AS d JOIN paper AS p ON p.id = d.paper
 WHERE d.paper IN (
         SELECT paper FROM declaration WHERE number = %(number)s::text
          UNION SELECT paper FROM declaration WHERE preliminary_number = %(number)s
          UNION SELECT id FROM paper
                 WHERE number = %(number)s AND kind = 'declaration'
          UNION SELECT id FROM paper
                 WHERE link_number = %(number)s AND link_number <> ''
                   AND kind = 'declaration')
   AND (%(organisation)s::text IS NULL OR EXISTS (
         SELECT FROM list_party
          WHERE firm = %(organisation)s AND paper = d.paper))
   AND (%(before)s::bigint IS NULL OR d.paper < %(before)s)
 ORDER BY d.paper DESC
 LIMIT %(size)s

-- name: queue
-- Lists that wait for an officer, the longest first.
SELECT d.paper, d.version, p.state, p.state_at, p.sender, d.preliminary_number,
       d.number, d.reference, d.declared_on, d.mode, d.customs_office, d.platform_code,
       d.order_number, d.seller_code, d.seller_name, d.declarant_code, d.carrier_code,
       d.waybill_number, d.guarantor, d.buyer_mask, d.goods, d.value_fen, d.treatment,
       d.tax_fen, d.channel, d.waiting, d.reasons, d.lodged_at, d.decided_at
  FROM paper AS p JOIN declaration AS d ON d.paper = p.id
 WHERE p.kind = 'declaration' AND p.state = ANY(%(states)s)
   AND (NOT %(overdue)s::boolean OR p.state_at
        <= (%(since)s::timestamptz[])[array_position(%(states)s::text[], p.state)])
   AND (%(hand)s::text <> 'mine' OR EXISTS (
         SELECT FROM taken_paper AS t WHERE t.paper = p.id
            AND t.post = %(post)s AND t.officer = %(officer)s))
   AND (%(hand)s <> 'free' OR NOT EXISTS (
         SELECT FROM taken_paper AS t WHERE t.paper = p.id AND t.post = %(post)s))
   AND (%(agency)s::text = '' OR (
         NOT EXISTS (
           SELECT FROM examination AS e WHERE e.paper = p.id AND e.version = d.version
              AND e.agency = %(agency)s AND e.result <> 'sampled')
         AND EXISTS (
           SELECT FROM control_order AS o
            WHERE o.state = 'placed' AND o.agency = %(agency)s
              AND %(day)s::date BETWEEN o.effective AND o.until
              AND CASE o.target
                  WHEN 'list' THEN
                    o.value IN (d.number, d.preliminary_number, d.order_number)
                  WHEN 'firm' THEN o.value IN
                    (d.seller_code, d.declarant_code, d.platform_code, d.carrier_code)
                  WHEN 'transport_document' THEN o.value = d.transport_document
                  ELSE EXISTS (
                    SELECT FROM decision AS s
                     CROSS JOIN LATERAL
                           jsonb_to_recordset(s.findings) AS f(code text, given text)
                     WHERE s.paper = p.id AND f.code = 'RSK-6010'
                       AND f.given LIKE 'BK%%' AND o.id = substr(f.given, 3)::bigint)
                  END)))
 ORDER BY p.state_at, p.id
 LIMIT %(size)s

-- name: ages
-- How many lists stand in these states, by how long they have.
SELECT state, width_bucket(state_at, %(edges)s::timestamptz[]) AS age, count(*)
  FROM paper WHERE kind = 'declaration' AND state = ANY(%(states)s)
 GROUP BY 1, 2 ORDER BY 1, 2

-- name: steps_of
SELECT paper, name, source, target, actor, reason, at, version
  FROM paper_move WHERE paper = ANY(%(ids)s) ORDER BY id

-- name: states
-- How many lists stand where.
SELECT state, count(*) FROM paper WHERE kind = 'declaration' GROUP BY state

-- name: beats
-- Decisions by second and outcome; only the newest are looked at, by their numbers.
SELECT date_trunc('second', at) AS second, outcome, count(*) AS count
  FROM decision
 WHERE id > (SELECT coalesce(max(id), 0) - %(newest)s FROM decision)
   AND at >= %(since)s
 GROUP BY 1, 2 ORDER BY 1, 2

-- name: reasons
-- Why the newest decisions did not simply release, most frequent first.
SELECT f.code, count(*)
  FROM decision AS d
 CROSS JOIN LATERAL jsonb_to_recordset(d.findings) AS f(code text)
 WHERE d.id > (SELECT coalesce(max(id), 0) - %(newest)s FROM decision)
 GROUP BY f.code ORDER BY count(*) DESC, f.code LIMIT %(size)s

-- name: latencies
-- How long the lists of each office waited for their first receipt and for their last
-- word, as they stand: 50th, 95th and 99th percentile in milliseconds, among the papers
-- that had their last word newest.
SELECT d.customs_office AS office, count(*) AS lists,
       percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP
         (ORDER BY (extract(epoch FROM f.at - m.received_at) * 1000)::bigint) AS first,
       percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP
         (ORDER BY (extract(epoch FROM r.at - m.received_at) * 1000)::bigint) AS final
  FROM (SELECT ended.paper, r.at, r.messages
          FROM receipt AS r CROSS JOIN LATERAL unnest(r.ended) AS ended(paper)
         WHERE r.at >= %(since)s ORDER BY r.id DESC LIMIT %(newest)s) AS r
  JOIN declaration AS d ON d.paper = r.paper
  JOIN paper AS p ON p.id = r.paper
  JOIN inbound_message AS m ON m.id = p.message AND m.id = ANY(r.messages)
 CROSS JOIN LATERAL (SELECT min(at) AS at FROM receipt
                      WHERE messages @> ARRAY[m.id]) AS f
 GROUP BY d.customs_office ORDER BY d.customs_office

-- name: stage_months
-- How long cases stood in each stage, by the month they left it in: the median and the
-- 95th percentile in seconds, among the newest walks.
  WITH walked AS (
       SELECT id, paper, steps, at FROM paper_walk
        WHERE id > (SELECT coalesce(max(id), 0) - %(newest)s FROM paper_walk)
        UNION ALL
       SELECT 0, p.id, c.steps, p.registered_at
         FROM paper AS p JOIN course AS c ON c.id = p.course
        WHERE p.id > (SELECT coalesce(max(id), 0) - %(newest)s FROM paper)),
       moved AS MATERIALIZED (
       SELECT w.paper, w.at, s.step ->> 2 AS target, p.kind, p.registered_at,
              lead(w.at) OVER (PARTITION BY w.paper ORDER BY w.id, s.place) AS left_at
         FROM walked AS w JOIN paper AS p ON p.id = w.paper
        CROSS JOIN LATERAL json_array_elements(w.steps::json)
              WITH ORDINALITY AS s(step, place)
        WHERE p.kind IN ('declaration', 'goods_return')),
       stage AS (
       SELECT 'clearance' AS name, m.at AS left_at, m.at - d.lodged_at AS took
         FROM moved AS m JOIN declaration AS d ON d.paper = m.paper
        WHERE m.target = 'released'
        UNION ALL
       SELECT 'inspection', left_at, left_at - at FROM moved
        WHERE target = 'examined' AND left_at IS NOT NULL
        UNION ALL
       SELECT 'refund', at, at - registered_at FROM moved
        WHERE kind = 'goods_return' AND target IN ('concluded', 'rejected'))
SELECT date_trunc('month', left_at AT TIME ZONE 'Asia/Shanghai')::date AS month,
       name AS stage, count(*) AS cases,
       round(percentile_disc(0.5) WITHIN GROUP
         (ORDER BY extract(epoch FROM took)))::int AS median,
       round(percentile_disc(0.95) WITHIN GROUP
         (ORDER BY extract(epoch FROM took)))::int AS p95
  FROM stage GROUP BY 1, 2 ORDER BY 1 DESC, 2

-- name: unread
SELECT count(*) FROM inbound_message WHERE state = 'received'

-- name: woken
SELECT count(*) FROM wake

-- name: stopped_counts
-- How many of a firm's own papers stand where somebody must look at them.
SELECT kind, state, count(*) FROM paper
 WHERE sender = %(firm)s
   AND (state IN ('rejected', 'suspended', 'in_review', 'examined', 'detained')
        OR kind = 'declaration' AND state = 'lodged')
 GROUP BY kind, state

-- name: rejected
-- A firm's own papers that were rejected and not mended, the newest first.
SELECT p.id AS paper, p.kind, p.number AS key, p.state, p.state_at,
       coalesce(d.number, d.preliminary_number, '') AS list_number,
       coalesce(d.reasons, '{}') AS codes
  FROM paper AS p LEFT JOIN declaration AS d ON d.paper = p.id
 WHERE p.sender = %(firm)s AND p.state = 'rejected'
 ORDER BY p.id DESC
 LIMIT %(size)s

-- name: waiting
-- A firm's own lists that wait for papers of others, the longest wait first.
SELECT p.id AS paper, p.kind, p.number AS key, p.state, d.lodged_at AS state_at,
       d.preliminary_number AS list_number, d.waiting AS codes
  FROM paper AS p JOIN declaration AS d ON d.paper = p.id AND d.waiting <> '{}'
 WHERE p.sender = %(firm)s AND p.kind = 'declaration' AND p.state = 'lodged'
 ORDER BY p.id
 LIMIT %(size)s

-- name: days
-- What was declared, released and rejected by day, among a firm's newest lists.
  WITH newest AS MATERIALIZED (
       SELECT state, registered_at, state_at FROM paper
        WHERE sender = %(firm)s AND kind = 'declaration'
        ORDER BY id DESC LIMIT %(newest)s)
SELECT said.day, count(*) FILTER (WHERE said.what = 'declared') AS declared,
       count(*) FILTER (WHERE said.what = 'released') AS released,
       count(*) FILTER (WHERE said.what = 'rejected') AS rejected
  FROM newest AS n
 CROSS JOIN LATERAL (
       VALUES ((n.registered_at AT TIME ZONE 'Asia/Shanghai')::date, 'declared'),
              ((n.state_at AT TIME ZONE 'Asia/Shanghai')::date,
               CASE n.state WHEN 'cleared' THEN 'released' ELSE n.state END)
       ) AS said(day, what)
 WHERE said.day >= %(since)s
 GROUP BY said.day ORDER BY said.day

-- name: sent
-- A page of the lists a firm has sent itself, the newest first.
SELECT id FROM paper
 WHERE sender = %(firm)s AND kind = 'declaration'
   AND (%(before)s::bigint IS NULL OR id < %(before)s)
 ORDER BY id DESC
 LIMIT %(size)s

-- name: draws
-- What lists took from buyers' allowances, and what came back. Whose allowance it is
-- stays masked, and how it stands is not said.
SELECT p.id AS paper, coalesce(d.number, d.preliminary_number) AS list_number,
       d.order_number, d.buyer_mask, e.book, e.kind, e.fen, e.at
  FROM paper AS p
  JOIN declaration AS d ON d.paper = p.id
 CROSS JOIN LATERAL (
       SELECT p.id || '/' || v AS hold FROM generate_series(1, p.version) AS v
        UNION
       SELECT p.id || '/' || p.version || '/return/' || r.application
         FROM returned_line AS r WHERE r.paper = p.id) AS h
  JOIN ledger_entry AS e ON e.hold = h.hold AND e.book LIKE 'allowance/%%'
 WHERE p.id = ANY(%(ids)s::bigint[])
   AND (%(kind)s::text = '' OR e.kind = %(kind)s)
 ORDER BY p.id DESC, e.id

-- name: numbered_since
-- Between which numbers the rows of a table lie since an instant. Numbers ascend with
-- time: the first one is found by halving.
  WITH RECURSIVE timed AS NOT MATERIALIZED (
       SELECT 'decided' AS stage, id, at FROM decision
        UNION ALL
       SELECT 'released', id, at FROM examination
        UNION ALL
       SELECT 'pushed', id, at FROM webhook_attempt),
       last AS (
       SELECT coalesce(max(id), 0) AS id FROM timed WHERE stage = %(stage)s::text),
       halving AS (
       SELECT 1::bigint AS low, id + 1 AS high FROM last
        UNION ALL
       SELECT CASE WHEN n.at < %(since)s::timestamptz THEN (h.low + h.high) / 2 + 1
              ELSE h.low END,
              CASE WHEN n.at < %(since)s THEN h.high ELSE (h.low + h.high) / 2 END
         FROM halving AS h
        CROSS JOIN LATERAL (SELECT at FROM timed
                             WHERE stage = %(stage)s AND id >= (h.low + h.high) / 2
                             ORDER BY id LIMIT 1) AS n
        WHERE h.low < h.high)
SELECT max(low), (SELECT id FROM last) FROM halving

-- name: decided_days
-- How long lists waited for their first receipt, and once their set was whole for what
-- the rules decided: p50, p95, p99 in milliseconds by day, and without a day together.
  WITH took AS MATERIALIZED (
       SELECT (x.at AT TIME ZONE 'Asia/Shanghai')::date AS day,
              f.at - m.received_at AS answered,
              x.at - greatest(m.received_at, w.at) AS decided
         FROM generate_series(%(low)s::bigint, %(high)s::bigint, %(step)s::bigint) AS g(id)
         JOIN decision AS x ON x.id = g.id AND x.known IS NOT NULL
         JOIN paper AS p ON p.id = x.paper AND p.version = x.version
         JOIN declaration AS d ON d.paper = x.paper
         JOIN inbound_message AS m ON m.id = p.message
        CROSS JOIN LATERAL (SELECT min(at) AS at FROM receipt
                             WHERE messages @> ARRAY[m.id]) AS f
        CROSS JOIN LATERAL (
              SELECT max(o.registered_at) AS at FROM paper AS o
               WHERE o.kind = 'order' AND o.owner = d.platform_code
                     AND o.number = d.order_number
                  OR o.kind = 'waybill' AND o.owner = d.carrier_code
                     AND o.number = d.waybill_number
                  OR o.kind = 'payment' AND o.link_owner = d.platform_code
                     AND o.link_number = d.order_number AND o.link_number <> '') AS w)
SELECT s.stage, t.day, count(*) AS cases,
       percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP
         (ORDER BY (extract(epoch FROM s.took) * 1000)::bigint) AS took
  FROM took AS t
 CROSS JOIN LATERAL (VALUES ('answered', t.answered), ('decided', t.decided))
       AS s(stage, took)
 WHERE s.took IS NOT NULL
 GROUP BY GROUPING SETS ((s.stage, t.day), (s.stage))

-- name: released_days
-- How long lists waited for their release once the last result of an examination was in.
SELECT 'released' AS stage, (x.at AT TIME ZONE 'Asia/Shanghai')::date AS day,
       count(*) AS cases,
       percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP
         (ORDER BY (extract(epoch FROM x.at - e.at) * 1000)::bigint) AS took
  FROM generate_series(%(low)s::bigint, %(high)s::bigint, %(step)s::bigint) AS g(id)
  JOIN examination AS e ON e.id = g.id
 CROSS JOIN LATERAL (SELECT min(at) AS at FROM decision
                      WHERE paper = e.paper AND version = e.version
                        AND outcome = 'release' AND at >= e.at) AS x
 WHERE x.at IS NOT NULL
   AND NOT EXISTS (SELECT FROM examination AS l
                    WHERE l.paper = e.paper AND l.version = e.version AND l.id > e.id)
 GROUP BY GROUPING SETS (((x.at AT TIME ZONE 'Asia/Shanghai')::date), ())
HAVING count(*) > 0

-- name: pushed_days
-- How long it took until a firm's address had taken what was pushed to it.
SELECT 'pushed' AS stage, (a.at AT TIME ZONE 'Asia/Shanghai')::date AS day,
       count(*) AS cases,
       percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP
         (ORDER BY (extract(epoch FROM a.at - w.created_at) * 1000)::bigint) AS took
  FROM generate_series(%(low)s::bigint, %(high)s::bigint, %(step)s::bigint) AS g(id)
  JOIN webhook_attempt AS a ON a.id = g.id AND a.status BETWEEN 200 AND 299
  JOIN webhook_delivery AS w ON w.id = a.delivery
 GROUP BY GROUPING SETS (((a.at AT TIME ZONE 'Asia/Shanghai')::date), ())
HAVING count(*) > 0
