"""跑分 How many lists an installation carries, measured through its own doors.

A run writes its messages before the clock starts, founds an installation of its own,
serves it with the same processes as anywhere, sends, and then asks the database what
became of every list. What was decided otherwise than planned makes the run a failure:
a number is only told of work that was done right.
"""
