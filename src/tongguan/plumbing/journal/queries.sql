-- name: append
INSERT INTO journal (at, actor, organisation, action, subject, result, detail)
VALUES (%(at)s, %(actor)s, %(organisation)s, %(action)s, %(subject)s, %(result)s,
        %(detail)s)

-- name: about
SELECT at, actor, organisation, action, subject, result, detail
  FROM journal WHERE subject = %(subject)s ORDER BY id
