-- name: put
COPY declaration
     (paper, version, preliminary_number, number, reference, declared_on, mode,
      customs_office, platform_code, order_number, seller_code, seller_name,
      declarant_code, carrier_code, waybill_number, guarantor, buyer_key, buyer_mask,
      telephone_key, address_key, goods, value_fen, treatment, tax_fen, channel, void,
      transport_document, lodged_at, decided_at, waiting, reasons)
FROM STDIN WITH (FORMAT binary)

-- name: put_parties
COPY list_party (firm, paper) FROM STDIN WITH (FORMAT binary)

-- name: renew_parties
-- Let those look at a list who are its parties from now on, and no longer those of the
-- version before, whose glance is still there.
  WITH gone AS (
       DELETE FROM list_party AS o
        USING declaration AS d
         LEFT JOIN LATERAL (
              SELECT sender FROM paper_version WHERE paper = d.paper
               ORDER BY version DESC LIMIT 1) AS v ON true
        CROSS JOIN LATERAL unnest(ARRAY[d.seller_code, d.declarant_code,
                                        d.platform_code, v.sender]) AS was(firm)
        WHERE d.paper = %(paper)s AND o.paper = d.paper AND o.firm = was.firm
          AND o.firm <> ALL(%(firms)s::text[]))
INSERT INTO list_party (firm, paper) SELECT unnest(%(firms)s::text[]), %(paper)s
    ON CONFLICT DO NOTHING

-- name: renew
-- Write the glance of a newer version; numbers once given stay.
UPDATE declaration
   SET version = version + 1, reference = %(reference)s, declared_on = %(declared_on)s,
       mode = %(mode)s, customs_office = %(customs_office)s,
       seller_code = %(seller_code)s, seller_name = %(seller_name)s,
       declarant_code = %(declarant_code)s, carrier_code = %(carrier_code)s,
       waybill_number = %(waybill_number)s, guarantor = %(guarantor)s,
       buyer_key = %(buyer_key)s, buyer_mask = %(buyer_mask)s,
       telephone_key = %(telephone_key)s, address_key = %(address_key)s,
       goods = %(goods)s, value_fen = %(value_fen)s, treatment = '', tax_fen = NULL,
       channel = '', waiting = '{}', reasons = %(reasons)s, void = %(void)s,
       lodged_at = %(at)s, decided_at = NULL, transport_document = %(transport_document)s
 WHERE paper = %(paper)s

-- name: wait
-- Say for what lists are waiting; those for which it is news come back.
UPDATE declaration AS d SET waiting = string_to_array(w.waiting, ',')
  FROM unnest(%(ids)s::bigint[], %(waiting)s::text[]) AS w(paper, waiting)
 WHERE d.paper = w.paper
   AND d.waiting IS DISTINCT FROM string_to_array(w.waiting, ',')
RETURNING d.paper, d.lodged_at, d.preliminary_number, coalesce(d.number, '')

-- name: waiting_since
-- The lists that have waited longest for their papers.
SELECT paper, lodged_at FROM declaration
 WHERE waiting <> '{}' AND lodged_at <= %(before)s
 ORDER BY lodged_at LIMIT %(size)s

-- name: lodged_at
SELECT paper, lodged_at FROM declaration WHERE paper = ANY(%(ids)s)

-- name: decide
-- Write what was decided on many lists.
UPDATE declaration AS d
   SET number = coalesce(d.number, nullif(c.number, '')), treatment = c.treatment,
       tax_fen = c.tax_fen, channel = c.channel,
       reasons = string_to_array(c.reasons, ','), waiting = '{}',
       void = c.void, decided_at = %(at)s
  FROM unnest(%(ids)s::bigint[], %(numbers)s::text[], %(treatments)s::text[],
              %(taxes)s::bigint[], %(channels)s::text[], %(reasons)s::text[],
              %(voids)s::bool[])
       AS c(paper, number, treatment, tax_fen, channel, reasons, void)
 WHERE d.paper = c.paper

-- name: void
-- Let a list count for something, or for nothing any more.
UPDATE declaration SET void = %(void)s, decided_at = %(at)s WHERE paper = %(id)s

-- name: bump
UPDATE declaration SET version = version + 1 WHERE paper = %(id)s

-- name: number
-- Take over the numbers a customs that decides elsewhere has given.
UPDATE declaration AS d SET number = n.number
  FROM unnest(%(ids)s::bigint[], %(numbers)s::text[]) AS n(paper, number)
 WHERE d.paper = n.paper AND d.number IS DISTINCT FROM n.number

-- name: keep
COPY decision (paper, version, at, day, actor, outcome, reason, batch, treatment,
               dutiable_fen, payable_fen, charge_fen, used_fen, law, goods, findings,
               known)
FROM STDIN WITH (FORMAT binary)

-- name: write_laws
-- Nearly all decisions of a day rest on editions that are there already.
INSERT INTO law_applied (digest, editions)
SELECT w.digest, w.editions::jsonb
  FROM unnest(%(digests)s::bytea[], %(editions)s::text[]) AS w(digest, editions)
    ON CONFLICT (digest) DO NOTHING

-- name: decisions_of
SELECT d.paper, d.version, d.at, d.day, d.actor, d.outcome, d.reason, d.batch,
       d.treatment, d.dutiable_fen, d.payable_fen, d.charge_fen, d.used_fen,
       l.editions, d.goods, d.findings, d.known
  FROM decision AS d LEFT JOIN law_applied AS l ON l.digest = d.law
 WHERE d.paper = %(id)s ORDER BY d.id

-- name: taken
-- What the rules alone decided in a time, in order; a list may be decided again.
SELECT k.paper, k.version, k.at, coalesce(d.number, d.preliminary_number), k.outcome,
       k.treatment, k.dutiable_fen, k.payable_fen, k.used_fen, k.known,
       (SELECT coalesce(array_agg(f ->> 'code'), '{}')
          FROM jsonb_array_elements(k.findings) AS f)
  FROM decision AS k JOIN declaration AS d ON d.paper = k.paper
 WHERE k.at >= %(since)s AND k.at < %(until)s AND k.known IS NOT NULL
 ORDER BY k.id

-- name: first_taken
-- When the rules decided first of all.
SELECT min(at) FROM decision WHERE known IS NOT NULL

-- name: numbers
SELECT paper, preliminary_number, coalesce(number, '') FROM declaration
 WHERE paper = ANY(%(ids)s::bigint[])

-- name: keys_of
-- By what lists are held against the lists around them.
SELECT paper, buyer_key, declared_on, seller_code, telephone_key, address_key,
       value_fen, void, preliminary_number, coalesce(number, '')
  FROM declaration WHERE paper = ANY(%(ids)s::bigint[])

-- name: shops
-- What these buyers declared on these days, by shop.
SELECT buyer_key, declared_on, seller_code, sum(value_fen)::bigint, count(*)
  FROM declaration
 WHERE buyer_key = ANY(%(buyers)s) AND declared_on = ANY(%(days)s) AND NOT void
 GROUP BY 1, 2, 3

-- name: sharing
-- How many buyers share a telephone or an address, and which of the pending ones do.
SELECT 'telephone', telephone_key, count(DISTINCT buyer_key),
       coalesce(array_agg(DISTINCT buyer_key)
                FILTER (WHERE buyer_key IN (SELECT unnest(%(pending)s::bytea[]))), '{}')
  FROM declaration
 WHERE telephone_key = ANY(%(telephones)s) AND lodged_at > %(since)s AND NOT void
 GROUP BY telephone_key
UNION ALL
SELECT 'address', address_key, count(DISTINCT buyer_key),
       coalesce(array_agg(DISTINCT buyer_key)
                FILTER (WHERE buyer_key IN (SELECT unnest(%(pending)s::bytea[]))), '{}')
  FROM declaration
 WHERE address_key = ANY(%(addresses)s) AND lodged_at > %(since)s AND NOT void
 GROUP BY address_key

-- name: pattern_of
-- The same for a list that is not on the register; it counts itself and its buyer.
SELECT (SELECT coalesce(sum(d.value_fen), 0)::bigint FROM declaration AS d
         WHERE d.buyer_key = %(buyer_key)s AND d.declared_on = %(declared_on)s
           AND d.seller_code = %(seller_code)s AND NOT d.void
           AND d.order_number <> %(order_number)s),
       1 + (SELECT count(*) FROM declaration AS d
         WHERE d.buyer_key = %(buyer_key)s AND d.declared_on = %(declared_on)s
           AND NOT d.void AND d.order_number <> %(order_number)s),
       1 + (SELECT count(DISTINCT d.buyer_key) FROM declaration AS d
         WHERE d.telephone_key = %(telephone_key)s AND d.lodged_at > %(since)s
           AND NOT d.void AND d.buyer_key <> %(buyer_key)s),
       1 + (SELECT count(DISTINCT d.buyer_key) FROM declaration AS d
         WHERE d.address_key = %(address_key)s AND d.lodged_at > %(since)s
           AND NOT d.void AND d.buyer_key <> %(buyer_key)s)

-- name: suspended_for
-- The lists that wait for this guarantor's guarantee.
SELECT paper FROM declaration
 WHERE guarantor = %(guarantor)s AND channel = 'suspend' AND NOT void
 ORDER BY paper

-- name: of_transport_document
-- The lists of one transport document that stand in these states.
SELECT d.paper, coalesce(d.number, d.preliminary_number)
  FROM declaration AS d JOIN paper AS p ON p.id = d.paper
 WHERE d.transport_document = %(document)s AND d.transport_document <> ''
   AND p.state = ANY(%(states)s)
 ORDER BY d.paper

-- name: find_number
SELECT paper FROM declaration
 WHERE number = %(number)s OR preliminary_number = %(number)s

-- name: decided
-- Name the orders of the lists that were decided in a time, and where risk sent them.
SELECT platform_code, order_number, channel FROM declaration
 WHERE decided_at > %(since)s AND decided_at <= %(until)s
