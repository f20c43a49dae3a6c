"""应收回执 What a sender may expect of us, and what is late.

Nothing is written down for it: what is owed is read from messages, papers and receipts
as they are, so that an alarm ends by itself when the receipt comes.
"""
