-- name: put
-- One fact for every line of a released list; a list is released once.
COPY fact_line (paper, line, released_on, mode, hs2, origin, firm, value_fen, tax_fen)
FROM STDIN WITH (FORMAT binary)

-- name: take_back
-- A list that comes back counts no longer.
UPDATE fact_line SET returned_on = %(on)s
 WHERE paper = %(paper)s AND returned_on IS NULL

-- name: take_back_line
UPDATE fact_line SET returned_on = %(on)s
 WHERE paper = %(paper)s AND line = %(line)s AND returned_on IS NULL

-- name: split
-- Give the part of a line that came back a row of its own.
INSERT INTO fact_line
       (paper, line, part, released_on, mode, hs2, origin, firm, value_fen, tax_fen,
        returned_on)
SELECT paper, line, %(part)s, released_on, mode, hs2, origin, firm, %(value)s, %(tax)s,
       %(on)s
  FROM fact_line WHERE paper = %(paper)s AND line = %(line)s AND part = 0

-- name: lessen
UPDATE fact_line SET value_fen = value_fen - %(value)s, tax_fen = tax_fen - %(tax)s
 WHERE paper = %(paper)s AND line = %(line)s AND part = 0

-- name: cells
-- Count by one heading, first each firm alone, then all firms of a heading together.
WITH by_firm AS (
    SELECT CASE %(by)s WHEN 'day' THEN to_char(released_on, 'YYYY-MM-DD')
                       WHEN 'mode' THEN mode
                       WHEN 'hs2' THEN hs2
                       WHEN 'origin' THEN origin END AS heading,
           firm, count(DISTINCT paper) AS lists,
           sum(value_fen) AS value_fen, sum(tax_fen) AS tax_fen
      FROM fact_line
     WHERE released_on >= %(first)s AND released_on <= %(last)s AND returned_on IS NULL
     GROUP BY 1, 2)
SELECT heading, sum(lists)::bigint AS lists, count(*) AS firms,
       sum(value_fen)::bigint AS value_fen, max(value_fen)::bigint AS greatest_fen,
       sum(tax_fen)::bigint AS tax_fen
  FROM by_firm GROUP BY heading ORDER BY heading

-- name: totals
-- Everything of a period; what came back within it is told apart.
SELECT (SELECT count(DISTINCT paper) FROM fact_line
         WHERE released_on >= %(first)s AND released_on <= %(last)s
           AND returned_on IS NULL) AS lists,
       coalesce(sum(value_fen) FILTER (WHERE returned_on IS NULL
                AND released_on >= %(first)s AND released_on <= %(last)s), 0)::bigint
           AS value_fen,
       coalesce(sum(tax_fen) FILTER (WHERE returned_on IS NULL
                AND released_on >= %(first)s AND released_on <= %(last)s), 0)::bigint
           AS tax_fen,
       (SELECT count(DISTINCT paper) FROM fact_line
         WHERE returned_on >= %(first)s AND returned_on <= %(last)s) AS returned_lists,
       coalesce(sum(value_fen) FILTER (WHERE returned_on >= %(first)s
                AND returned_on <= %(last)s), 0)::bigint AS returned_value_fen
  FROM fact_line
 WHERE (released_on >= %(first)s AND released_on <= %(last)s)
    OR (returned_on >= %(first)s AND returned_on <= %(last)s)
