-- name: put
-- Open an account's verification.
INSERT INTO consumer (account, person, state, identity, code, tries, codes, at)
VALUES (%(account)s, %(person)s, %(target)s, %(identity)s, '', 0, 0, %(at)s)
RETURNING id

-- name: of_account
SELECT id, account, person, state, identity, code, code_until, tries, codes, at
  FROM consumer WHERE account = %(account)s

-- name: hold
-- One consumer, held until the transaction ends.
SELECT id, account, person, state, identity, code, code_until, tries, codes, at
  FROM consumer WHERE id = %(id)s FOR UPDATE

-- name: alone
-- Let verifications of one person come one after another.
SELECT pg_advisory_xact_lock(hashtextextended('consumer/' || %(person)s, 0))

-- name: has_account
-- Whether a person has a verified account.
SELECT EXISTS (SELECT FROM consumer WHERE person = %(person)s AND state = 'verified')

-- name: move
-- Move a verification on, only from where it stands.
UPDATE consumer SET state = %(target)s, at = %(at)s, code = ''
 WHERE id = %(id)s AND state = %(source)s

-- name: correct
-- Say anew who one is, after a refusal.
UPDATE consumer SET person = %(person)s, identity = %(identity)s WHERE id = %(id)s

-- name: write_move
INSERT INTO consumer_move (consumer, name, source, target, actor, at)
VALUES (%(id)s, %(name)s, %(source)s, %(target)s, %(actor)s, %(at)s)

-- name: send_code
UPDATE consumer
   SET code = %(code)s, code_until = %(until)s, tries = 0, codes = codes + 1
 WHERE id = %(id)s

-- name: tried
UPDATE consumer SET tries = tries + 1 WHERE id = %(id)s

-- name: locked
-- Which of these persons have locked their identity.
SELECT person FROM identity_lock WHERE person = ANY(%(persons)s::bytea[])

-- name: locked_since
SELECT since FROM identity_lock WHERE person = %(person)s

-- name: lock
INSERT INTO identity_lock (person, since) VALUES (%(person)s, %(at)s)
    ON CONFLICT (person) DO NOTHING

-- name: unlock
DELETE FROM identity_lock WHERE person = %(person)s

-- name: write_lock
INSERT INTO identity_lock_move (person, name, source, target, actor, at)
VALUES (%(person)s, %(name)s, %(source)s, %(target)s, %(actor)s, %(at)s)

-- name: lock_moves
SELECT name, at FROM identity_lock_move WHERE person = %(person)s ORDER BY id DESC
