-- name: use
-- Write down which agencies are asked.
INSERT INTO agency_line (agency, used, failures, rests_until, trouble)
SELECT agency, agency = ANY(%(used)s), 0, %(at)s, ''
  FROM unnest(%(all)s::text[]) AS n(agency)
    ON CONFLICT (agency) DO UPDATE SET used = excluded.used

-- name: used
SELECT agency FROM agency_line WHERE used

-- name: put
-- Keep a question, unless one about the same is in such a state.
INSERT INTO agency_question (id, agency, subject, about, content, state, created_at,
                             attempts, trouble, outcome, answer, digest)
SELECT %(id)s, %(agency)s, %(subject)s, %(about)s, %(content)s, 'pending', %(at)s,
       0, '', '', '', ''
 WHERE NOT EXISTS (SELECT FROM agency_question
                    WHERE agency = %(agency)s AND subject = %(subject)s
                      AND about = %(about)s AND state = ANY(%(stand)s))
    ON CONFLICT DO NOTHING

-- name: take_line
-- Have a line alone until then, if something waits and the line does not rest.
UPDATE agency_line AS l SET rests_until = %(until)s
 WHERE l.agency = %(agency)s AND l.used AND l.rests_until <= %(at)s
   AND EXISTS (SELECT FROM agency_question AS q
                WHERE q.agency = l.agency AND q.state = 'pending')
RETURNING l.failures

-- name: leave_line
UPDATE agency_line
   SET rests_until = %(until)s, failures = %(failures)s, trouble = %(trouble)s
 WHERE agency = %(agency)s

-- name: due
-- What waits for an agency, oldest first.
SELECT id, agency, subject, about, content, state, created_at, attempts, trouble,
       outcome, answered_at, digest
  FROM agency_question WHERE agency = %(agency)s AND state = 'pending'
 ORDER BY number LIMIT %(size)s

-- name: answered
UPDATE agency_question
   SET state = 'answered', outcome = %(outcome)s, answer = %(answer)s,
       digest = %(digest)s, answered_at = %(at)s, attempts = attempts + 1, trouble = ''
 WHERE id = %(id)s AND state = 'pending'

-- name: missed
-- Note why a question was not answered; one that is refused waits for a person.
UPDATE agency_question
   SET state = %(state)s, attempts = attempts + 1, trouble = %(trouble)s
 WHERE id = %(id)s AND state = 'pending'

-- name: again
-- Let refused questions be put again, but where one about the same waits already.
UPDATE agency_question AS q SET state = 'pending'
 WHERE q.state = 'refused'
   AND q.number = (SELECT max(o.number) FROM agency_question AS o
                    WHERE (o.agency, o.subject, o.about)
                          = (q.agency, q.subject, q.about))

-- name: answer
SELECT answer FROM agency_question WHERE id = %(id)s

-- name: latest
SELECT id, agency, subject, about, content, state, created_at, attempts, trouble,
       outcome, answered_at, digest
  FROM agency_question
 WHERE %(agency)s::text IS NULL OR agency = %(agency)s
 ORDER BY number DESC LIMIT %(limit)s

-- name: about
-- Everything that was asked about one thing, oldest first.
SELECT id, agency, subject, about, content, state, created_at, attempts, trouble,
       outcome, answered_at, digest
  FROM agency_question
 WHERE agency = ANY(%(agencies)s) AND subject = ANY(%(subjects)s) AND about = %(about)s
 ORDER BY number

-- name: lines
SELECT l.agency, l.used, l.failures, l.rests_until, l.trouble,
       count(q.*) FILTER (WHERE q.state = 'pending') AS pending,
       count(q.*) FILTER (WHERE q.state = 'refused') AS refused,
       min(q.created_at) FILTER (WHERE q.state = 'pending') AS oldest
  FROM agency_line AS l LEFT JOIN agency_question AS q ON q.agency = l.agency
 GROUP BY l.agency ORDER BY l.agency
