-- name: firms
SELECT code, name, roles, active FROM enterprise WHERE code = ANY(%(codes)s)

-- name: mandates
-- Name the principals these agents may act for on a day.
SELECT agent, principal FROM mandate
 WHERE agent = ANY(%(agents)s) AND effective <= %(day)s AND %(day)s <= until

-- name: file
-- File firms, or bring what is on file up to date.
INSERT INTO enterprise (code, name, roles, active, credit_code, filed_on)
VALUES (%(code)s, %(name)s, %(roles)s, %(active)s, %(credit_code)s, %(filed_on)s)
ON CONFLICT (code) DO UPDATE
   SET name = excluded.name, roles = excluded.roles, active = excluded.active,
       credit_code = excluded.credit_code

-- name: mandate
INSERT INTO mandate (principal, agent, effective, until)
VALUES (%(principal)s, %(agent)s, %(effective)s, %(until)s)
ON CONFLICT (principal, agent, effective) DO UPDATE SET until = excluded.until
