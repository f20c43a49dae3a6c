-- name: on_file
-- Every version of these articles, oldest first.
SELECT g.seller_code, g.item_number, g.version, g.hs_code, g.name, g.english, g.model,
       g.barcode, g.unit, g.origin, g.content, g.measure, g.effective, g.until, g.state,
       g.by, g.at, g.reason
  FROM goods_record AS g
  JOIN unnest(%(sellers)s::text[], %(items)s::text[]) AS w(seller, item)
    ON g.seller_code = w.seller AND g.item_number = w.item
 ORDER BY g.seller_code, g.item_number, g.version

-- name: write
-- Write versions of articles; a version that is there already stays as it is.
INSERT INTO goods_record
       (seller_code, item_number, version, hs_code, name, english, model, barcode, unit,
        origin, content, measure, effective, until, state, by, at, reason)
SELECT g.seller_code, g.item_number, g.version, g.hs_code, g.name, g.english, g.model,
       g.barcode, g.unit, g.origin, g.content, g.measure, g.effective, g.until, g.state,
       g.by, g.at, g.reason
  FROM unnest(%(sellers)s::text[], %(items)s::text[], %(versions)s::int[],
              %(codes)s::text[], %(names)s::text[], %(english)s::text[],
              %(models)s::text[], %(barcodes)s::text[], %(units)s::text[],
              %(origins)s::text[], %(contents)s::numeric[], %(measures)s::text[],
              %(effective)s::date[], %(until)s::date[], %(states)s::text[],
              %(by)s::text[], %(at)s::timestamptz[], %(reasons)s::text[])
       AS g(seller_code, item_number, version, hs_code, name, english, model, barcode,
            unit, origin, content, measure, effective, until, state, by, at, reason)
    ON CONFLICT (seller_code, item_number, version) DO NOTHING
RETURNING 1

-- name: latest
-- The newest version of the articles a text is found in; all for an empty text.
SELECT DISTINCT ON (g.seller_code, g.item_number)
       g.seller_code, g.item_number, g.version, g.hs_code, g.name, g.english, g.model,
       g.barcode, g.unit, g.origin, g.content, g.measure, g.effective, g.until, g.state,
       g.by, g.at, g.reason
  FROM goods_record AS g
 WHERE %(text)s = '' OR g.seller_code = %(text)s OR g.item_number = %(text)s
    OR starts_with(g.hs_code, %(text)s) OR position(%(text)s IN g.name) > 0
 ORDER BY g.seller_code, g.item_number, g.version DESC
 LIMIT %(size)s
