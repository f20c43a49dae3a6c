"""双人复核 What one person proposed and a second of the same agency confirms.

A proposal changes nothing but itself. It is confirmed, declined, withdrawn, or lapses
when what it is about has moved on; each of these once, whoever comes first.
"""
