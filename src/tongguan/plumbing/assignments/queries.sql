-- name: take
-- Take a paper nobody of this post holds, or holds since too long; keep one's own.
INSERT INTO taken_paper (paper, post, officer, taken_at)
VALUES (%(paper)s, %(post)s, %(officer)s, %(at)s)
ON CONFLICT (paper, post) DO UPDATE
   SET officer = excluded.officer, taken_at = excluded.taken_at
 WHERE taken_paper.officer = excluded.officer OR taken_paper.taken_at <= %(stale)s
RETURNING officer

-- name: hand_back
DELETE FROM taken_paper
 WHERE paper = %(paper)s AND post = %(post)s AND officer = %(officer)s
RETURNING officer

-- name: holders
SELECT paper, officer FROM taken_paper
 WHERE post = %(post)s AND paper = ANY(%(papers)s)

-- name: hands
-- In whose hands one paper is, by post.
SELECT post, officer FROM taken_paper WHERE paper = %(paper)s

-- name: done
-- What is decided is in nobody's hands any more.
DELETE FROM taken_paper WHERE paper = ANY(%(papers)s)
