-- name: queue
-- Queue papers in their order, each version once unless it was refused; the customs'
-- last word on an older version is remembered: nothing older than it is news.
INSERT INTO forwarded
       (paper, version, kind, keys, preliminary_number, number, guid, state, queued_at,
        status, told_at)
SELECT e.paper, e.version, e.kind, e.keys, e.preliminary_number, '', e.guid, 'waiting',
       %(at)s, '', (SELECT max(told_at) FROM forwarded AS f WHERE f.paper = e.paper)
  FROM unnest(%(papers)s::bigint[], %(versions)s::int[], %(kinds)s::text[],
              %(keys)s::jsonb[], %(numbers)s::text[], %(guids)s::text[])
       WITH ORDINALITY
       AS e(paper, version, kind, keys, preliminary_number, guid, place)
 ORDER BY e.place
    ON CONFLICT (paper, version) DO UPDATE
   SET state = 'waiting', guid = excluded.guid, body = NULL, queued_at = %(at)s
 WHERE forwarded.state = 'refused'

-- name: forwarded
-- Which of these versions are on their way already, or there.
SELECT f.paper FROM forwarded AS f
  JOIN unnest(%(papers)s::bigint[], %(versions)s::int[]) AS e(paper, version)
    ON f.paper = e.paper AND f.version = e.version AND f.state <> 'refused'

-- name: waiting
-- The oldest papers that have not arrived yet, in their order.
SELECT id, paper, version, kind, keys, preliminary_number, number, guid, state, body,
       status, told_at
  FROM forwarded WHERE state = 'waiting' ORDER BY id LIMIT %(size)s

-- name: write
-- Keep the bytes a paper travels in; those that were kept before stay.
UPDATE forwarded AS f SET body = e.body
  FROM unnest(%(ids)s::bigint[], %(bodies)s::bytea[]) AS e(id, body)
 WHERE f.id = e.id AND f.body IS NULL

-- name: close
UPDATE forwarded SET state = %(state)s, sent_at = %(at)s
 WHERE id = ANY(%(ids)s) AND state = 'waiting'
RETURNING id

-- name: find
-- The paper a receipt repeats the keys of, as it was forwarded last.
SELECT id, paper, version, kind, keys, preliminary_number, number, guid, state, body,
       status, told_at
  FROM forwarded WHERE kind = %(kind)s AND keys @> %(keys)s::jsonb
 ORDER BY id DESC LIMIT 1

-- name: find_guid
SELECT id, paper, version, kind, keys, preliminary_number, number, guid, state, body,
       status, told_at
  FROM forwarded WHERE guid = %(guid)s

-- name: find_number
SELECT id, paper, version, kind, keys, preliminary_number, number, guid, state, body,
       status, told_at
  FROM forwarded WHERE number = %(number)s AND number <> ''
 ORDER BY id DESC LIMIT 1

-- name: tell
-- Remember the customs' last word on papers, by its own time.
UPDATE forwarded AS f
   SET status = e.status, told_at = e.at, number = coalesce(nullif(e.number, ''), f.number)
  FROM unnest(%(ids)s::bigint[], %(statuses)s::text[], %(times)s::timestamptz[],
              %(numbers)s::text[]) AS e(id, status, at, number)
 WHERE f.id = e.id

-- name: receive
-- Keep receipts of the customs; one that is known by its guid comes back missing.
INSERT INTO upstream_receipt (guid, form, key, content, received_at, outcome, reason)
SELECT e.guid, e.form, e.key, e.content, %(at)s, '', ''
  FROM unnest(%(guids)s::text[], %(forms)s::text[], %(keys)s::text[],
              %(contents)s::jsonb[]) AS e(guid, form, key, content)
    ON CONFLICT (guid) DO NOTHING
RETURNING guid

-- name: settle
-- Say what became of receipts.
UPDATE upstream_receipt AS r
   SET outcome = e.outcome, reason = e.reason, paper = e.paper
  FROM unnest(%(guids)s::text[], %(outcomes)s::text[], %(reasons)s::text[],
              %(papers)s::bigint[]) AS e(guid, outcome, reason, paper)
 WHERE r.guid = e.guid

-- name: aside
-- Receipts that were set aside under keys that may be known by now.
SELECT guid, form, content FROM upstream_receipt
 WHERE outcome = 'aside' AND key = ANY(%(keys)s) AND key <> '' ORDER BY id

-- name: all_aside
SELECT guid, form, key, content, received_at, reason FROM upstream_receipt
 WHERE outcome = 'aside' ORDER BY id DESC LIMIT %(size)s

-- name: open
INSERT INTO upstream (name, epoch, after, trouble) VALUES ('customs', 1, 0, '')
    ON CONFLICT (name) DO NOTHING

-- name: cursor
SELECT epoch, after FROM upstream WHERE name = 'customs'

-- name: advance
UPDATE upstream SET epoch = %(epoch)s, after = %(after)s WHERE name = 'customs'

-- name: contact
UPDATE upstream SET contact_at = %(at)s, failing_since = NULL, trouble = ''
 WHERE name = 'customs'

-- name: trouble
UPDATE upstream
   SET failing_since = coalesce(failing_since, %(at)s), trouble = %(trouble)s
 WHERE name = 'customs'

-- name: condition
-- How the line to the customs stands.
SELECT (SELECT count(*) FROM forwarded WHERE state = 'waiting') AS waiting,
       (SELECT queued_at FROM forwarded WHERE state = 'waiting'
         ORDER BY id LIMIT 1) AS oldest,
       (SELECT count(*) FROM upstream_receipt WHERE outcome = 'aside') AS aside,
       u.contact_at, u.failing_since, coalesce(u.trouble, '') AS trouble
  FROM (SELECT 1) AS always LEFT JOIN upstream AS u ON u.name = 'customs'

-- name: alone
-- Only one may send at a time, or the order would be lost; it ends with the session.
SELECT pg_try_advisory_lock(hashtext('tongguan/forwarder'))
