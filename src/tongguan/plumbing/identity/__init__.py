"""身份 Who is at the door: people with accounts, machines with keys."""
