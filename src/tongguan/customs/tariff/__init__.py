"""税则 The customs tariff: what each ten-digit code is called and owes.

The lines are in `rulebook/customs/tariff/lines.csv`: one row for a code from a day on;
a later row for the same code replaces it. A blank cell is a rate we do not know, and
stays unknown: whoever needs it must ask. `confirmed` is no where a rate was recalled
rather than read. The duty rates of a row hold from its `duty_from`; before that day
they are unknown, though name, units and tax classes are not.

Admission reads the units and whether a code exists, duty reads the rates, pages search.
"""
