-- name: put
-- Write what comes back; a turn that somebody else has just taken comes back missing.
INSERT INTO returned_line
       (application, paper, line, sequence, quantity, total, listed, price_fen, duty_fen,
        vat_fen, consumption_fen, refunded, at)
SELECT %(application)s, %(paper)s, r.line, r.sequence, r.quantity, r.total, r.listed,
       r.price_fen, r.duty_fen, r.vat_fen, r.consumption_fen, %(refunded)s, %(at)s
  FROM unnest(%(lines)s::int[], %(sequences)s::int[], %(quantities)s::numeric[],
              %(totals)s::numeric[], %(listed)s::numeric[], %(prices)s::bigint[],
              %(duties)s::bigint[], %(vats)s::bigint[], %(consumptions)s::bigint[])
       AS r(line, sequence, quantity, total, listed, price_fen, duty_fen, vat_fen,
            consumption_fen)
    ON CONFLICT DO NOTHING
RETURNING line

-- name: earlier
-- How often and how much of each line of a list came back, and at what price.
SELECT line, max(sequence) AS times, max(total) AS total,
       sum(price_fen)::bigint AS price
  FROM returned_line WHERE paper = %(paper)s GROUP BY line

-- name: refunds
-- What is to be paid back of a list's tax, because it came back after it was paid.
SELECT coalesce(sum(duty_fen + vat_fen + consumption_fen), 0)::bigint
  FROM returned_line WHERE paper = %(paper)s AND refunded
