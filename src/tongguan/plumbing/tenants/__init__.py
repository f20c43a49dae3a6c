"""接入单位 Every organisation with what it has here: people, keys, addresses.

Nothing is written here: what is shown is kept in the rooms of identity and of webhooks.
"""
