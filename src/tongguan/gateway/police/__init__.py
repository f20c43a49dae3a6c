"""公安身份核查 Whether a name and an identity number belong together."""
