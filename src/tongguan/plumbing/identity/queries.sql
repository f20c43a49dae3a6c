-- name: keep
INSERT INTO api_key (digest, prefix, firm, label, created_at)
VALUES (%(digest)s, %(prefix)s, %(firm)s, %(label)s, %(at)s)

-- name: owners
-- The firms of several keys. That they were used is noted once an hour, by whoever does
-- not have to wait for it.
WITH used AS (
  UPDATE api_key SET last_used_at = now()
   WHERE id IN (SELECT id FROM api_key
                 WHERE digest = ANY(%(digests)s::bytea[]) AND revoked_at IS NULL
                   AND (last_used_at IS NULL OR last_used_at < now() - interval '1 h')
                   FOR UPDATE SKIP LOCKED))
SELECT digest, firm FROM api_key
 WHERE digest = ANY(%(digests)s::bytea[]) AND revoked_at IS NULL

-- name: revoke
-- End a key, of one firm or of any.
UPDATE api_key SET revoked_at = %(at)s
 WHERE prefix = %(prefix)s AND revoked_at IS NULL
   AND (firm = %(firm)s::text OR %(firm)s::text IS NULL)
RETURNING firm

-- name: keys_of
-- The keys of a firm that are in use.
SELECT prefix, label, created_at FROM api_key
 WHERE firm = %(firm)s AND revoked_at IS NULL ORDER BY id

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
                         AND result IN ('done', 'unlocked')), 0)
 ORDER BY id DESC
 LIMIT %(limit)s

-- name: locked
-- Accounts that must wait: too many failures since the last good sign-in.
SELECT substr(j.subject, 9) AS username, count(*) AS failures, max(j.at) AS latest
  FROM journal AS j
 WHERE j.action = 'sign-in' AND j.result = 'refused' AND j.at > %(since)s
   AND j.subject LIKE 'account/%%' AND substr(j.subject, 9, 1) <> '?'
   AND j.id > coalesce((SELECT max(g.id) FROM journal AS g
                         WHERE g.subject = j.subject AND g.action = 'sign-in'
                           AND g.result IN ('done', 'unlocked')), 0)
 GROUP BY j.subject
HAVING count(*) >= %(limit)s
 ORDER BY max(j.at) DESC

-- name: file_certificate
-- File a certificate, unless it is on file.
INSERT INTO certificate
       (fingerprint, firm, serial, key, pem, valid_from, valid_until, filed_at)
VALUES (%(fingerprint)s, %(firm)s, %(serial)s, %(key)s, %(pem)s, %(valid_from)s,
        %(valid_until)s, %(at)s)
ON CONFLICT (fingerprint) WHERE revoked_at IS NULL DO NOTHING
RETURNING fingerprint

-- name: certificate
-- Find a certificate; one that was revoked only when it is not on file again.
SELECT fingerprint, firm, serial, key, pem, valid_from, valid_until, filed_at, revoked_at
  FROM certificate WHERE fingerprint = %(fingerprint)s
 ORDER BY revoked_at DESC NULLS FIRST LIMIT 1

-- name: certificates
-- The certificates of a firm, or of all.
SELECT fingerprint, firm, serial, key, pem, valid_from, valid_until, filed_at, revoked_at
  FROM certificate WHERE firm = %(firm)s::text OR %(firm)s::text IS NULL
 ORDER BY firm, id

-- name: revoke_certificate
UPDATE certificate SET revoked_at = %(at)s
 WHERE fingerprint = %(fingerprint)s AND revoked_at IS NULL
   AND (firm = %(firm)s::text OR %(firm)s::text IS NULL)
RETURNING firm

-- name: trust
INSERT INTO trusted_issuer (fingerprint, subject, pem, effective, until, region)
VALUES (%(fingerprint)s, %(subject)s, %(pem)s, %(effective)s, %(until)s, %(region)s)
ON CONFLICT (fingerprint) DO UPDATE
   SET effective = excluded.effective, until = excluded.until, region = excluded.region

-- name: issuer
SELECT fingerprint, subject, pem, effective, until, region
  FROM trusted_issuer WHERE fingerprint = %(fingerprint)s

-- name: issuers
-- The issuers of one name, or all; those believed on a day, or at any time.
SELECT fingerprint, subject, pem, effective, until, region FROM trusted_issuer
 WHERE (subject = %(subject)s::text OR %(subject)s::text IS NULL)
   AND (%(day)s::date BETWEEN effective AND until OR %(day)s::date IS NULL)
 ORDER BY subject, effective

-- name: look_for
-- Read only what a firm may read, until the transaction ends.
SELECT set_config('tongguan.firm', %(firm)s, true),
       set_config('role', 'tongguan_firm', true)
