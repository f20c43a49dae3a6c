-- name: keep
-- Keep a file; one that is there already stays as it is.
INSERT INTO handed_in_file (firm, digest, name, paper, body, handed_in_at, messages)
VALUES (%(firm)s, %(digest)s, %(name)s, %(paper)s, %(body)s, %(at)s, '{}')
    ON CONFLICT (firm, digest, paper) DO NOTHING

-- name: find
SELECT firm, digest, name, paper, body, handed_in_at, sent_at, messages
  FROM handed_in_file
 WHERE firm = %(firm)s AND digest = %(digest)s AND paper = %(paper)s

-- name: hold
-- The same, held until the transaction ends: a file is sent once.
SELECT firm, digest, name, paper, body, handed_in_at, sent_at, messages
  FROM handed_in_file
 WHERE firm = %(firm)s AND digest = %(digest)s AND paper = %(paper)s
   FOR UPDATE

-- name: sent
UPDATE handed_in_file SET sent_at = %(at)s, messages = %(messages)s
 WHERE firm = %(firm)s AND digest = %(digest)s AND paper = %(paper)s
   AND sent_at IS NULL

-- name: latest
SELECT firm, digest, name, paper, body, handed_in_at, sent_at, messages
  FROM handed_in_file WHERE firm = %(firm)s ORDER BY id DESC LIMIT %(limit)s
