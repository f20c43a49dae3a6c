"""推送 Firms are called when they have receipts (Standard Webhooks).

What is called out to is never trusted: the address is resolved here, private and local
ones are refused, the connection goes to the address that was looked at, nothing is
followed, little is read, and nobody waits long.
"""
