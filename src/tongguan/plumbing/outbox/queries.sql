-- name: open_counters
INSERT INTO recipient (code, epoch, last)
SELECT code, 1, 0 FROM unnest(%(codes)s::text[]) AS c(code) ORDER BY code
    ON CONFLICT (code) DO NOTHING

-- name: raise_counters
-- Count on, the counters held in one order; return where they stood. Whoever waits for
-- these recipients' receipts is woken when this commits.
UPDATE recipient AS r SET last = r.last + c.more
  FROM (SELECT r.code, c.more
          FROM unnest(%(codes)s::text[], %(more)s::bigint[]) AS c(code, more)
          JOIN recipient AS r USING (code) ORDER BY r.code FOR UPDATE OF r) AS c
 WHERE r.code = c.code
RETURNING r.code, r.epoch, r.last - c.more, pg_notify('tongguan_receipts', r.code)

-- name: listen
LISTEN tongguan_receipts

-- name: write
COPY receipt (recipient, epoch, first, last, at, messages, counts, ended, receipts)
FROM STDIN WITH (FORMAT binary)

-- name: subscribe
INSERT INTO subscriber (message, "index", firm)
SELECT * FROM unnest(%(messages)s::bigint[], %(indexes)s::int[], %(firms)s::text[])
    ON CONFLICT DO NOTHING

-- name: subscribers
-- Who has copies of the receipts on the papers of these messages.
SELECT message, "index", firm FROM subscriber WHERE message = ANY(%(ids)s) ORDER BY id

-- name: pull
-- Give the bundles after a cursor, as many as hold so many receipts, in order.
SELECT epoch, first, at, receipts
  FROM (SELECT *, sum(size) OVER (ORDER BY epoch, last) - size AS before
          FROM (SELECT epoch, first, last, at, receipts,
                       last - greatest(first - 1,
                                       CASE WHEN epoch = %(epoch)s
                                            THEN %(after)s::bigint END) AS size
                  FROM receipt
                 WHERE recipient = %(recipient)s
                   AND (epoch, last) > (%(epoch)s, %(after)s)
                 ORDER BY epoch, last
                 LIMIT %(limit)s) AS later) AS counted
 WHERE before < %(limit)s
 ORDER BY epoch, last

-- name: latest
-- Give the latest bundles, as many as hold so many receipts.
SELECT epoch, first, at, receipts
  FROM (SELECT *, sum(size) OVER (ORDER BY epoch DESC, last DESC) - size AS newer
          FROM (SELECT epoch, first, last, at, receipts, last - first + 1 AS size
                  FROM receipt
                 WHERE recipient = %(recipient)s
                 ORDER BY epoch DESC, last DESC
                 LIMIT %(limit)s) AS newest) AS counted
 WHERE newer < %(limit)s

-- name: of_messages
-- Give the bundles that answer any of these messages.
SELECT epoch, first, at, receipts
  FROM receipt
 WHERE messages && %(ids)s::bigint[]
   AND (%(recipient)s::text IS NULL OR recipient = %(recipient)s)
 ORDER BY id

-- name: of_paper
-- Give the bundles that answer any message a paper came with.
SELECT epoch, first, at, receipts
  FROM receipt
 WHERE messages && ARRAY(SELECT message FROM paper WHERE id = %(id)s
                          UNION ALL
                         SELECT message FROM paper_version WHERE paper = %(id)s)
 ORDER BY id

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
   AND %(sequence)s BETWEEN 1 AND (SELECT max(last) FROM receipt
                                    WHERE recipient = %(recipient)s
                                      AND epoch = %(epoch)s)

-- name: confirmed
SELECT confirmed_epoch, confirmed, confirmed_at FROM recipient
 WHERE code = %(recipient)s
