-- name: hold
-- Find what stands under many keys and hold it, always in the same order.
SELECT p.id, p.kind, p.owner, p.number, p.link_owner, p.link_number, p.version,
       p.state, p.sender, p.guid, p.reported_at, p.binder, p.leaf, p.message, p.position,
       p.registered_at
  FROM paper AS p
  JOIN unnest(%(kinds)s::text[], %(owners)s::text[], %(numbers)s::text[])
       AS k(kind, owner, number)
    ON p.kind = k.kind AND p.owner = k.owner AND p.number = k.number
 ORDER BY p.id
   FOR UPDATE OF p

-- name: find
-- The same without holding, for dry runs and pages.
SELECT p.id, p.kind, p.owner, p.number, p.link_owner, p.link_number, p.version,
       p.state, p.sender, p.guid, p.reported_at, p.binder, p.leaf, p.message, p.position,
       p.registered_at
  FROM paper AS p
  JOIN unnest(%(kinds)s::text[], %(owners)s::text[], %(numbers)s::text[])
       AS k(kind, owner, number)
    ON p.kind = k.kind AND p.owner = k.owner AND p.number = k.number

-- name: number
-- Give numbers to new papers before they are written, and tell whether nobody else has
-- some and has not committed yet. Whoever has holds a lock shared to the end; alone is
-- who could hold it alone, which is tried for an instant.
  WITH sharing AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(%(lock)s)),
       tried AS MATERIALIZED (
       SELECT CASE WHEN pg_try_advisory_lock(%(lock)s)
                   THEN pg_advisory_unlock(%(lock)s) ELSE false END AS alone
         FROM sharing)
SELECT nextval('paper_id_seq'), alone FROM tried, generate_series(1, %(size)s)

-- name: alone
-- Hold the lock alone to the end, if nobody else has numbers and has not committed yet;
-- tell whether it is held, and nobody has taken a number since. It is held first.
SELECT CASE WHEN pg_try_advisory_xact_lock(%(lock)s)
            THEN pg_sequence_last_value('paper_id_seq') = %(last)s
            ELSE false END

-- name: insert
COPY paper (id, kind, owner, number, link_owner, link_number, version, state, state_at,
            sender, guid, reported_at, binder, leaf, message, position, registered_at,
            course, because)
FROM STDIN (FORMAT BINARY)

-- name: archive
-- Keep what newer versions are about to replace.
INSERT INTO paper_version
       (paper, version, state, sender, guid, reported_at, binder, leaf, message,
        replaced_at)
SELECT id, version, state, sender, guid, reported_at, binder, leaf, message, %(at)s
  FROM paper WHERE id = ANY(%(ids)s)

-- name: replace
-- Put newer versions in the place of the old ones.
UPDATE paper AS p
   SET version = p.version + 1, link_owner = e.link_owner, link_number = e.link_number,
       state = e.state, state_at = %(at)s, sender = e.sender, guid = e.guid,
       reported_at = e.reported_at, binder = e.binder, leaf = e.leaf,
       message = e.message,
       position = e.position
  FROM unnest(%(kinds)s::text[], %(owners)s::text[], %(numbers)s::text[],
              %(link_owners)s::text[], %(link_numbers)s::text[], %(states)s::text[],
              %(senders)s::text[], %(guids)s::text[], %(reported)s::timestamptz[],
              %(binders)s::bigint[], %(places)s::smallint[], %(messages)s::bigint[], %(positions)s::smallint[])
       AS e(kind, owner, number, link_owner, link_number, state, sender, guid,
            reported_at, binder, leaf, message, position)
 WHERE p.kind = e.kind AND p.owner = e.owner AND p.number = e.number
RETURNING p.id, p.kind, p.owner, p.number, p.version

-- name: move
-- Move many papers at once; one that has moved meanwhile is left alone.
UPDATE paper AS p
   SET state = m.target, state_at = %(at)s
  FROM unnest(%(ids)s::bigint[], %(sources)s::text[], %(targets)s::text[])
       AS m(id, source, target)
 WHERE p.id = m.id AND p.state = m.source
RETURNING p.id

-- name: write_walks
COPY paper_walk (paper, version, steps, at) FROM STDIN (FORMAT BINARY)

-- name: write_courses
-- Nearly all papers make moves that others made before.
INSERT INTO course (digest, steps)
SELECT w.digest, w.steps
  FROM unnest(%(digests)s::bytea[], %(steps)s::text[]) AS w(digest, steps)
    ON CONFLICT (digest) DO NOTHING

-- name: courses
SELECT digest, id FROM course WHERE digest = ANY(%(digests)s::bytea[])

-- name: wake
INSERT INTO wake (paper) SELECT unnest(%(ids)s::bigint[])

-- name: claim_wakes
-- Take papers that must be looked at; they come back if the work is undone. Arrays, for
-- joined to what was taken, all papers there are would be read along.
  WITH taken AS (
       DELETE FROM wake
        WHERE id = ANY(ARRAY(SELECT id FROM wake ORDER BY id LIMIT %(size)s
                                FOR UPDATE SKIP LOCKED))
       RETURNING paper)
SELECT id, kind FROM paper WHERE id = ANY(ARRAY(SELECT paper FROM taken))

-- name: woken
SELECT count(*) FROM wake

-- name: lists_of
-- Find the declarations whose sets these papers belong to, where they stand as asked.
  WITH w AS MATERIALIZED (
       SELECT id, kind, owner, number, link_owner, link_number, state
         FROM paper WHERE id = ANY(%(ids)s::bigint[]))
SELECT w.id FROM w
 WHERE w.kind = 'declaration'
   AND (%(states)s::text[] IS NULL OR w.state = ANY(%(states)s))
 UNION
SELECT d.id FROM w
  JOIN paper AS d ON d.kind = 'declaration'
   AND d.owner = w.owner AND d.number = w.number
 WHERE w.kind = 'order'
   AND (%(states)s::text[] IS NULL OR d.state = ANY(%(states)s))
 UNION
SELECT d.id FROM w
  JOIN paper AS d ON d.kind = 'declaration'
   AND d.owner = w.link_owner AND d.number = w.link_number
 WHERE w.kind = 'payment' AND w.link_number <> ''
   AND (%(states)s::text[] IS NULL OR d.state = ANY(%(states)s))
 UNION
SELECT d.id FROM w
  JOIN paper AS d ON d.kind = 'declaration'
   AND d.link_owner = w.owner AND d.link_number = w.number AND d.link_number <> ''
 WHERE w.kind = 'waybill'
   AND (%(states)s::text[] IS NULL OR d.state = ANY(%(states)s))

-- name: lists_named
-- Find declarations by their own keys, and by the waybills they name: each for itself
-- (OFFSET 0), for joined to few keys all lists of a new house would be read along.
SELECT d.id FROM unnest(%(owners)s::text[], %(numbers)s::text[]) AS k(owner, number)
 CROSS JOIN LATERAL (
       SELECT id, state FROM paper
        WHERE kind = 'declaration' AND owner = k.owner AND number = k.number
       OFFSET 0) AS d
 WHERE %(states)s::text[] IS NULL OR d.state = ANY(%(states)s)
 UNION
SELECT d.id
  FROM unnest(%(link_owners)s::text[], %(link_numbers)s::text[]) AS k(owner, number)
 CROSS JOIN LATERAL (
       SELECT id, state FROM paper
        WHERE kind = 'declaration' AND link_number <> ''
          AND link_owner = k.owner AND link_number = k.number
       OFFSET 0) AS d
 WHERE %(states)s::text[] IS NULL OR d.state = ANY(%(states)s)

-- name: hold_payments
-- The payments of these orders, held, always in the same order. They are found each for
-- itself; that they are about these orders still is asked again once they are held.
SELECT id, kind, owner, number, link_owner, link_number, version, state, sender, guid,
       reported_at, binder, leaf, message, position, registered_at
  FROM paper
 WHERE id = ANY(ARRAY(
       SELECT p.id
         FROM unnest(%(link_owners)s::text[], %(link_numbers)s::text[])
              AS k(owner, number)
        CROSS JOIN LATERAL (
              SELECT id FROM paper
               WHERE kind = 'payment' AND link_number <> ''
                 AND link_owner = k.owner AND link_number = k.number
              OFFSET 0) AS p))
 ORDER BY id
   FOR UPDATE

-- name: payments
SELECT p.id, p.kind, p.owner, p.number, p.link_owner, p.link_number, p.version,
       p.state, p.sender, p.guid, p.reported_at, p.binder, p.leaf, p.message, p.position,
       p.registered_at
  FROM unnest(%(link_owners)s::text[], %(link_numbers)s::text[]) AS k(owner, number)
  JOIN paper AS p ON p.kind = 'payment' AND p.link_number <> ''
   AND p.link_owner = k.owner AND p.link_number = k.number
 ORDER BY p.id

-- name: hold_ids
-- Hold papers by id, always in the same order.
SELECT id, kind, owner, number, link_owner, link_number, version, state, sender, guid,
       reported_at, binder, leaf, message, position, registered_at
  FROM paper WHERE id = ANY(%(ids)s::bigint[]) ORDER BY id FOR UPDATE

-- name: hold_free_ids
-- The same of those nobody else holds at this moment.
SELECT id, kind, owner, number, link_owner, link_number, version, state, sender, guid,
       reported_at, binder, leaf, message, position, registered_at
  FROM paper WHERE id = ANY(%(ids)s::bigint[]) ORDER BY id FOR UPDATE SKIP LOCKED

-- name: read_ids
SELECT id, kind, owner, number, link_owner, link_number, version, state, sender, guid,
       reported_at, binder, leaf, message, position, registered_at
  FROM paper WHERE id = ANY(%(ids)s::bigint[]) ORDER BY id

-- name: in_state
SELECT id, kind, owner, number, link_owner, link_number, version, state, sender, guid,
       reported_at, binder, leaf, message, position, registered_at
  FROM paper WHERE kind = %(kind)s AND state = %(state)s ORDER BY id LIMIT %(size)s

-- name: following
-- The papers of these kinds that are about one of these keys.
SELECT p.id, p.kind, p.owner, p.number, p.link_owner, p.link_number, p.version,
       p.state, p.sender, p.guid, p.reported_at, p.binder, p.leaf, p.message, p.position,
       p.registered_at
  FROM unnest(%(owners)s::text[], %(numbers)s::text[]) AS k(owner, number)
  JOIN paper AS p ON p.kind = ANY(%(kinds)s) AND p.link_owner = k.owner
   AND p.link_number = k.number AND p.link_number <> ''
 ORDER BY p.id

-- name: moves_of
SELECT name, source, target, actor, reason, at, version
  FROM paper_move WHERE paper = %(id)s ORDER BY id

-- name: stood
-- What stood under these papers at these versions.
SELECT w.paper, w.version, p.kind, p.owner, p.number, coalesce(v.binder, p.binder),
       coalesce(v.leaf, p.leaf)
  FROM unnest(%(ids)s::bigint[], %(versions)s::int[]) AS w(paper, version)
  JOIN paper AS p ON p.id = w.paper
  LEFT JOIN paper_version AS v ON v.paper = w.paper AND v.version = w.version
 WHERE v.binder IS NOT NULL OR p.version = w.version

-- name: versions_of
SELECT version, state, sender, guid, reported_at, replaced_at, message
  FROM paper_version WHERE paper = %(id)s ORDER BY version

-- name: bind
COPY binder (id, body) FROM STDIN (FORMAT BINARY)

-- name: binders
SELECT id, body FROM binder WHERE id = ANY(%(ids)s::bigint[])
