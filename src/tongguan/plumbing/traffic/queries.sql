-- name: came
-- Messages of the latest hours by kind, and those of them that were not taken in.
SELECT date_trunc('hour', received_at, 'Asia/Shanghai') AS hour,
       coalesce(nullif(message_type, ''), '?') AS kind, count(*) AS count,
       count(*) FILTER (WHERE state IN ('refused', 'quarantined')) AS refused
  FROM inbound_message WHERE received_at >= %(since)s
 GROUP BY 1, 2 ORDER BY 1, 2

-- name: went
-- Receipts of the latest hours.
SELECT date_trunc('hour', at, 'Asia/Shanghai') AS hour, 'receipts' AS kind,
       sum(last - first + 1)::bigint AS count, 0 AS refused
  FROM receipt WHERE at >= %(since)s
 GROUP BY 1 ORDER BY 1

-- name: queues
-- What waits where. Each is counted no further than somebody wants to know.
SELECT 'inbox' AS name,
       (SELECT count(*) FROM (SELECT FROM inbound_message WHERE state = 'received'
                               LIMIT %(most)s) AS m) AS depth,
       (SELECT received_at FROM inbound_message WHERE state = 'received'
         ORDER BY id LIMIT 1) AS oldest,
       (SELECT count(*) FROM (SELECT FROM inbound_message WHERE state = 'quarantined'
                               LIMIT %(most)s) AS m) AS aside
 UNION ALL
SELECT 'wakes', (SELECT count(*) FROM (SELECT FROM wake LIMIT %(most)s) AS w),
       (SELECT at FROM wake ORDER BY id LIMIT 1), 0
 UNION ALL
SELECT 'outbox',
       (SELECT coalesce(sum(last - CASE WHEN epoch = confirmed_epoch
                                        THEN confirmed ELSE 0 END), 0)::bigint
          FROM recipient),
       NULL, 0
 UNION ALL
SELECT 'forwarding',
       (SELECT count(*) FROM (SELECT FROM forwarded WHERE state = 'waiting'
                               LIMIT %(most)s) AS f),
       (SELECT queued_at FROM forwarded WHERE state = 'waiting' ORDER BY id LIMIT 1),
       (SELECT count(*) FROM upstream_receipt WHERE outcome = 'aside')
 UNION ALL
SELECT 'webhooks',
       (SELECT count(*) FROM (SELECT FROM webhook_delivery WHERE state = 'due'
                               LIMIT %(most)s) AS d),
       (SELECT min(created_at) FROM webhook_delivery WHERE state = 'due'),
       (SELECT count(*) FROM webhook WHERE failing_since IS NOT NULL)

-- name: lines
-- How the lines to agencies elsewhere do.
SELECT l.agency AS name, l.failures, l.trouble,
       (SELECT count(*) FROM agency_question AS q
         WHERE q.agency = l.agency AND q.state = 'pending') AS waiting,
       (SELECT max(q.answered_at) FROM agency_question AS q
         WHERE q.agency = l.agency) AS contact_at
  FROM agency_line AS l WHERE l.used ORDER BY l.agency

-- name: server
SELECT pg_database_size(current_database()) AS bytes,
       (SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database()) AS sessions,
       current_setting('max_connections')::int AS most_sessions,
       coalesce((SELECT extract(epoch FROM max(clock_timestamp() - xact_start))::int
                   FROM pg_stat_activity
                  WHERE datname = current_database()
                    AND pid <> pg_backend_pid()), 0) AS longest_seconds,
       pg_postmaster_start_time() AS started_at

-- name: last_came
SELECT received_at FROM inbound_message ORDER BY id DESC LIMIT 1

-- name: gaps
-- Numbers that do not follow each other, among the newest receipts of each recipient.
SELECT recipient, epoch, before AS after, first
  FROM (SELECT recipient, epoch, first,
               lag(last) OVER (PARTITION BY recipient, epoch ORDER BY last) AS before
          FROM receipt
         WHERE id > (SELECT coalesce(max(id), 0) - %(newest)s FROM receipt)) AS r
 WHERE first <> before + 1
 ORDER BY recipient, epoch, first LIMIT %(most)s
