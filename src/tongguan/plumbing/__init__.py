"""Floor 2, the world: database, clock, keys, inbox, outbox, journal."""
