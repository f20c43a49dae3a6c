"""转报 Papers on their way to a customs that decides elsewhere, and what it says.

A paper is queued once a version, in the transaction that finds it good. Whoever sends
takes the queue in its order and marks what has arrived; bytes once written stay the
same, so sending twice changes nothing on the other side. A receipt is known by its
guid: one that comes again is passed over. What belongs to no paper, or can't be true
of it, is set aside and shown, never dropped.
"""
