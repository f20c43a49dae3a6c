-- name: open
-- Keep a new filing, unless its operator has one that is not over.
INSERT INTO operator_filing (number, kind, identity, firm, credit_code, name, roles,
                             state, version, in_force, applied_at, changed_at)
VALUES (%(number)s, %(kind)s, %(identity)s, %(firm)s, %(credit_code)s, %(name)s,
        %(roles)s, %(state)s, 1, 0, %(at)s, %(at)s)
    ON CONFLICT DO NOTHING
RETURNING id

-- name: version
-- Keep a version as it was written.
INSERT INTO operator_version (filing, version, body, by, organisation, at)
VALUES (%(filing)s, %(version)s, %(body)s, %(by)s, %(organisation)s, %(at)s)
    ON CONFLICT (filing, version) DO NOTHING
RETURNING id

-- name: step
-- Write a move down.
INSERT INTO operator_move (filing, version, move, state, actor, organisation, reason,
                           findings, at)
VALUES (%(filing)s, %(version)s, %(move)s, %(state)s, %(actor)s, %(organisation)s,
        %(reason)s, %(findings)s, %(at)s)

-- name: move
-- Move a filing on, if it still stands where it was seen.
UPDATE operator_filing
   SET state = %(to)s, version = %(version)s, in_force = %(in_force)s, firm = %(firm)s,
       name = %(name)s, roles = %(roles)s, kind = %(kind)s, changed_at = %(at)s,
       credit_code = %(credit_code)s,
       identity = coalesce(%(identity)s::bytea, identity)
 WHERE id = %(id)s AND state = %(from)s AND version = %(seen)s
RETURNING id

-- name: find
SELECT id, number, kind, firm, credit_code, name, roles, state, version, in_force,
       applied_at, changed_at
  FROM operator_filing WHERE number = %(number)s

-- name: hold
-- The same, held until the transaction ends.
SELECT id, number, kind, firm, credit_code, name, roles, state, version, in_force,
       applied_at, changed_at
  FROM operator_filing WHERE number = %(number)s
   FOR UPDATE

-- name: of_firm
-- The filing of a firm: the one that is not over, or else the latest.
SELECT id, number, kind, firm, credit_code, name, roles, state, version, in_force,
       applied_at, changed_at
  FROM operator_filing WHERE firm = %(firm)s
 ORDER BY state IN ('refused', 'withdrawn', 'cancelled'), id DESC
 LIMIT 1

-- name: of_identities
-- Which filings operators of these numbers have that are not over.
SELECT identity, number, state
  FROM operator_filing
 WHERE identity = ANY(%(identities)s)
   AND state NOT IN ('refused', 'withdrawn', 'cancelled', 'draft')

-- name: on_register
-- Which firms the register has under these codes, filed here or not.
SELECT n.code, e.code
  FROM unnest(%(codes)s::text[]) AS n(code)
  JOIN enterprise AS e ON e.code = n.code OR e.credit_code = n.code

-- name: found
-- Filings in some states in which a text is found; those waiting longest first.
SELECT id, number, kind, firm, credit_code, name, roles, state, version, in_force,
       applied_at, changed_at
  FROM operator_filing
 WHERE state = ANY(%(states)s)
   AND (%(role)s = '' OR %(role)s = ANY(roles))
   AND (%(text)s = '' OR number = %(text)s OR firm = %(text)s
        OR credit_code = %(text)s OR position(%(text)s IN name) > 0)
 ORDER BY changed_at, id
 LIMIT %(limit)s

-- name: counted
SELECT state, count(*) FROM operator_filing GROUP BY state

-- name: versions
SELECT version, body, by, organisation, at
  FROM operator_version WHERE filing = %(filing)s ORDER BY version

-- name: steps
SELECT version, move, state, actor, organisation, reason, at, findings
  FROM operator_move WHERE filing = %(filing)s ORDER BY id

-- name: check
-- Keep an answer, once for a question.
INSERT INTO operator_check (filing, version, agency, outcome, question, says, at)
VALUES (%(filing)s, %(version)s, %(agency)s, %(outcome)s, %(question)s, %(says)s, %(at)s)
    ON CONFLICT (question) DO NOTHING

-- name: checks
SELECT version, agency, outcome, question, says, at
  FROM operator_check WHERE filing = %(filing)s ORDER BY id

-- name: note
INSERT INTO operator_note (filing, kind, agency, value, effective, by, at)
VALUES (%(filing)s, %(kind)s, %(agency)s, %(value)s, %(effective)s, %(by)s, %(at)s)

-- name: notes
SELECT kind, agency, value, effective, by, at
  FROM operator_note WHERE filing = %(filing)s ORDER BY id DESC
