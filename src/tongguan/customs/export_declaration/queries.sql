-- name: wait
-- Say for what a list waits; nothing comes back where that is known already.
INSERT INTO export_list (paper, seller_code, declarant_code, procedure, waiting)
VALUES (%(paper)s, %(seller)s, %(declarant)s, %(procedure)s, %(waiting)s)
    ON CONFLICT (paper) DO UPDATE
   SET seller_code = excluded.seller_code, declarant_code = excluded.declarant_code,
       procedure = excluded.procedure, waiting = excluded.waiting
 WHERE export_list.waiting <> excluded.waiting
    OR export_list.procedure <> excluded.procedure
    OR export_list.declarant_code <> excluded.declarant_code
RETURNING paper

-- name: release
UPDATE export_list
   SET number = coalesce(number, %(number)s), released_at = %(at)s, waiting = '{}'
 WHERE paper = %(paper)s
RETURNING number

-- name: named
SELECT paper, number FROM export_list WHERE number = ANY(%(numbers)s)

-- name: within
-- The lists of a seller that were released within a time and are in no summary.
SELECT paper, number FROM export_list
 WHERE seller_code = %(seller)s AND declarant_code = %(declarant)s AND summary IS NULL
   AND procedure = 'B' AND released_at >= %(since)s AND released_at <= %(until)s
 ORDER BY paper

-- name: released_at
SELECT released_at FROM export_list WHERE paper = %(paper)s

-- name: numbers
SELECT paper, number FROM export_list WHERE paper = ANY(%(ids)s) AND number IS NOT NULL

-- name: merge
-- Put lists into one summary; one that is in another comes back missing.
UPDATE export_list SET summary = %(summary)s
 WHERE paper = ANY(%(ids)s) AND summary IS NULL
RETURNING paper

-- name: summaries
SELECT paper, summary FROM export_list
 WHERE paper = ANY(%(ids)s) AND summary IS NOT NULL
