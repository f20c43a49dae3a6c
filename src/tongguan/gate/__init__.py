"""收报口 The gate: where machines hand in messages by the thousand a second.

It answers `POST /ceb/messages` as the portal's door does, and nothing else. Requests of
all connections are kept together: one transaction for all that came while the last one
was written, at most 2 ms later, and no answer leaves before its commit. What is more
than can be kept is refused at once, before it is read, and shared out among senders so
that none of them stands in another's way.

- `capacity`, `fairness`: how much is held, for whom, and who is next; pure
- `reading`, `connection`: HTTP/1.1, spoken with whoever comes
- `keys`: whose key it is, remembered for a second
- `lanes`: the way of a call to its answer
- `keeping`: the transactions, off the event loop
- `answers`: what is said, as bytes
"""
