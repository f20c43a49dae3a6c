-- name: append
INSERT INTO journal (at, actor, organisation, action, subject, result, detail)
VALUES (%(at)s, %(actor)s, %(organisation)s, %(action)s, %(subject)s, %(result)s,
        %(detail)s)

-- name: search
-- Lines by who acted or was acted on, in a period, the latest first; a page at a time.
SELECT id, at, actor, organisation, action, subject, result, detail
  FROM journal
 WHERE at >= %(since)s AND at < %(until)s
   AND (%(actions)s::text[] IS NULL OR action = ANY(%(actions)s))
   AND (%(account)s::text = '' OR actor = %(account)s
        OR subject = 'account/' || %(account)s::text)
   AND (%(before)s::bigint = 0 OR id < %(before)s)
 ORDER BY id DESC
 LIMIT %(limit)s

-- name: latest
SELECT at, actor, organisation, action, subject, result, detail
  FROM journal WHERE subject = %(subject)s AND action = %(action)s
 ORDER BY id DESC LIMIT %(limit)s

-- name: about
SELECT at, actor, organisation, action, subject, result, detail
  FROM journal WHERE subject = %(subject)s ORDER BY id
