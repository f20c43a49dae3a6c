-- name: place
INSERT INTO control_order (target, value, agency, origin, effective, until, reason,
                           state, placed_by, placed_at, lifted_by, result)
VALUES (%(target)s, %(value)s, %(agency)s, %(origin)s, %(effective)s, %(until)s,
        %(reason)s, 'placed', %(by)s, %(at)s, '', '')
RETURNING id

-- name: lift
-- Lift an order that stands; one that does not is left alone.
UPDATE control_order
   SET state = %(target)s, lifted_by = %(by)s, lifted_at = %(at)s, result = %(result)s
 WHERE id = %(id)s AND state = %(source)s
RETURNING id

-- name: expire
-- Let orders whose last day has passed go.
UPDATE control_order SET state = %(target)s
 WHERE state = %(source)s AND until < %(day)s
RETURNING id

-- name: aimed_at
-- The orders in force that aim at any of these things.
SELECT o.id, o.target, o.value, o.agency, o.origin, o.effective, o.until, o.reason,
       o.state, o.placed_by, o.placed_at, o.lifted_by, o.lifted_at, o.result
  FROM control_order AS o
  JOIN unnest(%(targets)s::text[], %(values)s::text[]) AS a(target, value)
    ON o.target = a.target AND o.value = a.value
 WHERE o.state = 'placed' AND o.effective <= %(day)s AND %(day)s <= o.until
 ORDER BY o.id

-- name: in_force
-- The orders in force, whatever they aim at, as far as there are few.
SELECT id, target, value, agency, origin, effective, until, reason, state, placed_by,
       placed_at, lifted_by, lifted_at, result
  FROM control_order
 WHERE state = 'placed' AND effective <= %(day)s AND %(day)s <= until
 LIMIT %(size)s

-- name: find
SELECT id, target, value, agency, origin, effective, until, reason, state, placed_by,
       placed_at, lifted_by, lifted_at, result
  FROM control_order WHERE id = %(id)s

-- name: latest
-- Standing orders first, then those that are over, newest first.
SELECT id, target, value, agency, origin, effective, until, reason, state, placed_by,
       placed_at, lifted_by, lifted_at, result
  FROM control_order ORDER BY (state = 'placed') DESC, id DESC LIMIT %(size)s

-- name: examine
-- Write an agency's result; its last word on a version counts.
INSERT INTO examination (paper, version, agency, result, note, officer, at, sheet)
VALUES (%(paper)s, %(version)s, %(agency)s, %(result)s, %(note)s, %(officer)s, %(at)s,
        %(sheet)s)
ON CONFLICT (paper, version, agency) DO UPDATE
   SET result = excluded.result, note = excluded.note, officer = excluded.officer,
       at = excluded.at, sheet = excluded.sheet

-- name: record_of
SELECT paper, version, agency, result, note, officer, at, sheet
  FROM examination WHERE paper = %(paper)s AND version = %(version)s ORDER BY agency

-- name: open_case
INSERT INTO enforcement_case (paper, version, kind, reason, state, opened_by, opened_at,
                              closed_by, outcome)
VALUES (%(paper)s, %(version)s, %(kind)s, %(reason)s, 'opened', %(by)s, %(at)s, '', '')
ON CONFLICT (paper, version, kind) DO NOTHING

-- name: close_case
UPDATE enforcement_case
   SET state = %(target)s, closed_by = %(by)s, closed_at = %(at)s,
       outcome = %(outcome)s
 WHERE id = %(id)s AND state = %(source)s
RETURNING paper

-- name: cases
-- Open cases first, newest first; of one list, or of all.
SELECT id, paper, version, kind, reason, state, opened_by, opened_at, closed_by,
       closed_at, outcome
  FROM enforcement_case
 WHERE %(paper)s::bigint IS NULL OR paper = %(paper)s
 ORDER BY (state = 'opened') DESC, id DESC LIMIT %(size)s

-- name: counts
-- Lists lodged in a span of days by month, mode and declarant, and those opened.
SELECT date_trunc('month', d.declared_on)::date AS month, d.mode,
       d.declarant_code AS declarant, count(*) AS declared,
       count(*) FILTER (WHERE EXISTS (
         SELECT FROM paper_move AS m
          WHERE m.paper = d.paper AND m.name = 'examine')) AS examined
  FROM declaration AS d
 WHERE d.declared_on BETWEEN %(first)s AND %(last)s
 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
