-- name: register
INSERT INTO platform_address (platform, url, registered_at, registered_by)
VALUES (%(platform)s, %(url)s, %(at)s, %(by)s)
    ON CONFLICT (platform) DO UPDATE
   SET url = excluded.url, registered_at = excluded.registered_at,
       registered_by = excluded.registered_by

-- name: address
SELECT url FROM platform_address WHERE platform = %(platform)s

-- name: open
-- Begin an inquiry; risk asks about an order once, a person as often as there is need.
INSERT INTO payment_inquiry (session, platform, order_number, reason, asked_by, state,
                             created_at, due_at, attempts, next_at, trouble,
                             certificate, variant, findings, body)
SELECT session, platform, order_number, %(reason)s, %(by)s, 'due', %(at)s, %(due_at)s,
       0, %(at)s, '', '', '', '[]', ''
  FROM unnest(%(sessions)s::text[], %(platforms)s::text[], %(numbers)s::text[])
       AS n(session, platform, order_number)
    ON CONFLICT DO NOTHING
RETURNING session

-- name: lease
-- Take inquiries that are to be put to their platforms; each rests before the next try.
UPDATE payment_inquiry AS i SET next_at = %(until)s, attempts = i.attempts + 1
 WHERE i.session IN (SELECT session FROM payment_inquiry
                      WHERE state = 'due' AND next_at <= %(at)s AND due_at > %(at)s
                      ORDER BY next_at LIMIT %(size)s FOR UPDATE SKIP LOCKED)
RETURNING session, platform, order_number, reason, asked_by, state, created_at, due_at,
          attempts, next_at, trouble, asked_at, uploaded_at, certificate, variant,
          findings, body

-- name: asked
UPDATE payment_inquiry SET state = %(state)s, asked_at = %(at)s, next_at = NULL,
       trouble = ''
 WHERE session = %(session)s AND state = 'due'

-- name: again
-- Note why a platform could not be asked, and when it will be asked again.
UPDATE payment_inquiry SET next_at = %(next_at)s, trouble = %(trouble)s
 WHERE session = %(session)s AND state = 'due'

-- name: expire
UPDATE payment_inquiry SET state = %(state)s, next_at = NULL
 WHERE state = ANY(%(open)s) AND due_at <= %(at)s
RETURNING session

-- name: hold
SELECT session, platform, order_number, reason, asked_by, state, created_at, due_at,
       attempts, next_at, trouble, asked_at, uploaded_at, certificate, variant,
       findings, body
  FROM payment_inquiry WHERE session = %(session)s FOR UPDATE

-- name: uploaded
UPDATE payment_inquiry
   SET state = %(state)s, uploaded_at = %(at)s, next_at = NULL, trouble = '',
       certificate = %(certificate)s, variant = %(variant)s,
       findings = %(findings)s, body = %(body)s
 WHERE session = %(session)s AND state = %(source)s

-- name: latest
SELECT session, platform, order_number, reason, asked_by, state, created_at, due_at,
       attempts, next_at, trouble, asked_at, uploaded_at, certificate, variant,
       findings, body
  FROM payment_inquiry
 WHERE (%(platform)s::text IS NULL OR platform = %(platform)s)
   AND (%(number)s::text IS NULL OR order_number = %(number)s)
 ORDER BY created_at DESC, session LIMIT %(limit)s

-- name: counted
SELECT state, count(*) FROM payment_inquiry
 WHERE %(platform)s::text IS NULL OR platform = %(platform)s
 GROUP BY state

-- name: forget
-- Empty what was uploaded too long ago; that it was, and what was found, stays.
UPDATE payment_inquiry SET body = ''
 WHERE uploaded_at < %(before)s AND body <> ''
