-- name: put
-- Store a message once; a resend of the same bytes leaves the table as it is, and so
-- does another message under a number its sender has used.
INSERT INTO inbound_message
       (sender, digest, body, size, received_at, state, message_type, guid, edition,
        attempts, reason, signed_by, number)
VALUES (%(sender)s, %(digest)s, %(body)s, %(size)s, %(at)s, 'received', '', '', '',
        0, '', '', %(number)s)
ON CONFLICT DO NOTHING
RETURNING id

-- name: put_many
-- Store messages in the order they came, each as `put` does; of two that are the same
-- the first is stored. Digests and bodies travel in one piece each: an array of bytes is
-- dear to write and dear to read.
INSERT INTO inbound_message
       (sender, digest, body, size, received_at, state, message_type, guid, edition,
        attempts, reason, signed_by, number)
SELECT (%(firms)s::text[])[m.firm],
       substring(%(digests)b::bytea FROM 32 * place::int - 31 FOR 32),
       substring(%(bodies)b::bytea FROM m.start FOR m.length), m.size, %(at)s,
       'received', '', '', '', 0, '', '', coalesce(m.number, '')
  FROM unnest(%(whose)s::int[], %(starts)s::int[], %(lengths)s::int[],
              %(sizes)s::int[], %(numbers)s::text[]) WITH ORDINALITY
       AS m(firm, start, length, size, number, place)
 ORDER BY place
ON CONFLICT DO NOTHING
RETURNING sender, digest, id

-- name: known_many
-- Find the messages these bytes already are.
SELECT m.sender, m.digest, m.id, m.received_at
  FROM unnest(%(senders)s::text[], %(digests)s::bytea[]) AS given(sender, digest)
  JOIN inbound_message AS m USING (sender, digest)

-- name: known
-- Find the message these bytes already are.
SELECT id, received_at, state FROM inbound_message
 WHERE sender = %(sender)s AND digest = %(digest)s

-- name: numbered
-- Find the message a sender gave this number.
SELECT id FROM inbound_message
 WHERE sender = %(sender)s AND number = %(number)s AND number <> ''

-- name: lease
-- Take the oldest unread messages for a while, as many as there is room for; the lease
-- is committed by itself. It ends with the session that took it, so that nobody waits
-- for a reader that died.
UPDATE inbound_message AS m
   SET attempts = m.attempts + 1, leased_until = %(at)s + %(lease)s,
       leased_by = pg_backend_pid()
  FROM (SELECT id, sum(size) OVER (ORDER BY id) - size AS before
          FROM (SELECT id, size FROM inbound_message
                 WHERE state = 'received'
                   AND (leased_until IS NULL OR leased_until < %(at)s
                        OR leased_by NOT IN (SELECT pid
                                               FROM pg_stat_get_activity(NULL)))
                 ORDER BY id
                 LIMIT %(size)s
                   FOR UPDATE SKIP LOCKED) AS free) AS taken
 WHERE m.id = taken.id AND taken.before < %(room)s
RETURNING m.id, m.sender, m.digest, m.body, m.received_at, m.attempts, m.leased_until

-- name: finish
-- Close leased messages; a lease that was lost meanwhile closes nothing.
UPDATE inbound_message AS m
   SET state = f.state, message_type = f.message_type, guid = f.guid,
       edition = f.edition, reason = f.reason, signed_by = f.signed_by,
       leased_until = NULL
  FROM unnest(%(ids)s::bigint[], %(leases)s::timestamptz[], %(states)s::text[],
              %(types)s::text[], %(guids)s::text[], %(editions)s::text[],
              %(reasons)s::text[], %(signers)s::text[])
       AS f(id, leased_until, state, message_type, guid, edition, reason, signed_by)
 WHERE m.id = f.id AND m.state = 'received' AND m.leased_until = f.leased_until
RETURNING m.id

-- name: release
-- Give leases back, so that the messages can be tried again at once; a lease that was
-- lost meanwhile is somebody else's. What was not even begun counts as no attempt.
UPDATE inbound_message AS m
   SET leased_until = NULL, attempts = m.attempts - %(uncounted)s
  FROM unnest(%(ids)s::bigint[], %(leases)s::timestamptz[]) AS r(id, leased_until)
 WHERE m.id = r.id AND m.state = 'received' AND m.leased_until = r.leased_until

-- name: replay
-- Let a quarantined message be read again.
UPDATE inbound_message SET state = 'received', attempts = 0, leased_until = NULL
 WHERE id = %(id)s AND state = 'quarantined'
RETURNING id

-- name: quarantined
SELECT id, sender, received_at, reason FROM inbound_message
 WHERE state = 'quarantined' ORDER BY id

-- name: body
SELECT id, sender, digest, body, received_at, attempts, received_at AS leased_until
  FROM inbound_message WHERE id = %(id)s

-- name: unread
-- Count what waits to be read, but no further than somebody wants to know.
SELECT count(*)
  FROM (SELECT FROM inbound_message WHERE state = 'received' LIMIT %(most)s) AS m

-- name: waiting_work
-- Weigh what waits to be read, one for each message and each so many bytes of it, but
-- look no further than somebody wants to know.
SELECT coalesce(sum(1 + m.size / %(each)s::int), 0)::bigint
  FROM (SELECT size FROM inbound_message WHERE state = 'received'
         LIMIT %(most)s) AS m

-- name: ring
-- Wake the workers when this transaction commits; polling stays the truth.
NOTIFY tongguan_work

-- name: listen
LISTEN tongguan_work
