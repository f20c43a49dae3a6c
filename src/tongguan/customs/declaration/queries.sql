-- name: put
-- Write the glance of new lists and of newer versions; numbers once given stay.
INSERT INTO declaration
       (paper, version, preliminary_number, reference, declared_on, mode,
        customs_office, platform_code, order_number, seller_code, seller_name,
        declarant_code, carrier_code, waybill_number, guarantor, buyer_key, buyer_mask,
        telephone_key, address_key, goods, value_fen, treatment, channel, waiting,
        reasons, void, lodged_at, transport_document)
VALUES (%(paper)s, 1, %(preliminary_number)s, %(reference)s, %(declared_on)s, %(mode)s,
        %(customs_office)s, %(platform_code)s, %(order_number)s, %(seller_code)s,
        %(seller_name)s, %(declarant_code)s, %(carrier_code)s, %(waybill_number)s,
        %(guarantor)s, %(buyer_key)s, %(buyer_mask)s, %(telephone_key)s,
        %(address_key)s, %(goods)s, %(value_fen)s, '', '', '{}', %(reasons)s, %(void)s,
        %(at)s, %(transport_document)s)
ON CONFLICT (paper) DO UPDATE
   SET version = declaration.version + 1, reference = excluded.reference,
       declared_on = excluded.declared_on, mode = excluded.mode,
       customs_office = excluded.customs_office, seller_code = excluded.seller_code,
       seller_name = excluded.seller_name, declarant_code = excluded.declarant_code,
       carrier_code = excluded.carrier_code, waybill_number = excluded.waybill_number,
       guarantor = excluded.guarantor, buyer_key = excluded.buyer_key,
       buyer_mask = excluded.buyer_mask, telephone_key = excluded.telephone_key,
       address_key = excluded.address_key, goods = excluded.goods,
       value_fen = excluded.value_fen, treatment = '', tax_fen = NULL, channel = '',
       waiting = '{}', reasons = excluded.reasons, void = excluded.void,
       lodged_at = excluded.lodged_at, decided_at = NULL,
       transport_document = excluded.transport_document

-- name: wait
-- Say for what lists are waiting; those for which it is news come back.
UPDATE declaration AS d SET waiting = string_to_array(w.waiting, ',')
  FROM unnest(%(ids)s::bigint[], %(waiting)s::text[]) AS w(paper, waiting)
 WHERE d.paper = w.paper
   AND d.waiting IS DISTINCT FROM string_to_array(w.waiting, ',')
RETURNING d.paper, d.lodged_at

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

-- name: write_decisions
COPY decision (paper, version, at, day, actor, outcome, reason, batch, findings,
               assessment, editions)
FROM STDIN

-- name: decisions_of
SELECT paper, version, at, day, actor, outcome, reason, batch, findings, assessment,
       editions
  FROM decision WHERE paper = %(id)s ORDER BY id

-- name: numbers
SELECT paper, preliminary_number, coalesce(number, '') FROM declaration
 WHERE paper = ANY(%(ids)s)

-- name: patterns
-- What the other lists of the same days, telephones and addresses look like.
SELECT s.paper,
       (SELECT coalesce(sum(d.value_fen), 0)::bigint FROM declaration AS d
         WHERE d.buyer_key = s.buyer_key AND d.declared_on = s.declared_on
           AND d.seller_code = s.seller_code AND NOT d.void AND d.paper <> s.paper),
       (SELECT count(*) FROM declaration AS d
         WHERE d.buyer_key = s.buyer_key AND d.declared_on = s.declared_on
           AND NOT d.void),
       (SELECT count(DISTINCT d.buyer_key) FROM declaration AS d
         WHERE d.telephone_key = s.telephone_key AND d.lodged_at > %(since)s
           AND NOT d.void),
       (SELECT count(DISTINCT d.buyer_key) FROM declaration AS d
         WHERE d.address_key = s.address_key AND d.lodged_at > %(since)s
           AND NOT d.void)
  FROM declaration AS s WHERE s.paper = ANY(%(ids)s)

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
SELECT d.paper FROM declaration AS d JOIN paper AS p ON p.id = d.paper
 WHERE d.guarantor = %(guarantor)s AND p.state = 'suspended'
 ORDER BY d.paper

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
