-- name: open_counters
INSERT INTO recipient (code, epoch, last)
SELECT code, 1, 0 FROM unnest(%(codes)s::text[]) AS c(code) ORDER BY code
    ON CONFLICT (code) DO NOTHING

-- name: hold_counters
-- Hold the counters of these recipients, always in the same order.
SELECT code, epoch, last FROM recipient WHERE code = ANY(%(codes)s) ORDER BY code
   FOR UPDATE

-- name: raise_counters
UPDATE recipient AS r SET last = r.last + c.more
  FROM unnest(%(codes)s::text[], %(more)s::bigint[]) AS c(code, more)
 WHERE r.code = c.code

-- name: write
COPY receipt (recipient, epoch, sequence, message, kind, guid, paper, version, key,
              status, code, text, terminal, findings, content, at)
FROM STDIN

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
  FROM receipt WHERE message = ANY(%(ids)s) ORDER BY id

-- name: of_paper
SELECT epoch, sequence, message, kind, guid, paper, version, key, status, code, text,
       terminal, findings, content, at
  FROM receipt WHERE paper = %(id)s ORDER BY id

-- name: last
SELECT epoch, last FROM recipient WHERE code = %(recipient)s
