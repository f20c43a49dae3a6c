"""收件箱 Every message exactly as it came, stored before it is acknowledged.

A message is known by who sent it and the digest of its bytes: the same bytes sent
again are the same message. A worker leases messages, and a lease is committed before
the work begins, so that a message which kills its reader is set aside after three
tries instead of killing every reader for ever.
"""
