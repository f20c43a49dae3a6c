"""税款担保 The guarantee that covers the unpaid tax of released lists.

One ledger account a guarantor: a list holds its tax when it is accepted and posts it
on release; payment of the tax frees it. Unpaid tax never exceeds the guarantee.
"""
