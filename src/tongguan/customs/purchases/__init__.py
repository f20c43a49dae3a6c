"""本人购买 What one person may see of purchases in their name; nothing is written.

Everything is found by the person's keyed index: no name, no number of a person is asked
for, and nobody else's purchases are ever in reach.
"""
