-- name: append
INSERT INTO personal_lookup (at, officer, organisation, post, paper, filing, purpose,
                             reference, person)
VALUES (%(at)s, %(officer)s, %(organisation)s, %(post)s, %(paper)s, %(filing)s,
        %(purpose)s, %(reference)s, %(person)s)

-- name: of_person
-- Who looked at one person, the latest first.
SELECT at, officer, organisation, post, paper, filing, purpose, reference, person
  FROM personal_lookup WHERE person = %(person)s ORDER BY id DESC LIMIT %(size)s

-- name: latest
-- The latest looks of everybody, or of one officer.
SELECT at, officer, organisation, post, paper, filing, purpose, reference, person
  FROM personal_lookup
 WHERE (%(officer)s::text = '' OR officer = %(officer)s)
   AND (%(purpose)s::text = '' OR purpose = %(purpose)s)
   AND (%(reference)s::text = '' OR reference = %(reference)s)
 ORDER BY id DESC LIMIT %(size)s

-- name: counted
-- How many persons each officer looked at since an instant, the most first.
SELECT officer, organisation, post, count(DISTINCT person) AS persons
  FROM personal_lookup
 WHERE at > %(since)s AND (%(officer)s::text = '' OR officer = %(officer)s)
 GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1
