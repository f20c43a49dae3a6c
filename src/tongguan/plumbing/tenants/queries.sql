-- name: find
-- Organisations by code or name: firms on file, and whoever has people here. What each
-- has is counted of those on the page alone.
WITH known AS (
  SELECT code, name, roles, active FROM enterprise
   UNION ALL
  SELECT organisation, '', '{}', true FROM account AS a
   WHERE organisation <> ''
     AND NOT EXISTS (SELECT FROM enterprise AS e WHERE e.code = a.organisation)
   GROUP BY organisation),
page AS (
  SELECT code, name, roles, active FROM known
   WHERE (%(words)s::text = '' OR strpos(code, upper(%(words)s::text)) > 0
          OR strpos(code, %(words)s::text) > 0 OR strpos(name, %(words)s::text) > 0)
     AND (%(code)s::text = '' OR code = %(code)s)
     AND code > %(after)s
   ORDER BY code LIMIT %(limit)s)
SELECT p.code, p.name, p.roles, p.active,
       (SELECT count(*) FROM account AS a WHERE a.organisation = p.code) AS accounts,
       (SELECT count(*) FROM api_key AS k
         WHERE k.firm = p.code AND k.revoked_at IS NULL) AS keys,
       (SELECT count(*) FROM webhook AS w
         WHERE w.firm = p.code AND w.state <> 'off') AS webhooks,
       (SELECT count(*) FROM certificate AS c
         WHERE c.firm = p.code AND c.revoked_at IS NULL) AS certificates,
       (SELECT m.received_at FROM inbound_message AS m WHERE m.sender = p.code
         ORDER BY m.id DESC LIMIT 1) AS last_sent
  FROM page AS p ORDER BY p.code

-- name: people
SELECT username, post, is_active AS active, last_login FROM account
 WHERE organisation = %(code)s ORDER BY username LIMIT %(limit)s

-- name: keys
SELECT prefix, label, created_at, revoked_at, last_used_at FROM api_key
 WHERE firm = %(code)s ORDER BY revoked_at DESC NULLS FIRST, id DESC LIMIT %(limit)s
