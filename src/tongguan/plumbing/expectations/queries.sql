-- name: sendings
-- A firm's messages, or everybody's, the newest first, with their receipts counted.
SELECT m.id, m.sender, m.digest, m.message_type, m.guid, m.edition, m.state, m.size,
       m.received_at, m.signed_by, r.receipts, r.first_at, r.last_at
  FROM inbound_message AS m
 CROSS JOIN LATERAL (SELECT coalesce(sum(counts[array_position(messages, m.id)]), 0)::bigint
                              AS receipts,
                            min(at) AS first_at, max(at) AS last_at
                       FROM receipt WHERE messages @> ARRAY[m.id]) AS r
 WHERE (%(firm)s::text IS NULL OR m.sender = %(firm)s)
   AND (%(id)s::bigint IS NULL OR m.id = %(id)s)
   AND (%(before)s::bigint IS NULL OR m.id < %(before)s)
 ORDER BY m.id DESC
 LIMIT %(size)s

-- name: papers
-- Where papers stand, and with which message they came last.
SELECT id AS paper, kind, owner || '_' || number AS key, state, state_at, message
  FROM paper WHERE id = ANY(%(ids)s)

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
  LEFT JOIN declaration AS d ON d.paper = p.id
 WHERE p.kind = ANY(%(kinds)s) AND p.state = ANY(%(owed)s)
   AND p.state_at < %(before)s
   AND (%(firm)s::text IS NULL OR p.sender = %(firm)s)
   AND NOT (p.state = 'lodged' AND p.kind = ANY(%(patient)s))
   AND (coalesce(d.waiting, '{}') = '{}'
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
