"""演示 Invented consignments with planted faults, sent through the real gateway.

The people, firms and brands here are invented: identity numbers carry the sequence
000, which numbering never begins with, telephone numbers carry 000 after their prefix,
firms stand in area 9901, and bar codes begin with 290, which no article is given.
"""
