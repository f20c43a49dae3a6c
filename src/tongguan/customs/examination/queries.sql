-- name: appoint
-- There is one appointment for all agencies; a new time takes the place of the old.
INSERT INTO examination_appointment (paper, version, at, place, made_by, made_at)
VALUES (%(paper)s, %(version)s, %(at)s, %(place)s, %(made_by)s, %(made_at)s)
ON CONFLICT (paper, version) DO UPDATE
   SET at = excluded.at, place = excluded.place, made_by = excluded.made_by,
       made_at = excluded.made_at

-- name: appointment
SELECT paper, version, at, place, made_by, made_at FROM examination_appointment
 WHERE paper = %(paper)s AND version = %(version)s

-- name: save
-- Keep what an agency has written so far.
INSERT INTO examination_sheet (paper, version, agency, checks, found, result, note,
                               officer, saved_at)
VALUES (%(paper)s, %(version)s, %(agency)s, %(checks)s, %(found)s, %(result)s, %(note)s,
        %(officer)s, %(saved_at)s)
ON CONFLICT (paper, version, agency) DO UPDATE
   SET checks = excluded.checks, found = excluded.found, result = excluded.result,
       note = excluded.note, officer = excluded.officer, saved_at = excluded.saved_at

-- name: sheet
SELECT checks, found, result, note, officer, saved_at FROM examination_sheet
 WHERE paper = %(paper)s AND version = %(version)s AND agency = %(agency)s

-- name: keep
-- Keep a picture; the same bytes once.
INSERT INTO examination_picture (paper, version, agency, officer, taken_at, form, size,
                                 sha256, sm3, body)
VALUES (%(paper)s, %(version)s, %(agency)s, %(officer)s, %(taken_at)s, %(form)s,
        %(size)s, %(sha256)s, %(sm3)s, %(body)s)
ON CONFLICT (paper, version, agency, sha256) DO NOTHING
RETURNING id

-- name: pictures
-- The pictures of a version of a list, without their bytes.
SELECT id, paper, version, agency, officer, taken_at, form, size, sha256, sm3
  FROM examination_picture
 WHERE paper = %(paper)s AND version = %(version)s ORDER BY id

-- name: picture
SELECT id, paper, version, agency, officer, taken_at, form, size, sha256, sm3, body
  FROM examination_picture WHERE paper = %(paper)s AND id = %(id)s
