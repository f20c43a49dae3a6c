-- name: switch
INSERT INTO feature_switch (proposal, feature, "on", begins, reason, first, second,
                            made_at)
VALUES (%(proposal)s, %(feature)s, %(on)s, %(begins)s, %(reason)s, %(first)s,
        %(second)s, %(made_at)s)
ON CONFLICT DO NOTHING

-- name: latest
SELECT proposal, feature, "on", begins, reason, first, second, made_at
  FROM feature_switch ORDER BY proposal DESC LIMIT %(limit)s

-- name: standing
-- The last switch of every feature that holds at an instant. Of two that begin together
-- the later one counts; none holds before it was made.
SELECT DISTINCT ON (feature) feature, "on"
  FROM feature_switch
 WHERE begins <= %(at)s AND made_at <= %(at)s
 ORDER BY feature, begins DESC, made_at DESC, proposal DESC
