-- name: firms
SELECT code, name, roles, active FROM enterprise WHERE code = ANY(%(codes)s)

-- name: mandates
-- The mandates these agents may use on a day.
SELECT id, principal, agent, effective, until, acts, papers, given_by, ended_at,
       ended_by
  FROM mandate
 WHERE agent = ANY(%(agents)s) AND effective <= %(day)s AND %(day)s <= until
   AND ended_at IS NULL
 ORDER BY id

-- name: mandates_of
-- Every mandate a firm gave or was given, or all of them; the newest first.
SELECT id, principal, agent, effective, until, acts, papers, given_by, ended_at,
       ended_by
  FROM mandate
 WHERE %(firm)s::text IS NULL OR %(firm)s IN (principal, agent)
 ORDER BY id DESC
 LIMIT %(limit)s

-- name: give
-- Put a mandate on file once; with `afresh` again after an equal one was ended.
INSERT INTO mandate (principal, agent, effective, until, acts, papers, given_by,
                     given_at, ended_by)
SELECT %(principal)s, %(agent)s, %(effective)s, %(until)s, %(acts)s, %(papers)s,
       %(given_by)s, %(given_at)s, ''
 WHERE NOT EXISTS (
         SELECT FROM mandate
          WHERE principal = %(principal)s AND agent = %(agent)s
            AND effective = %(effective)s AND until = %(until)s
            AND acts = %(acts)s AND papers = %(papers)s
            AND (ended_at IS NULL OR NOT %(afresh)s))
RETURNING id

-- name: end
-- End a mandate a firm gave or was given; it can be ended once.
UPDATE mandate SET ended_at = %(at)s, ended_by = %(by)s
 WHERE id = %(id)s AND ended_at IS NULL
   AND (%(firm)s::text IS NULL OR %(firm)s IN (principal, agent))
RETURNING id

-- name: file
-- File firms, or bring what is on file up to date.
INSERT INTO enterprise (code, name, roles, active, credit_code, filed_on)
VALUES (%(code)s, %(name)s, %(roles)s, %(active)s, %(credit_code)s, %(filed_on)s)
ON CONFLICT (code) DO UPDATE
   SET name = excluded.name, roles = excluded.roles, active = excluded.active,
       credit_code = excluded.credit_code

-- name: credit_codes
SELECT credit_code FROM enterprise WHERE code = ANY(%(codes)s) AND credit_code <> ''

-- name: file_address
-- Put an address on file; without a word about receipts what it asks for stays.
INSERT INTO firm_address (firm, address, wants_receipts)
VALUES (%(firm)s, %(address)s, coalesce(%(wants)s, false))
ON CONFLICT (firm, address) DO UPDATE
   SET wants_receipts = coalesce(%(wants)s, firm_address.wants_receipts)

-- name: at_addresses
-- Who is reached at these addresses.
SELECT address, firm, wants_receipts FROM firm_address
 WHERE address = ANY(%(addresses)s)
 ORDER BY id

-- name: asking
-- Which of these firms ask for the receipts on papers that name them.
SELECT DISTINCT firm FROM firm_address
 WHERE firm = ANY(%(firms)s) AND wants_receipts

-- name: addresses_of
-- Where these firms are reached, each at its first address first.
SELECT address, firm, wants_receipts FROM firm_address
 WHERE firm = ANY(%(firms)s)
 ORDER BY id
