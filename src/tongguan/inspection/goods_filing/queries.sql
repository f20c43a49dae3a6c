-- name: on_file
-- What lists are held against: every version of these articles that came on file, oldest
-- first, with the leaves for pilots of their sellers.
SELECT g.seller_code, g.item_number, g.hs_code, g.name, g.model, g.unit, g.origin,
       g.effective, g.until, g.english, g.barcode, g.content, g.measure,
       g.state = 'filed', g.version, g.mode, g.licence, g.licence_until, g.permit,
       g.untested, p.leaves
  FROM goods_record AS g
  JOIN unnest(%(sellers)s::text[], %(items)s::text[]) AS w(seller, item)
    ON g.seller_code = w.seller AND g.item_number = w.item
  LEFT JOIN (SELECT l.firm,
                    jsonb_agg(jsonb_build_array(l.kind, l.effective, l.until)) AS leaves
               FROM pilot_leave AS l WHERE l.firm = ANY(%(sellers)s::text[])
              GROUP BY l.firm) AS p
    ON p.firm = g.seller_code
 WHERE g.state NOT IN ('pending', 'refused')
 ORDER BY g.seller_code, g.item_number, g.version

-- name: history
-- Every version of these articles, oldest first.
SELECT g.seller_code, g.item_number, g.version, g.hs_code, g.name, g.english, g.model,
       g.barcode, g.unit, g.origin, g.content, g.measure, g.effective, g.until, g.mode,
       g.licence, g.licence_until, g.permit, g.untested, g.details, g.state, g.by, g.at,
       g.reason
  FROM goods_record AS g
  JOIN unnest(%(sellers)s::text[], %(items)s::text[]) AS w(seller, item)
    ON g.seller_code = w.seller AND g.item_number = w.item
 ORDER BY g.seller_code, g.item_number, g.version

-- name: write
-- Write versions of articles; a version that is there already stays as it is.
INSERT INTO goods_record
       (seller_code, item_number, version, hs_code, name, english, model, barcode, unit,
        origin, content, measure, effective, until, mode, licence, licence_until, permit,
        untested, details, state, by, at, reason)
SELECT g.seller_code, g.item_number, g.version, g.hs_code, g.name, g.english, g.model,
       g.barcode, g.unit, g.origin, g.content, g.measure, g.effective, g.until, g.mode,
       g.licence, g.licence_until, g.permit, g.untested, g.details, g.state, g.by, g.at,
       g.reason
  FROM unnest(%(sellers)s::text[], %(items)s::text[], %(versions)s::int[],
              %(codes)s::text[], %(names)s::text[], %(english)s::text[],
              %(models)s::text[], %(barcodes)s::text[], %(units)s::text[],
              %(origins)s::text[], %(contents)s::numeric[], %(measures)s::text[],
              %(effective)s::date[], %(until)s::date[], %(modes)s::text[],
              %(licences)s::text[], %(licensed)s::date[], %(permits)s::text[],
              %(untested)s::boolean[], %(details)s::jsonb[], %(states)s::text[],
              %(by)s::text[], %(at)s::timestamptz[], %(reasons)s::text[])
       AS g(seller_code, item_number, version, hs_code, name, english, model, barcode,
            unit, origin, content, measure, effective, until, mode, licence,
            licence_until, permit, untested, details, state, by, at, reason)
    ON CONFLICT (seller_code, item_number, version) DO NOTHING
RETURNING 1

-- name: latest
-- The newest version of the articles a text is found in, of one seller or of all.
SELECT * FROM (
SELECT DISTINCT ON (g.seller_code, g.item_number)
       g.seller_code, g.item_number, g.version, g.hs_code, g.name, g.english, g.model,
       g.barcode, g.unit, g.origin, g.content, g.measure, g.effective, g.until, g.mode,
       g.licence, g.licence_until, g.permit, g.untested, g.details, g.state, g.by, g.at,
       g.reason
  FROM goods_record AS g
 WHERE %(seller)s = '' OR g.seller_code = %(seller)s
 ORDER BY g.seller_code, g.item_number, g.version DESC) AS n
 WHERE (%(text)s = '' OR n.seller_code = %(text)s OR n.item_number = %(text)s
        OR n.barcode = %(text)s OR starts_with(n.hs_code, %(text)s)
        OR position(lower(%(text)s) IN lower(n.name || ' ' || n.english)) > 0)
   AND (%(state)s = '' OR n.state = %(state)s)
   AND (%(mode)s = '' OR n.mode = %(mode)s)
   AND (n.seller_code, n.item_number) > (%(after_seller)s, %(after_item)s)
 ORDER BY n.seller_code, n.item_number
 LIMIT %(size)s

-- name: by_barcode
-- Under which codes articles of a barcode came on file, and by how many sellers.
SELECT g.hs_code, count(DISTINCT g.seller_code) AS sellers
  FROM goods_record AS g
 WHERE g.barcode = %(barcode)s AND g.barcode <> '' AND g.state = 'filed'
 GROUP BY g.hs_code ORDER BY sellers DESC, g.hs_code LIMIT 10

-- name: remark
INSERT INTO goods_remark (seller_code, item_number, version, agency, text, by, at)
VALUES (%(seller)s, %(item)s, %(version)s, %(agency)s, %(text)s, %(by)s, %(at)s)

-- name: remarks
-- What agencies remarked on an article, latest first.
SELECT r.version, r.agency, r.text, r.by, r.at FROM goods_remark AS r
 WHERE r.seller_code = %(seller)s AND r.item_number = %(item)s
 ORDER BY r.id DESC

-- name: grant
-- Give firms leave for pilots; one that is there already stays as it is.
INSERT INTO pilot_leave (firm, kind, effective, until, by, at, reason)
SELECT l.firm, l.kind, l.effective, l.until, %(by)s, %(at)s, %(reason)s
  FROM unnest(%(firms)s::text[], %(kinds)s::text[], %(effective)s::date[],
              %(until)s::date[]) AS l(firm, kind, effective, until)
    ON CONFLICT (firm, kind, effective) DO NOTHING
RETURNING 1

-- name: withdraw
-- Let a leave end with a day, if it would last longer.
UPDATE pilot_leave SET until = %(until)s WHERE id = %(id)s AND until > %(until)s
RETURNING firm, kind

-- name: leaves
-- Leaves for pilots, of one firm or of all, latest first.
SELECT l.id, l.firm, l.kind, l.effective, l.until, l.by, l.at, l.reason
  FROM pilot_leave AS l WHERE %(firm)s = '' OR l.firm = %(firm)s
 ORDER BY l.id DESC LIMIT %(size)s
