-- name: put
-- Keep a request; one that was made already stays as it was.
INSERT INTO correction_request
       (declaration, kind, owner, number, version, keeper, asker, asked_by, asked_at,
        disagreements)
VALUES (%(declaration)s, %(kind)s, %(owner)s, %(number)s, %(version)s, %(keeper)s,
        %(asker)s, %(asked_by)s, %(asked_at)s, %(disagreements)s)
    ON CONFLICT DO NOTHING
RETURNING id

-- name: find
-- Requests about one list, to one firm or of one firm, the newest first. One is
-- answered when a newer version of the paper is there, lodged and not refused.
SELECT r.declaration, r.kind, r.owner, r.number, r.version, r.keeper, r.asker,
       r.asked_by, r.asked_at, r.disagreements, d.order_number, d.waybill_number,
       p.id AS paper,
       (SELECT min(w.at) FROM paper_walk AS w
         WHERE w.paper = p.id AND w.version > r.version
           AND p.state <> 'rejected') AS answered_at
  FROM correction_request AS r
  JOIN declaration AS d ON d.paper = r.declaration
  LEFT JOIN paper AS p
    ON p.kind = r.kind AND p.owner = r.owner AND p.number = r.number
 WHERE (%(declaration)s::bigint IS NULL OR r.declaration = %(declaration)s)
   AND (%(keeper)s::text IS NULL OR r.keeper = %(keeper)s)
   AND (%(asker)s::text IS NULL OR r.asker = %(asker)s)
 ORDER BY r.id DESC
 LIMIT %(size)s
