"""台账 Ledgers that are never overdrawn: hold, then post or void; or take at once.

An account has a limit, what is held and what is posted, in whole fen. A hold takes
from what is left; it is resolved exactly once, by posting it (the amount is used for
good) or by voiding it (the amount is free again). What is certain from the beginning
is taken: held and posted in one. What was posted or taken can be restored.
Nothing is ever "summed, then inserted": the account is changed by one conditional
statement, and the table itself refuses a balance out of bounds.
"""
