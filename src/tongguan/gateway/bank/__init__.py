"""银行 Says whether money came in, and what a guarantee it gave still covers."""
