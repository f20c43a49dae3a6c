-- name: server_settings
-- Read the settings a server's promises rest on.
SELECT name, setting
  FROM pg_settings
 WHERE name = ANY (%(names)s)
