-- name: open_counters
INSERT INTO recipient (code, epoch, last)
SELECT code, 1, 0 FROM unnest(%(codes)s::text[]) AS c(code) ORDER BY code
    ON CONFLICT (code) DO NOTHING

-- name: hold_counters
-- Hold the counters of these recipients, always in the same order.
SELECT code, epoch, last FROM recipient WHERE code = ANY(%(codes)s) ORDER BY code
   FOR UPDATE

-- name: raise_counters
-- Count on, and wake whoever waits for these recipients' receipts when this commits.
UPDATE recipient AS r SET last = r.last + c.more
  FROM unnest(%(codes)s::text[], %(more)s::bigint[]) AS c(code, more)
 WHERE r.code = c.code
RETURNING pg_notify('tongguan_receipts', r.code)

-- name: listen
LISTEN tongguan_receipts

-- name: write
COPY receipt (recipient, epoch, sequence, message, kind, guid, paper, version, key,
              status, code, text, terminal, findings, content, at)
FROM STDIN

-- name: subscribe
INSERT INTO subscriber (message, "index", firm)
SELECT * FROM unnest(%(messages)s::bigint[], %(indexes)s::int[], %(firms)s::text[])
    ON CONFLICT DO NOTHING

-- name: subscribers
-- Who has copies of the receipts on the papers of these messages.
SELECT message, "index", firm FROM subscriber WHERE message = ANY(%(ids)s) ORDER BY id

-- name: pull
-- Give a recipient's receipts after a cursor, in order.
SELECT epoch, sequence, message, kind, guid, paper, version, key, status, code, text,
       terminal, findings, content, at
  FROM receipt
 WHERE recipient = %(recipient)s AND (epoch, sequence) > (%(epoch)s, %(after)s)
 ORDER BY epoch, sequence
 LIMIT %(limit)s

-- name: of_messages
SELECT epoch, sequence, message, kind, guid, paper, version, key, status, code, text,
       terminal, findings, content, at
  FROM receipt
 WHERE message = ANY(%(ids)s)
   AND CASE WHEN %(recipient)s::text IS NULL THEN NOT content ? 'copy'
            ELSE recipient = %(recipient)s END
 ORDER BY id

-- name: of_paper
SELECT epoch, sequence, message, kind, guid, paper, version, key, status, code, text,
       terminal, findings, content, at
  FROM receipt WHERE paper = %(id)s ORDER BY id

-- name: statuses
-- What a recipient was told in the latest receipts, each status once.
SELECT DISTINCT status
  FROM (SELECT status FROM receipt WHERE recipient = %(recipient)s
         ORDER BY epoch DESC, sequence DESC LIMIT %(limit)s) AS latest

-- name: last
SELECT epoch, last FROM recipient WHERE code = %(recipient)s

-- name: begin_epoch
-- Count from one again under a new epoch; all recipients where none is named.
UPDATE recipient AS r SET epoch = r.epoch + 1, last = 0
  FROM (SELECT code, epoch, last FROM recipient
         WHERE %(code)s::text = '' OR code = %(code)s
         ORDER BY code FOR UPDATE) AS old
 WHERE r.code = old.code
RETURNING r.code, old.epoch, old.last

-- name: confirm
-- Note up to where a recipient says it has everything; never back, never ahead.
UPDATE recipient
   SET confirmed_epoch = %(epoch)s, confirmed = %(sequence)s, confirmed_at = %(at)s
 WHERE code = %(recipient)s
   AND (confirmed_epoch, confirmed) < (%(epoch)s, %(sequence)s)
   AND EXISTS (SELECT FROM receipt
                WHERE recipient = %(recipient)s AND epoch = %(epoch)s
                  AND sequence = %(sequence)s)

-- name: confirmed
SELECT confirmed_epoch, confirmed, confirmed_at FROM recipient
 WHERE code = %(recipient)s
