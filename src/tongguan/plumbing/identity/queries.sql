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
