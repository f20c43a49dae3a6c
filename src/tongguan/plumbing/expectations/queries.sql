-- name: sendings
-- A firm's messages, or everybody's, the newest first, with their receipts counted.
SELECT m.id, m.sender, m.digest, m.message_type, m.guid, m.edition, m.state, m.size,
       m.received_at, m.signed_by, r.receipts, r.first_at, r.last_at
  FROM inbound_message AS m
 CROSS JOIN LATERAL (SELECT count(*) AS receipts, min(at) AS first_at,
                            max(at) AS last_at
                       FROM receipt WHERE message = m.id) AS r
 WHERE (%(firm)s::text IS NULL OR m.sender = %(firm)s)
   AND (%(id)s::bigint IS NULL OR m.id = %(id)s)
   AND (%(before)s::bigint IS NULL OR m.id < %(before)s)
 ORDER BY m.id DESC
 LIMIT %(size)s

-- name: papers_of
-- The papers of messages with the last receipt each message had about each.
SELECT DISTINCT ON (r.message, r.paper)
       r.message, r.paper, p.kind, p.owner || '_' || p.number AS key, p.state,
       p.state_at, p.message = r.message AS current,
       bool_or(r.terminal) OVER (PARTITION BY r.message, r.paper) AS ended,
       r.status, r.content -> 'waiting_for' AS waiting_for,
       r.content ->> 'deadline' AS deadline
  FROM receipt AS r JOIN paper AS p ON p.id = r.paper
 WHERE r.message = ANY(%(ids)s)
 ORDER BY r.message, r.paper, r.id DESC

-- name: alarms
-- Whatever has been silent since an instant: messages that are not read or were set
-- aside, papers to which a receipt is owed, work that nobody does, pushing that fails.
SELECT 'unread' AS matter, m.sender AS firm, m.received_at AS since, m.id AS message,
       '' AS kind, '' AS key
  FROM inbound_message AS m
 WHERE m.state = 'received' AND m.received_at < %(before)s
   AND (%(firm)s::text IS NULL OR m.sender = %(firm)s)
 UNION ALL
SELECT 'set_aside', m.sender, m.received_at, m.id, '', ''
  FROM inbound_message AS m
 WHERE m.state = 'quarantined' AND (%(firm)s::text IS NULL OR m.sender = %(firm)s)
 UNION ALL
SELECT 'undecided', p.sender, p.state_at, p.message, p.kind,
       p.owner || '_' || p.number
  FROM paper AS p
  LEFT JOIN LATERAL (SELECT content ? 'waiting_for' AS waits FROM receipt
                      WHERE paper = p.id ORDER BY id DESC LIMIT 1) AS said ON true
 WHERE p.kind = ANY(%(kinds)s) AND p.state = ANY(%(owed)s)
   AND p.state_at < %(before)s
   AND (%(firm)s::text IS NULL OR p.sender = %(firm)s)
   AND NOT (p.state = 'lodged' AND p.kind = ANY(%(patient)s))
   AND (NOT coalesce(said.waits, false)
        OR EXISTS (SELECT FROM journal AS j
                    WHERE j.subject = 'paper/' || p.id AND j.action = 'quarantine'
                      AND j.at > p.state_at))
 UNION ALL
SELECT 'undecided', p.sender, w.at, p.message, p.kind, p.owner || '_' || p.number
  FROM wake AS w JOIN paper AS p ON p.id = w.paper
 WHERE w.at < %(before)s AND (%(firm)s::text IS NULL OR p.sender = %(firm)s)
   AND (p.state <> ALL(%(owed)s)
        OR (p.state = 'lodged' AND p.kind = ANY(%(patient)s)))
 UNION ALL
SELECT 'push', w.firm, w.failing_since, NULL, '', w.url
  FROM webhook AS w
 WHERE w.failing_since < %(failing)s
   AND (%(firm)s::text IS NULL OR w.firm = %(firm)s)
 ORDER BY since
 LIMIT %(size)s
