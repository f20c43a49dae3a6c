-- name: open
-- Open accounts that do not exist yet, with the limit the law or the contract gives.
INSERT INTO ledger_account (book, account, limit_fen, held_fen, posted_fen)
SELECT %(book)s, a.account, a.limit_fen, 0, 0
  FROM unnest(%(accounts)s::text[], %(limits)s::bigint[]) AS a(account, limit_fen)
 ORDER BY a.account
    ON CONFLICT (book, account) DO NOTHING

-- name: open_used
COPY ledger_account (book, account, limit_fen, held_fen, posted_fen) FROM STDIN
  WITH (FORMAT binary)

-- name: hold
-- Hold accounts, always in the same order, and say how they stand.
SELECT account, limit_fen, held_fen, posted_fen FROM ledger_account
 WHERE book = %(book)s AND account = ANY(%(accounts)s::text[])
 ORDER BY account FOR UPDATE

-- name: hold_free
-- The same of those nobody else holds at this moment; and which are there at all.
  WITH free AS MATERIALIZED (
       SELECT account, limit_fen, held_fen, posted_fen FROM ledger_account
        WHERE book = %(book)s AND account = ANY(%(accounts)s::text[])
        ORDER BY account FOR UPDATE SKIP LOCKED)
SELECT account, limit_fen, held_fen, posted_fen, true FROM free
 UNION ALL
SELECT account, limit_fen, held_fen, posted_fen, false FROM ledger_account
 WHERE book = %(book)s AND account = ANY(%(accounts)s::text[])
   AND account NOT IN (SELECT account FROM free)

-- name: read
SELECT account, limit_fen, held_fen, posted_fen FROM ledger_account
 WHERE book = %(book)s AND account = ANY(%(accounts)s::text[])

-- name: change
-- Change accounts only where they stay within their bounds; each is named once.
UPDATE ledger_account AS a
   SET held_fen = a.held_fen + c.held, posted_fen = a.posted_fen + c.posted
  FROM unnest(%(books)s::text[], %(accounts)s::text[], %(held)s::bigint[],
              %(posted)s::bigint[]) AS c(book, account, held, posted)
 WHERE a.book = c.book AND a.account = c.account
   AND a.held_fen + c.held >= 0 AND a.posted_fen + c.posted >= 0
   AND a.held_fen + c.held + a.posted_fen + c.posted <= a.limit_fen

-- name: write
COPY ledger_entry (book, account, hold, kind, fen, at) FROM STDIN WITH (FORMAT binary)

-- name: held
-- What a hold took and has neither posted nor voided.
SELECT h.book, h.account, h.fen FROM ledger_entry AS h
 WHERE h.hold = %(hold)s AND h.kind = 'hold'
   AND NOT EXISTS (SELECT 1 FROM ledger_entry AS r
                    WHERE r.book = h.book AND r.hold = h.hold
                      AND r.kind IN ('post', 'void'))
 ORDER BY h.book

-- name: raise_limit
-- Change the limit by a signed amount, never below what is in use.
UPDATE ledger_account SET limit_fen = limit_fen + %(fen)s
 WHERE book = %(book)s AND account = %(account)s
   AND limit_fen + %(fen)s >= held_fen + posted_fen
RETURNING limit_fen

-- name: write_limit
INSERT INTO ledger_entry (book, account, hold, kind, fen, at)
VALUES (%(book)s, %(account)s, %(hold)s, 'limit', %(fen)s, %(at)s)

-- name: disagreements
-- Accounts whose balances are not the sum of their entries; must return nothing.
SELECT a.book, a.account, a.held_fen, e.held, a.posted_fen, e.posted
  FROM ledger_account AS a
  LEFT JOIN (SELECT book, account,
                    sum(CASE kind WHEN 'hold' THEN fen WHEN 'post' THEN -fen
                                  WHEN 'void' THEN -fen ELSE 0 END)::bigint AS held,
                    sum(CASE WHEN kind IN ('post', 'take') THEN fen
                             WHEN kind = 'restore' THEN -fen
                             ELSE 0 END)::bigint AS posted
               FROM ledger_entry GROUP BY book, account) AS e
    ON e.book = a.book AND e.account = a.account
 WHERE a.held_fen <> coalesce(e.held, 0) OR a.posted_fen <> coalesce(e.posted, 0)

-- name: statement
-- The movements of a guarantee, the newest first, with what was left after each: what
-- is left now, less whatever came later. The index gives them in order, so that only
-- what is newer than the page is read.
SELECT m.id, m.hold, m.kind, m.fen, m.at, m.change_fen,
       (a.limit_fen - a.held_fen - a.posted_fen - m.later)::bigint AS left_fen
  FROM ledger_account AS a
  JOIN (SELECT e.id, e.account, e.hold, e.kind, e.fen, e.at, c.change_fen,
               coalesce(sum(c.change_fen) OVER (
                   ORDER BY e.id DESC ROWS BETWEEN UNBOUNDED PRECEDING
                                           AND 1 PRECEDING), 0) AS later
          FROM ledger_entry AS e
         CROSS JOIN LATERAL (
               SELECT CASE e.kind WHEN 'hold' THEN -e.fen WHEN 'take' THEN -e.fen
                                  WHEN 'post' THEN 0 ELSE e.fen END AS change_fen) AS c
         WHERE e.book = 'guarantee' AND e.account = %(account)s) AS m
    ON m.account = a.account
 WHERE a.book = 'guarantee' AND a.account = %(account)s
   AND m.at >= %(begins)s AND m.at < %(ends)s
   AND (%(kind)s::text = '' OR m.kind = %(kind)s)
   AND (%(before)s::bigint IS NULL OR m.id < %(before)s)
 ORDER BY m.id DESC
 LIMIT %(size)s
