"""发件箱 Receipts: written in the deciding transaction, numbered without gaps.

The outbox table is the port to the world: whoever delivers reads it. A recipient's
receipts are numbered 1, 2, 3 … in the transaction that makes them, so a recipient who
sees 7 after 5 knows that 6 is missing, and can pull it again for ever. What one is told
in one transaction lies in one row, a bundle.
"""
