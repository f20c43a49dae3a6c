"""准入 Admission: may these goods come in as a retail import at all?

The tariff of the day says whether a code exists and in which units it is counted; the
list of goods admitted to retail import (正面清单) says whether it may come in, and on
which conditions. Both are loaded only in part, so a code that is not found is held for
an officer instead of being refused; what is known never to have been listed is refused.

`modes.py` is what each supervision mode asks of a declaration list.
"""
