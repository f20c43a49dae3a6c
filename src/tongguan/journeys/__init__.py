"""Floor 4, the walks across halls: the only place where halls meet."""
