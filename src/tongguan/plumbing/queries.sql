-- name: server_settings
-- Read the settings a server's promises rest on.
SELECT name, setting
  FROM pg_settings
 WHERE name = ANY (%(names)s)

-- name: prepare_alone
-- Let installations be prepared one after another, until the transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended('tongguan/prepare', 0))

-- name: plan_anew
-- Forget how prepared statements are to be worked out, not that they are prepared.
DISCARD PLANS
