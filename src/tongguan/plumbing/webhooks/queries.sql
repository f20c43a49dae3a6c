-- name: add
INSERT INTO webhook (id, firm, url, secret, state, reason, epoch, sequence, failures,
                     created_at, created_by)
VALUES (%(id)s, %(firm)s, %(url)s, %(secret)s, %(state)s, '', %(epoch)s, %(sequence)s,
        0, %(created_at)s, %(created_by)s)

-- name: of_firm
SELECT id, firm, url, secret, former_secret, former_until, state, reason, epoch,
       sequence, failures, failing_since, probe_at, created_at, created_by
  FROM webhook WHERE firm = %(firm)s ORDER BY created_at, id

-- name: hold
-- Find addresses and hold them, always in the same order.
SELECT id, firm, url, secret, former_secret, former_until, state, reason, epoch,
       sequence, failures, failing_since, probe_at, created_at, created_by
  FROM webhook WHERE id = ANY(%(ids)s) ORDER BY id FOR UPDATE

-- name: keep
-- Write an address back that is held.
UPDATE webhook
   SET secret = %(secret)s, former_secret = %(former_secret)s,
       former_until = %(former_until)s, state = %(state)s, reason = %(reason)s,
       epoch = %(epoch)s, sequence = %(sequence)s, failures = %(failures)s,
       failing_since = %(failing_since)s, probe_at = %(probe_at)s
 WHERE id = %(id)s

-- name: behind
-- Addresses that are owed a delivery, held unless another holds them: active, well,
-- not told of everything, and without too much on its way already.
SELECT w.id, w.firm, w.url, w.secret, w.former_secret, w.former_until, w.state,
       w.reason, w.epoch, w.sequence, w.failures, w.failing_since, w.probe_at,
       w.created_at, w.created_by
  FROM webhook AS w JOIN recipient AS r ON r.code = w.firm
 WHERE w.state = 'active' AND w.probe_at IS NULL
   AND (w.epoch, w.sequence) < (r.epoch, r.last)
   AND (SELECT count(*) FROM webhook_delivery AS d
         WHERE d.endpoint = w.id AND d.state = 'due') < %(waiting)s
 ORDER BY w.id
 LIMIT %(size)s
   FOR UPDATE OF w SKIP LOCKED

-- name: advance
UPDATE webhook SET epoch = %(epoch)s, sequence = %(sequence)s WHERE id = %(id)s

-- name: put
INSERT INTO webhook_delivery
       (guid, endpoint, matter, body, state, attempts, next_at, created_at)
VALUES (%(guid)s, %(endpoint)s, %(matter)s, %(body)s, 'due', 0, %(next_at)s,
        %(created_at)s)

-- name: lease
-- Take addresses that have something due, for a while: the lease is committed by
-- itself and ends with the session that took it. An address is called once at a time.
UPDATE webhook AS w
   SET leased_until = %(at)s + %(lease)s, leased_by = pg_backend_pid()
  FROM (SELECT id FROM webhook AS it
         WHERE it.state <> 'off' AND (it.probe_at IS NULL OR it.probe_at <= %(at)s)
           AND (it.leased_until IS NULL OR it.leased_until < %(at)s
                OR it.leased_by NOT IN (SELECT pid FROM pg_stat_activity))
           AND EXISTS (SELECT FROM webhook_delivery AS d
                        WHERE d.endpoint = it.id AND d.state = 'due'
                          AND d.next_at <= %(at)s
                          AND (it.state = 'active' OR d.matter <> 'receipts'))
         ORDER BY it.id
         LIMIT %(size)s
           FOR UPDATE SKIP LOCKED) AS taken
 WHERE w.id = taken.id
RETURNING w.id, w.firm, w.url, w.secret, w.former_secret, w.former_until, w.state,
          w.reason, w.epoch, w.sequence, w.failures, w.failing_since, w.probe_at,
          w.created_at, w.created_by

-- name: next_due
-- The delivery each of these addresses has waited for longest.
SELECT DISTINCT ON (d.endpoint) d.id, d.guid, d.endpoint, d.matter, d.body, d.state,
       d.attempts, d.next_at, d.created_at
  FROM webhook_delivery AS d JOIN webhook AS w ON w.id = d.endpoint
 WHERE d.endpoint = ANY(%(ids)s) AND d.state = 'due' AND d.next_at <= %(at)s
   AND (w.state = 'active' OR d.matter <> 'receipts')
 ORDER BY d.endpoint, d.next_at, d.id

-- name: release
UPDATE webhook SET leased_until = NULL, leased_by = NULL WHERE id = ANY(%(ids)s)

-- name: settle
UPDATE webhook_delivery
   SET state = %(state)s, attempts = %(attempts)s, next_at = %(next_at)s
 WHERE id = %(id)s AND state = 'due'

-- name: hasten
-- What waited for an address to be well again is due at once.
UPDATE webhook_delivery SET next_at = %(at)s
 WHERE endpoint = %(endpoint)s AND state = 'due' AND next_at > %(at)s

-- name: drop
-- What was to be told to an address that is off, is not.
UPDATE webhook_delivery SET state = 'dropped'
 WHERE endpoint = %(endpoint)s AND state = 'due'

-- name: replay
UPDATE webhook_delivery SET state = 'due', attempts = 0, next_at = %(at)s
 WHERE guid = %(guid)s AND endpoint = %(endpoint)s AND state <> 'due'

-- name: write_attempts
COPY webhook_attempt (delivery, at, status, digest, milliseconds, trouble) FROM STDIN

-- name: deliveries
-- The deliveries to an address, newest first, with the last answer to each.
SELECT d.guid, d.matter, d.state, d.attempts, d.next_at, d.created_at,
       a.at AS tried_at, coalesce(a.status, 0) AS status, a.digest,
       coalesce(a.milliseconds, 0) AS milliseconds, coalesce(a.trouble, '') AS trouble
  FROM webhook_delivery AS d
  LEFT JOIN LATERAL (SELECT at, status, digest, milliseconds, trouble
                       FROM webhook_attempt WHERE delivery = d.id
                      ORDER BY id DESC LIMIT 1) AS a ON true
 WHERE d.endpoint = %(endpoint)s
 ORDER BY d.id DESC LIMIT %(size)s
