-- name: propose
-- Write a new account down, unless its name is taken.
INSERT INTO account (username, password, full_name, post, organisation, state, is_active,
                     person, proposed_by, must_change, date_joined, is_superuser,
                     is_staff, first_name, last_name, email)
VALUES (%(username)s, %(password)s, %(full_name)s, %(post)s, %(organisation)s, %(state)s,
        false, %(person)s, %(by)s, true, %(at)s, false, false, '', '', '')
ON CONFLICT (username) DO NOTHING
RETURNING id

-- name: one
SELECT id, username, full_name, post, organisation, state, proposed_by,
       date_joined AS joined, last_login, person
  FROM account WHERE username = %(username)s

-- name: several
-- People by what is asked for, by name; a page at a time.
SELECT id, username, full_name, post, organisation, state, proposed_by,
       date_joined AS joined, last_login, person
  FROM account
 WHERE username > %(after)s
   AND (%(state)s::text = '' OR state = %(state)s)
   AND (%(post)s::text = '' OR post = %(post)s)
   AND (%(words)s::text = '' OR strpos(username, %(words)s) > 0
        OR strpos(full_name, %(words)s) > 0 OR organisation = %(words)s)
 ORDER BY username
 LIMIT %(limit)s

-- name: held
-- The accounts of one person that are not closed, with their posts.
SELECT username, post FROM account
 WHERE person = %(person)s AND state <> 'closed'

-- name: alone
-- Let what is decided about one person come one after another.
SELECT pg_advisory_xact_lock(hashtextextended('person/' || %(person)s, 0))

-- name: move
-- Take an account on, if it still stands where it stood.
UPDATE account SET state = %(target)s, is_active = (%(target)s = 'working')
 WHERE id = %(id)s AND state = %(source)s
RETURNING id

-- name: repost
UPDATE account SET post = %(post)s, organisation = %(organisation)s,
       proposed_by = %(by)s WHERE id = %(id)s

-- name: reset_password
-- Give a password that must be changed at the next sign-in.
UPDATE account SET password = %(password)s, must_change = true WHERE id = %(id)s

-- name: set_password
UPDATE account SET password = %(password)s, must_change = false WHERE id = %(id)s

-- name: factors
-- What an account can prove itself with.
SELECT EXISTS (SELECT 1 FROM authenticator
                WHERE account = %(account)s AND confirmed_at IS NOT NULL) AS totp,
       (SELECT count(*) FROM recovery_code
         WHERE account = %(account)s AND used_at IS NULL) AS codes_left,
       (SELECT count(*) FROM passkey WHERE account = %(account)s) AS passkeys,
       (SELECT count(*) FROM account_certificate
         WHERE account = %(account)s) AS certificates

-- name: begin_totp
-- Keep a secret until its first code is shown; one that is in use stays.
INSERT INTO authenticator (account, secret, last_step)
VALUES (%(account)s, %(secret)s, 0)
ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, last_step = 0
 WHERE authenticator.confirmed_at IS NULL
RETURNING account

-- name: totp
SELECT secret, confirmed_at IS NOT NULL FROM authenticator WHERE account = %(account)s

-- name: use_step
-- Use a step once, and none before it.
UPDATE authenticator
   SET last_step = %(step)s, confirmed_at = coalesce(confirmed_at, %(at)s)
 WHERE account = %(account)s AND last_step < %(step)s
RETURNING account

-- name: drop_totp
DELETE FROM authenticator WHERE account = %(account)s RETURNING account

-- name: drop_codes
DELETE FROM recovery_code WHERE account = %(account)s

-- name: keep_codes
INSERT INTO recovery_code (digest, account)
SELECT unnest(%(digests)s::bytea[]), %(account)s

-- name: use_code
-- Use a recovery code once.
UPDATE recovery_code SET used_at = %(at)s
 WHERE digest = %(digest)s AND account = %(account)s AND used_at IS NULL
RETURNING account

-- name: keep_passkey
INSERT INTO passkey (credential, account, label, public_key, uses, added_at)
VALUES (%(credential)s, %(account)s, %(label)s, %(public_key)s, %(uses)s, %(added_at)s)
ON CONFLICT (credential) DO NOTHING
RETURNING account

-- name: passkeys
SELECT credential, account, label, public_key, uses, added_at
  FROM passkey WHERE account = %(account)s ORDER BY added_at

-- name: use_passkey
-- Count a use; a counter that does not grow is a copy, unless it never counts.
UPDATE passkey SET uses = %(uses)s
 WHERE credential = %(credential)s AND account = %(account)s
   AND (uses < %(uses)s OR (uses = 0 AND %(uses)s = 0))
RETURNING account

-- name: drop_passkey
DELETE FROM passkey
 WHERE account = %(account)s
   AND (credential = %(credential)s::bytea OR %(credential)s::bytea IS NULL)
RETURNING account

-- name: keep_certificate
INSERT INTO account_certificate
       (fingerprint, account, subject, pem, valid_until, added_at)
VALUES (%(fingerprint)s, %(account)s, %(subject)s, %(pem)s, %(valid_until)s,
        %(added_at)s)
ON CONFLICT (fingerprint) DO NOTHING
RETURNING account

-- name: certificates
SELECT fingerprint, account, subject, pem, valid_until, added_at
  FROM account_certificate WHERE account = %(account)s ORDER BY added_at

-- name: holder
-- The account a certificate opens.
SELECT a.id, a.username, a.is_active
  FROM account_certificate AS c JOIN account AS a ON a.id = c.account
 WHERE c.fingerprint = %(fingerprint)s

-- name: drop_certificate
DELETE FROM account_certificate
 WHERE account = %(account)s
   AND (fingerprint = %(fingerprint)s::text OR %(fingerprint)s::text IS NULL)
RETURNING account

-- name: came_in
INSERT INTO account_session (session, account, at, address, browser, factor)
VALUES (%(session)s, %(account)s, %(at)s, %(address)s, %(browser)s, %(factor)s)
ON CONFLICT (session) DO UPDATE
   SET account = excluded.account, at = excluded.at, factor = excluded.factor

-- name: visits
-- The browsers somebody is signed in with, the latest first.
SELECT v.session, v.account, v.at, v.address, v.browser, v.factor
  FROM account_session AS v
  JOIN django_session AS s ON s.session_key = v.session
 WHERE v.account = %(account)s AND s.expire_date > %(at)s
 ORDER BY v.at DESC

-- name: end_visits
-- End sessions of an account: one of them, or all but one.
WITH ended AS (
     DELETE FROM account_session
      WHERE account = %(account)s AND session <> %(but)s
        AND (%(only)s::text = '' OR session = %(only)s)
     RETURNING session)
DELETE FROM django_session USING ended WHERE session_key = ended.session
RETURNING session_key

-- name: moved_in
-- A session goes on under another key.
UPDATE account_session SET session = %(session)s WHERE session = %(old)s
