-- name: unread
-- How many messages wait to be read.
SELECT count(*) FROM inbound_message WHERE state = 'received'

-- name: read
-- How many messages have been read.
SELECT count(*) FROM inbound_message WHERE state = 'read'

-- name: notes_commits
SELECT current_setting('track_commit_timestamp')

-- name: note_commits
ALTER SYSTEM SET track_commit_timestamp = on

-- name: last_paper
SELECT coalesce(max(id), 0) FROM paper

-- name: fates
-- What became of every list registered since: its number, its state, why, how often it
-- was decided, and when the transaction that decided it was committed.
SELECT p.number, p.state, coalesce(d.reasons, '{}'), coalesce(x.times, 0),
       extract(epoch FROM x.committed)::float8
  FROM paper AS p
  LEFT JOIN declaration AS d ON d.paper = p.id
  LEFT JOIN (SELECT paper, count(*) AS times,
                    min(pg_xact_commit_timestamp(xmin)) AS committed
               FROM decision WHERE paper > %(after)s GROUP BY paper) AS x
    ON x.paper = p.id
 WHERE p.kind = 'declaration' AND p.id > %(after)s

-- name: decided
-- How many decisions there were, about.
SELECT coalesce(max(id), 0) FROM decision

-- name: left_to_do
SELECT (SELECT count(*) FROM inbound_message WHERE state = 'received')
       + (SELECT count(*) FROM wake)

-- name: digests
-- What is stored of what was sent.
SELECT encode(digest, 'hex') FROM inbound_message

-- name: gaps
-- Recipients whose receipts are not numbered from one to their last.
SELECT recipient, first, before
  FROM (SELECT recipient, first,
               lag(last, 1, 0::bigint) OVER (PARTITION BY recipient, epoch
                                             ORDER BY last) AS before
          FROM receipt) AS bundle
 WHERE first <> before + 1
 UNION ALL
SELECT r.code, r.last, max(x.last)
  FROM recipient AS r
  LEFT JOIN receipt AS x ON x.recipient = r.code AND x.epoch = r.epoch
 GROUP BY r.code, r.last
HAVING r.last <> coalesce(max(x.last), 0)

-- name: sizes
-- How large every table is with its indexes.
SELECT relname, pg_total_relation_size(relid) FROM pg_stat_user_tables

-- name: written
-- How much was written to the log so far, and how long sessions have worked, in ms.
SELECT pg_current_wal_lsn() - '0/0'::pg_lsn,
       (SELECT active_time FROM pg_stat_database WHERE datname = current_database())

-- name: server
SELECT current_setting('server_version'), current_setting('synchronous_commit'),
       current_setting('fsync')

-- name: make_copier
-- A function that copies what the first load left in a table, under other numbers: ids
-- are moved up, our own names of the run are replaced, keys of persons are made anew.
CREATE FUNCTION pg_temp.copy_table(name text, run text, copy int, stride bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  names text; says text; scope text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
         string_agg(
           CASE
             WHEN attname IN ('id', 'paper', 'message', 'binder') AND atttypid = 'int8'::regtype
               THEN format('%I + %s', attname, copy * stride)
             WHEN attname IN ('messages', 'ended')
               THEN format('ARRAY(SELECT it + %s FROM unnest(%I) AS it)',
                           copy * stride, attname)
             WHEN attname = 'epoch' THEN format('epoch - %s', copy)
             WHEN attname = 'hold'
               THEN format('split_part(hold, ''/'', 1)::bigint + %s || ''/'' '
                           '|| split_part(hold, ''/'', 2)', copy * stride)
             WHEN name IN ('declaration', 'tax_bill') AND attname LIKE '%number'
                  AND attname NOT IN ('order_number', 'waybill_number')
               THEN format('left(%1$I, 9) || lpad((substr(%1$I, 10, 9)::bigint + %2$s)'
                           '::text, 9, ''0'') || substr(%1$I, 19)',
                           attname, copy * stride)
             WHEN attname = 'account'
               THEN format('CASE WHEN book LIKE ''allowance%%'' THEN left(encode(sha256(('
                           'account || ''/%s'')::bytea), ''hex''), length(account)) '
                           'ELSE account END', copy)
             WHEN atttypid = 'bytea'::regtype
                  AND (attname LIKE '%_key' OR attname = 'digest')
               THEN format('substr(sha256(%1$I || ''/%2$s''::bytea), 1, length(%1$I))',
                           attname, copy)
             WHEN atttypid = 'text'::regtype
               THEN format('replace(%I, %L, %L)', attname, run,
                           lpad(to_hex(copy), length(run), '-'))
             ELSE quote_ident(attname)
           END, ', ' ORDER BY attnum)
    INTO names, says
    FROM pg_attribute
   WHERE attrelid = name::regclass AND attnum > 0 AND NOT attisdropped;
  scope := CASE
    WHEN name = 'ledger_account'
      THEN 'book LIKE ''allowance%'' AND account IN (SELECT account FROM ledger_entry '
           'WHERE id < ' || stride || ')'
    WHEN name = 'receipt' THEN 'epoch = 1 AND id < ' || stride
    WHEN name = 'ledger_entry' THEN 'kind <> ''limit'' AND id < ' || stride
    WHEN names LIKE '%paper%' AND name NOT IN ('paper') THEN 'paper < ' || stride
    WHEN names LIKE 'id,%' THEN 'id < ' || stride
    ELSE 'true'
  END;
  EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM %I WHERE %s',
                 name, names, says, name, scope);
END $$

-- name: copy_table
SELECT pg_temp.copy_table(%(name)s, %(run)s, %(copy)s, %(stride)s)

-- name: highest
-- The highest number any row has.
SELECT coalesce(max(last_value), 0) FROM pg_sequences

-- name: go_on_counting
-- Let new rows be numbered above the copies.
SELECT setval(format('%%I.%%I', schemaname, sequencename), %(last)s)
  FROM pg_sequences WHERE schemaname = current_schema()

-- name: settle_accounts
-- Let every account be the sum of its entries again.
UPDATE ledger_account AS a SET held_fen = e.held, posted_fen = e.posted
  FROM (SELECT book, account,
               sum(CASE kind WHEN 'hold' THEN fen WHEN 'post' THEN -fen
                             WHEN 'void' THEN -fen ELSE 0 END)::bigint AS held,
               sum(CASE WHEN kind IN ('post', 'take') THEN fen
                        WHEN kind = 'restore' THEN -fen ELSE 0 END)::bigint AS posted
          FROM ledger_entry GROUP BY book, account) AS e
 WHERE a.book = e.book AND a.account = e.account

-- name: stored
SELECT count(*) FROM paper WHERE kind = 'declaration'

-- name: tidy
VACUUM ANALYZE

-- name: checkpoint
CHECKPOINT
