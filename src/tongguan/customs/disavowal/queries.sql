-- name: put
-- Open a report, unless the list is disowned already.
INSERT INTO disavowal (paper, person, state, reported_at, state_at, due_on)
VALUES (%(paper)s, %(person)s, %(target)s, %(at)s, %(at)s, %(due_on)s)
    ON CONFLICT (paper) WHERE state <> 'recalled' DO NOTHING
RETURNING id

-- name: move
-- Move a report on, only from where it stands.
UPDATE disavowal SET state = %(target)s, state_at = %(at)s, due_on = %(due_on)s
 WHERE id = %(id)s AND state = %(source)s

-- name: write
INSERT INTO disavowal_step (disavowal, name, source, target, actor, by, words, at)
VALUES (%(id)s, %(name)s, %(source)s, %(target)s, %(actor)s, %(by)s, %(words)s, %(at)s)

-- name: find
SELECT r.id, r.paper, r.person, r.state, r.reported_at, r.state_at, r.due_on,
       coalesce(d.number, d.preliminary_number) AS list_number, d.order_number,
       d.platform_code, d.seller_name, d.buyer_mask, d.value_fen
  FROM disavowal AS r JOIN declaration AS d ON d.paper = r.paper
 WHERE r.id = %(id)s

-- name: of_paper
-- The report of a list that counts: the one that was not recalled, else the last.
SELECT r.id, r.paper, r.person, r.state, r.reported_at, r.state_at, r.due_on,
       coalesce(d.number, d.preliminary_number) AS list_number, d.order_number,
       d.platform_code, d.seller_name, d.buyer_mask, d.value_fen
  FROM disavowal AS r JOIN declaration AS d ON d.paper = r.paper
 WHERE r.paper = %(paper)s
 ORDER BY (r.state = 'recalled'), r.id DESC LIMIT 1

-- name: of_person
SELECT r.id, r.paper, r.person, r.state, r.reported_at, r.state_at, r.due_on,
       coalesce(d.number, d.preliminary_number) AS list_number, d.order_number,
       d.platform_code, d.seller_name, d.buyer_mask, d.value_fen
  FROM disavowal AS r JOIN declaration AS d ON d.paper = r.paper
 WHERE r.person = %(person)s
 ORDER BY r.id DESC LIMIT %(size)s

-- name: queue
-- Reports that wait for an answer, the one that is due first; or those answered last.
SELECT r.id, r.paper, r.person, r.state, r.reported_at, r.state_at, r.due_on,
       coalesce(d.number, d.preliminary_number) AS list_number, d.order_number,
       d.platform_code, d.seller_name, d.buyer_mask, d.value_fen
  FROM disavowal AS r JOIN declaration AS d ON d.paper = r.paper
 WHERE r.state = ANY(%(states)s)
 ORDER BY r.due_on, r.id LIMIT %(size)s

-- name: steps
SELECT name, source, target, actor, by, words, at
  FROM disavowal_step WHERE disavowal = %(id)s ORDER BY id
