"""查验作业 An examiner's sheet: what to look at, what was found, pictures as evidence.

A consignment has one appointment and is opened once. Each agency fills in a sheet of
its own, kept as a draft with every touch until it is signed off into the one record of
the list. Pictures lose whatever a camera wrote beside them, the place above all; what
is left is hashed and sealed.
"""
