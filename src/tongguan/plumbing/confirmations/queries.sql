-- name: propose
-- Put an act before a second person; what waits already stays as it is.
INSERT INTO proposed_act (subject, move, reason, papers, shown, post, organisation,
                          first, first_at, state, second, word)
VALUES (%(subject)s, %(move)s, %(reason)s, %(papers)s, %(shown)s, %(post)s,
        %(organisation)s, %(first)s, %(first_at)s, 'proposed', '', '')
ON CONFLICT (subject) WHERE state = 'proposed' DO NOTHING
RETURNING id

-- name: settle
-- A second person of the same agency speaks; the first one never does.
UPDATE proposed_act
   SET state = %(target)s, second = %(by)s, second_at = %(at)s, word = %(word)s
 WHERE id = %(number)s AND state = %(source)s AND post = %(post)s AND first <> %(by)s
RETURNING id AS number, subject, move, reason, papers, shown, post, organisation, first,
          first_at, state, second, second_at, word

-- name: withdraw
UPDATE proposed_act SET state = %(target)s, second_at = %(at)s
 WHERE id = %(number)s AND state = %(source)s AND post = %(post)s AND first = %(by)s
RETURNING id AS number, subject, move, reason, papers, shown, post, organisation, first,
          first_at, state, second, second_at, word

-- name: lapse
UPDATE proposed_act SET state = %(target)s, second_at = %(at)s, word = %(word)s
 WHERE id = %(number)s AND state = %(source)s
RETURNING id

-- name: latest
-- The proposals of one agency, those that wait first, the oldest of them first.
SELECT id AS number, subject, move, reason, papers, shown, post, organisation, first,
       first_at, state, second, second_at, word
  FROM proposed_act WHERE post = %(post)s
 ORDER BY (state = 'proposed') DESC,
          CASE WHEN state = 'proposed' THEN id ELSE -id END
 LIMIT %(size)s

-- name: pending
-- How many proposals of others wait for this person.
SELECT count(*) FROM proposed_act
 WHERE post = %(post)s AND state = 'proposed' AND first <> %(name)s

-- name: about
-- What was proposed on one paper, oldest first.
SELECT id AS number, subject, move, reason, papers, shown, post, organisation, first,
       first_at, state, second, second_at, word
  FROM proposed_act WHERE papers @> ARRAY[%(paper)s]::bigint[] ORDER BY id
