-- name: begin
INSERT INTO draft_batch (firm, form, name, made_by, made_at)
VALUES (%(firm)s, %(form)s, %(name)s, %(by)s, %(at)s)
RETURNING id, firm, form, name, made_by, made_at

-- name: batch
SELECT id, firm, form, name, made_by, made_at FROM draft_batch
 WHERE firm = %(firm)s AND id = %(id)s

-- name: batches
SELECT id, firm, form, name, made_by, made_at FROM draft_batch
 WHERE firm = %(firm)s ORDER BY id DESC LIMIT %(limit)s

-- name: number
-- Give numbers to new drafts before they are sealed under them.
SELECT nextval('draft_id_seq') FROM generate_series(1, %(size)s)

-- name: last_position
SELECT coalesce(max(position), 0) FROM draft WHERE batch = %(batch)s

-- name: add
INSERT INTO draft (id, batch, position, row, number, state, version, checked, faults,
                   body, report, changed_by, changed_at)
SELECT d.id, %(batch)s, d.position, d.row, d.number, %(state)s, 1, 0, 0,
       d.body, '', %(by)s, %(at)s
  FROM unnest(%(ids)s::bigint[], %(positions)s::int[], %(rows)s::int[],
              %(numbers)s::text[], %(bodies)s::bytea[])
       AS d(id, position, row, number, body)

-- name: page
-- The drafts of a batch on one shelf or on all that are not removed, in their order.
SELECT * FROM (
SELECT d.id, d.batch, d.position, d.row, d.number, d.state, d.version, d.checked,
       d.faults, d.body, d.report, d.changed_by, d.changed_at, p.state AS standing,
       CASE WHEN d.state = 'removed' THEN 'removed'
            WHEN d.state = 'writing' AND d.checked < d.version THEN 'unchecked'
            WHEN d.state = 'writing' AND d.faults > 0 THEN 'faulty'
            WHEN d.state = 'writing' THEN 'ready'
            WHEN p.state = ANY(%(lost)s::text[]) THEN 'rejected'
            WHEN p.state = ANY(%(won)s::text[]) THEN 'done'
            ELSE 'waiting' END AS shelf
  FROM draft AS d
  LEFT JOIN draft_paper AS l ON l.draft = d.id AND l.lead
  LEFT JOIN paper AS p
    ON p.kind = l.kind AND p.owner = l.owner AND p.number = l.number
 WHERE d.batch = %(batch)s) AS told
 WHERE CASE WHEN %(shelf)s = '' THEN shelf <> 'removed' ELSE shelf = %(shelf)s END
   AND (%(id)s::bigint IS NULL OR id = %(id)s)
 ORDER BY position, id LIMIT %(limit)s OFFSET %(skip)s

-- name: counts
-- How many drafts of each batch lie on which shelf.
SELECT d.batch,
       CASE WHEN d.state = 'removed' THEN 'removed'
            WHEN d.state = 'writing' AND d.checked < d.version THEN 'unchecked'
            WHEN d.state = 'writing' AND d.faults > 0 THEN 'faulty'
            WHEN d.state = 'writing' THEN 'ready'
            WHEN p.state = ANY(%(lost)s::text[]) THEN 'rejected'
            WHEN p.state = ANY(%(won)s::text[]) THEN 'done'
            ELSE 'waiting' END AS shelf,
       count(*)
  FROM draft AS d
  LEFT JOIN draft_paper AS l ON l.draft = d.id AND l.lead
  LEFT JOIN paper AS p
    ON p.kind = l.kind AND p.owner = l.owner AND p.number = l.number
 WHERE d.batch = ANY(%(batches)s::bigint[])
 GROUP BY 1, 2

-- name: hold
-- Hold drafts that are being written until the transaction ends, always in one order.
SELECT id FROM draft
 WHERE batch = %(batch)s AND state = 'writing'
   AND (%(id)s::bigint IS NULL OR id = %(id)s)
 ORDER BY id FOR UPDATE

-- name: unchecked
-- Take some drafts nobody has checked as they stand; those somebody is at are left.
SELECT id FROM draft
 WHERE batch = %(batch)s AND state = 'writing' AND checked < version
 ORDER BY position, id LIMIT %(size)s FOR UPDATE SKIP LOCKED

-- name: some
SELECT d.id, d.batch, d.position, d.row, d.number, d.state, d.version, d.checked,
       d.faults, d.body, d.report, d.changed_by, d.changed_at,
       'unchecked' AS shelf
  FROM draft AS d WHERE d.id = ANY(%(ids)s::bigint[]) ORDER BY d.position, d.id

-- name: namesakes
-- The first draft of a batch under each number, where there are several.
SELECT number, (array_agg(id ORDER BY position, id))[1],
       (array_agg(row ORDER BY position, id))[1],
       array_agg(id ORDER BY position, id)
  FROM draft
 WHERE batch = %(batch)s AND number = ANY(%(numbers)s::text[])
   AND state <> 'removed' AND number <> ''
 GROUP BY number HAVING count(*) > 1

-- name: change
-- Write the next version, unless somebody else did.
UPDATE draft SET version = version + 1, state = %(target)s, number = %(number)s,
       body = %(body)s, changed_by = %(by)s, changed_at = %(at)s
 WHERE id = %(id)s AND version = %(version)s AND state = %(source)s

-- name: recheck
-- Let namesakes be looked at again when one of them changes its number.
UPDATE draft SET checked = 0
 WHERE batch = %(batch)s AND number = ANY(%(numbers)s::text[]) AND state = 'writing'

-- name: keep
INSERT INTO draft_version (draft, version, move, field, by, at, body)
SELECT id, version, %(move)s, %(field)s, changed_by, changed_at, body
  FROM draft WHERE id = ANY(%(ids)s::bigint[])

-- name: report
-- Keep what was found, unless the draft was changed meanwhile.
UPDATE draft SET checked = r.version, faults = r.faults, report = r.report
  FROM unnest(%(ids)s::bigint[], %(versions)s::int[], %(faults)s::int[],
              %(reports)s::bytea[]) AS r(id, version, faults, report)
 WHERE draft.id = r.id AND draft.version = r.version

-- name: declared
UPDATE draft SET state = %(target)s, version = version + 1, checked = version + 1,
       changed_by = %(by)s, changed_at = %(at)s
 WHERE id = ANY(%(ids)s::bigint[]) AND state = %(source)s
RETURNING id

-- name: carry
INSERT INTO draft_paper (draft, kind, owner, number, message, lead)
SELECT * FROM unnest(%(drafts)s::bigint[], %(kinds)s::text[], %(owners)s::text[],
                     %(numbers)s::text[], %(messages)s::bigint[], %(leads)s::bool[])
    ON CONFLICT (draft, kind) DO UPDATE
       SET owner = excluded.owner, number = excluded.number,
           message = excluded.message, lead = excluded.lead

-- name: carried
SELECT draft, kind, owner, number, message, lead FROM draft_paper
 WHERE draft = ANY(%(drafts)s::bigint[]) ORDER BY draft, id

-- name: versions
SELECT version, move, field, by, at FROM draft_version
 WHERE draft = %(draft)s ORDER BY version DESC LIMIT %(limit)s

-- name: body
SELECT body FROM draft_version WHERE draft = %(draft)s AND version = %(version)s
