-- name: write
-- A version takes its place after the one its writer has seen, or not at all.
INSERT INTO announcement (number, version, chinese_title, english_title, chinese,
       english, severity, audience, begins, until, taken_back, written_by, written_at)
SELECT %(number)s, %(version)s, %(chinese_title)s, %(english_title)s, %(chinese)s,
       %(english)s, %(severity)s, %(audience)s, %(begins)s, %(until)s,
       %(taken_back)s, %(written_by)s, %(written_at)s
 WHERE (SELECT coalesce(max(version), 0) FROM announcement
         WHERE number = %(number)s) = %(version)s::int - 1
ON CONFLICT DO NOTHING
RETURNING number

-- name: next_number
SELECT coalesce(max(number), 0) + 1 FROM announcement

-- name: latest
-- The latest version of every announcement, the newest first.
SELECT DISTINCT ON (number) number, version, chinese_title, english_title, chinese,
       english, severity, audience, begins, until, taken_back, written_by, written_at
  FROM announcement
 ORDER BY number DESC, version DESC
 LIMIT %(limit)s

-- name: versions
SELECT number, version, chinese_title, english_title, chinese, english, severity,
       audience, begins, until, taken_back, written_by, written_at
  FROM announcement WHERE number = %(number)s ORDER BY version DESC

-- name: put_away
INSERT INTO announcement_put_away (account, number, version, at)
SELECT %(account)s, number, max(version), %(at)s
  FROM announcement WHERE number = %(number)s GROUP BY number
ON CONFLICT DO NOTHING

-- name: put_away_by
SELECT number, version FROM announcement_put_away WHERE account = %(account)s
