"""统计 What was released, counted on the day it was: by day, mode, chapter, origin.

Each line of a released list is one fact, written in the transaction that releases it,
so that a list is counted the same day. The facts carry everything that is asked for;
this room therefore looks into no other room's tables, and can stand with commerce,
whose figures they are, while the customs releases. A list that comes back counts no
longer: it is told apart as returned, on the day of its return.

A cell that few firms stand behind, or one firm nearly alone, is not shown; it remains
in the total. Rule: rulebook/commerce/statistics/suppression.yaml.

Law: 海关统计条例 (date of an import: its release; price: goods, freight, insurance).
"""
