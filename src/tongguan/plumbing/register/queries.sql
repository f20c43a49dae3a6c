-- name: hold
-- Find what stands under many keys and hold it, always in the same order.
SELECT p.id, p.kind, p.owner, p.number, p.link_owner, p.link_number, p.version,
       p.state, p.sender, p.guid, p.reported_at, p.digest, p.body, p.message, p.position,
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
       p.state, p.sender, p.guid, p.reported_at, p.digest, p.body, p.message, p.position,
       p.registered_at
  FROM paper AS p
  JOIN unnest(%(kinds)s::text[], %(owners)s::text[], %(numbers)s::text[])
       AS k(kind, owner, number)
    ON p.kind = k.kind AND p.owner = k.owner AND p.number = k.number

-- name: insert
-- Write new papers; a key that somebody else has just written comes back missing.
INSERT INTO paper
       (kind, owner, number, link_owner, link_number, version, state, state_at, sender,
        guid, reported_at, digest, body, message, position, registered_at)
SELECT e.kind, e.owner, e.number, e.link_owner, e.link_number, 1, e.state, %(at)s,
       e.sender, e.guid, e.reported_at, e.digest, e.body, e.message, e.position, %(at)s
  FROM unnest(%(kinds)s::text[], %(owners)s::text[], %(numbers)s::text[],
              %(link_owners)s::text[], %(link_numbers)s::text[], %(states)s::text[],
              %(senders)s::text[], %(guids)s::text[], %(reported)s::timestamptz[],
              %(digests)s::bytea[], %(bodies)s::bytea[], %(messages)s::bigint[],
              %(positions)s::smallint[])
       AS e(kind, owner, number, link_owner, link_number, state, sender, guid,
            reported_at, digest, body, message, position)
    ON CONFLICT (kind, owner, number) DO NOTHING
RETURNING id, kind, owner, number, version

-- name: archive
-- Keep what newer versions are about to replace.
INSERT INTO paper_version
       (paper, version, state, sender, guid, reported_at, digest, body, message,
        replaced_at)
SELECT id, version, state, sender, guid, reported_at, digest, body, message, %(at)s
  FROM paper WHERE id = ANY(%(ids)s)

-- name: replace
-- Put newer versions in the place of the old ones.
UPDATE paper AS p
   SET version = p.version + 1, link_owner = e.link_owner, link_number = e.link_number,
       state = e.state, state_at = %(at)s, sender = e.sender, guid = e.guid,
       reported_at = e.reported_at, digest = e.digest, body = e.body,
       message = e.message, position = e.position
  FROM unnest(%(kinds)s::text[], %(owners)s::text[], %(numbers)s::text[],
              %(link_owners)s::text[], %(link_numbers)s::text[], %(states)s::text[],
              %(senders)s::text[], %(guids)s::text[], %(reported)s::timestamptz[],
              %(digests)s::bytea[], %(bodies)s::bytea[], %(messages)s::bigint[],
              %(positions)s::smallint[])
       AS e(kind, owner, number, link_owner, link_number, state, sender, guid,
            reported_at, digest, body, message, position)
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

-- name: write_moves
COPY paper_move (paper, version, name, source, target, actor, reason, at) FROM STDIN

-- name: wake
INSERT INTO wake (paper) SELECT unnest(%(ids)s::bigint[])

-- name: claim_wakes
-- Take papers that must be looked at; they come back if the work is undone.
  WITH taken AS (
       DELETE FROM wake
        WHERE id IN (SELECT id FROM wake ORDER BY id LIMIT %(size)s
                        FOR UPDATE SKIP LOCKED)
       RETURNING paper)
SELECT DISTINCT p.id, p.kind FROM taken JOIN paper AS p ON p.id = taken.paper

-- name: woken
SELECT count(*) FROM wake

-- name: lists_of
-- Find the declarations whose sets these papers belong to.
SELECT w.id FROM paper AS w
 WHERE w.id = ANY(%(ids)s) AND w.kind = 'declaration'
 UNION
SELECT d.id FROM paper AS w
  JOIN paper AS d ON d.kind = 'declaration'
   AND d.owner = w.owner AND d.number = w.number
 WHERE w.id = ANY(%(ids)s) AND w.kind = 'order'
 UNION
SELECT d.id FROM paper AS w
  JOIN paper AS d ON d.kind = 'declaration'
   AND d.owner = w.link_owner AND d.number = w.link_number
 WHERE w.id = ANY(%(ids)s) AND w.kind = 'payment' AND w.link_number <> ''
 UNION
SELECT d.id FROM paper AS w
  JOIN paper AS d ON d.kind = 'declaration'
   AND d.link_owner = w.owner AND d.link_number = w.number AND d.link_number <> ''
 WHERE w.id = ANY(%(ids)s) AND w.kind = 'waybill'

-- name: sets_of
-- Name every paper of the sets of these declarations.
SELECT d.id AS declaration, d.id AS paper FROM paper AS d WHERE d.id = ANY(%(ids)s)
 UNION ALL
SELECT d.id, o.id FROM paper AS d
  JOIN paper AS o ON o.kind = 'order' AND o.owner = d.owner AND o.number = d.number
 WHERE d.id = ANY(%(ids)s)
 UNION ALL
SELECT d.id, p.id FROM paper AS d
  JOIN paper AS p ON p.kind = 'payment'
   AND p.link_owner = d.owner AND p.link_number = d.number AND p.link_number <> ''
 WHERE d.id = ANY(%(ids)s)
 UNION ALL
SELECT d.id, w.id FROM paper AS d
  JOIN paper AS w ON w.kind = 'waybill'
   AND w.owner = d.link_owner AND w.number = d.link_number
 WHERE d.id = ANY(%(ids)s)

-- name: hold_ids
-- Hold papers by id, always in the same order.
SELECT id, kind, owner, number, link_owner, link_number, version, state, sender, guid,
       reported_at, digest, body, message, position, registered_at
  FROM paper WHERE id = ANY(%(ids)s) ORDER BY id FOR UPDATE

-- name: read_ids
SELECT id, kind, owner, number, link_owner, link_number, version, state, sender, guid,
       reported_at, digest, body, message, position, registered_at
  FROM paper WHERE id = ANY(%(ids)s) ORDER BY id

-- name: in_state
SELECT id, kind, owner, number, link_owner, link_number, version, state, sender, guid,
       reported_at, digest, body, message, position, registered_at
  FROM paper WHERE kind = %(kind)s AND state = %(state)s ORDER BY id LIMIT %(size)s

-- name: following
-- The papers of these kinds that are about one of these keys.
SELECT p.id, p.kind, p.owner, p.number, p.link_owner, p.link_number, p.version,
       p.state, p.sender, p.guid, p.reported_at, p.digest, p.body, p.message, p.position,
       p.registered_at
  FROM unnest(%(owners)s::text[], %(numbers)s::text[]) AS k(owner, number)
  JOIN paper AS p ON p.kind = ANY(%(kinds)s) AND p.link_owner = k.owner
   AND p.link_number = k.number AND p.link_number <> ''
 ORDER BY p.id

-- name: moves_of
SELECT name, source, target, actor, reason, at, version
  FROM paper_move WHERE paper = %(id)s ORDER BY id

-- name: versions_of
SELECT version, state, sender, guid, reported_at, replaced_at, message
  FROM paper_version WHERE paper = %(id)s ORDER BY version
