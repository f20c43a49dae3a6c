-- name: keep
INSERT INTO api_key (digest, prefix, firm, label, created_at)
VALUES (%(digest)s, %(prefix)s, %(firm)s, %(label)s, %(at)s)

-- name: owner
SELECT firm FROM api_key WHERE digest = %(digest)s AND revoked_at IS NULL

-- name: revoke
UPDATE api_key SET revoked_at = %(at)s WHERE prefix = %(prefix)s AND revoked_at IS NULL
RETURNING firm

-- name: all
SELECT prefix, firm, label, created_at, revoked_at FROM api_key ORDER BY id

-- name: known
-- Whether an account has this name.
SELECT 1 FROM account WHERE username = %(name)s

-- name: alone
-- Let attempts about one subject come one after another, until the transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended('sign-in/' || %(subject)s, 0))

-- name: failures
-- When the latest sign-ins about a subject failed, since the last that was good.
SELECT at FROM journal
 WHERE subject = %(subject)s AND action = 'sign-in' AND result = 'refused'
   AND at > %(since)s
   AND id > coalesce((SELECT max(id) FROM journal
                       WHERE subject = %(subject)s AND action = 'sign-in'
                         AND result = 'done'), 0)
 ORDER BY id DESC
 LIMIT %(limit)s
